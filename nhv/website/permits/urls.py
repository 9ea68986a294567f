"""Addresses of permits' life."""

from nhv.website.access import route
from nhv.website.permits import holder, officer, originals

HERE = "handlaggning/tillstand/"
MATTER = f"{HERE}arende/<key:matter>/"
LOST = f"{HERE}uppgift/<key:hospital>/<key:fact>/"
SEE, HANDLE, OWN = "permit_matter.see", "permit_matter.handle", "permit_matter.see_own"

routes = [
    route(HERE, officer.list_matters, name="permit-matters", needs={"GET": SEE}),
    route(f"{HERE}valj/", officer.choose_permit, name="permit-matter-choose", needs={"GET": HANDLE}),
    route(f"{HERE}nytt/<key:permit>/", officer.new_matter, name="permit-matter-new", needs=HANDLE),
    route(f"{HERE}antal/<key:area>/", officer.new_units, name="permit-matter-units", needs=HANDLE),
    route(f"{HERE}original/<key:area>/", originals.enter, name="permit-original", needs=HANDLE),
    route(LOST, officer.show_reach, name="permit-reach", needs={"GET": SEE}),
    route(f"{LOST}brev.docx", officer.letter_word, name="permit-letter", needs={"GET": SEE}),
    route(MATTER, officer.show_matter, name="permit-matter", needs={"GET": SEE}),
    route(f"{MATTER}<key:act>/", officer.do_act, name="permit-matter-act", needs=HANDLE),
    route("tillstand/", holder.list_own, name="own-permits", needs={"GET": OWN}),
    route(
        "tillstand/<key:key>/",
        holder.show_own,
        name="own-permit-matter",
        needs={"GET": OWN, "POST": "permit_matter.reply"},
    ),
    route("tillstand/<key:key>/beslut.pdf", holder.decision_pdf, name="own-permit-decision-pdf", needs={"GET": OWN}),
    route("tillstand/<key:key>/beslut.docx", holder.decision_word, name="own-permit-decision-word", needs={"GET": OWN}),
]
