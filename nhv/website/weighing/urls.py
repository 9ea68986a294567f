"""Addresses of preparation."""

from nhv.website.access import route
from nhv.website.weighing import officer, pages, parties

CALL = "matris/<key:key>/"
SEE = {"GET": "weighing.see"}

routes = [
    route("matris/", pages.list_weighings, name="weighings", needs=SEE),
    route(CALL, pages.show_matrix, name="weighing", needs=SEE),
    route(f"{CALL}matris.csv", pages.matrix_csv, name="weighing-csv", needs=SEE),
    route(f"{CALL}matris.xlsx", pages.matrix_sheet, name="weighing-sheet", needs=SEE),
    route(
        f"{CALL}ruta/<key:application>/<key:row>/",
        pages.show_cell,
        name="weighing-cell",
        needs={"GET": "weighing.see", "POST": "weighing.judge"},
    ),
    route(f"{CALL}dela/<key:row>/", pages.divide, name="weighing-divide", needs="weighing.divide"),
    route(f"{CALL}yttrande/skriv/", pages.write_part, name="weighing-write", needs="weighing.write"),
    route(f"{CALL}yttrande/avge/", pages.give, name="weighing-give", needs="weighing.give"),
    route(f"{CALL}yttrande/<int:number>/", pages.show_opinion, name="weighing-opinion", needs=SEE),
    route(f"{CALL}yttrande/<int:number>.pdf", pages.opinion_pdf, name="weighing-opinion-pdf", needs=SEE),
    route(f"{CALL}jav/", pages.declare, name="weighing-declare", needs="weighing.judge"),
    route(f"{CALL}hora/", pages.hear, name="weighing-hear", needs="hearing.open"),
    route(
        "handlaggning/utlysningar/<key:key>/beredning/",
        officer.appoint_group,
        name="weighing-appoint",
        needs="weighing.appoint",
    ),
    route("horanden/<key:key>/", parties.show_hearing, name="hearing-page", needs={"GET": "hearing.read_own"}),
    route(
        "ansokningar/<key:key>/beslut/",
        parties.show_decision,
        name="party-decision",
        needs={"GET": "application.read_own"},
    ),
    route(
        "ansokningar/<key:key>/beslut.pdf",
        parties.decision_pdf,
        name="party-decision-pdf",
        needs={"GET": "application.read_own"},
    ),
    route(
        "ansokningar/<key:key>/beslut.docx",
        parties.decision_word,
        name="party-decision-word",
        needs={"GET": "application.read_own"},
    ),
]
