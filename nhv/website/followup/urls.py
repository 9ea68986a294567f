"""Addresses of the round at the authority."""

from nhv.followup.lacking import CHASE
from nhv.followup.themes import THEME
from nhv.website.access import route
from nhv.website.followup import conditions, fetch, lacking, publishing, rounds, tally, themes

SEE = "follow_up.see"
ROUND = "handlaggning/uppfoljning/<int:year>/"

routes = [
    route("manadsrakning/", tally.list_tallies, name="tallies", needs=tally.NEEDS),
    route("manadsrakning/<key:area>/<key:place>/<int:year>/", tally.show_tally, name="tally", needs=tally.NEEDS),
    route(
        "arsrapporter/<slug:key>/hamta/<slug:source>/",
        fetch.fetch,
        name="report-fetch",
        needs={"GET": "annual_report.read_own", "POST": "annual_report.write"},
    ),
    route(
        "handlaggning/uppfoljning/",
        rounds.list_rounds,
        name="officer-rounds",
        needs={"GET": SEE, "POST": "follow_up.open"},
    ),
    route(ROUND, rounds.show_round, name="officer-round", needs={"GET": SEE}),
    route(f"{ROUND}villkor/", conditions.show_conditions, name="officer-round-conditions", needs={"GET": SEE}),
    route(f"{ROUND}villkor.csv", conditions.conditions_csv, name="officer-round-conditions-csv", needs={"GET": SEE}),
    route(
        f"{ROUND}villkor.xlsx", conditions.conditions_sheet, name="officer-round-conditions-sheet", needs={"GET": SEE}
    ),
    route(
        f"{ROUND}omraden/<key:key>/",
        rounds.show_area,
        name="officer-round-area",
        needs={"GET": SEE},
    ),
    route(
        f"{ROUND}rapporter/<key:key>/godta/",
        rounds.accept_report,
        name="officer-report-accept",
        needs={"POST": "annual_report.accept"},
    ),
    route(f"{ROUND}paminn/", lacking.remind, name="officer-round-remind", needs={"POST": CHASE}),
    route(f"{ROUND}rapporter/<key:key>/", lacking.show_lacking, name="officer-report-lacking", needs={"GET": CHASE}),
    route(
        f"{ROUND}rapporter/<key:key>/langre-tid/",
        lacking.give_time,
        name="officer-report-time",
        needs={"GET": CHASE, "POST": CHASE},
    ),
    route(
        f"{ROUND}rapporter/<key:key>/ledningen/",
        lacking.tell_management,
        name="officer-report-management",
        needs={"POST": CHASE},
    ),
    route(
        f"{ROUND}rapporter/<key:key>/inte-lamnad/",
        lacking.note,
        name="officer-report-note",
        needs={"GET": CHASE, "POST": CHASE},
    ),
    route(
        f"{ROUND}omraden/<key:key>/publicera/",
        publishing.publish_area,
        name="officer-round-publish",
        needs={"GET": "follow_up.publish", "POST": "follow_up.publish"},
    ),
    route(f"{ROUND}tema/", themes.show_theme, name="officer-theme", needs={"GET": SEE}),
    route(f"{ROUND}tema/fraga/", themes.ask, name="officer-theme-ask", needs={"GET": THEME, "POST": THEME}),
    route(f"{ROUND}tema/paminn/", themes.remind, name="officer-theme-remind", needs={"POST": THEME}),
    route(f"{ROUND}tema/publicera/", themes.tell, name="officer-theme-tell", needs={"GET": THEME, "POST": THEME}),
]
