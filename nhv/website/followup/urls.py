"""Addresses of the round at the authority."""

from nhv.website.access import route
from nhv.website.followup import rounds

ROUND = "handlaggning/uppfoljning/<int:year>/"

routes = [
    route(
        "handlaggning/uppfoljning/",
        rounds.list_rounds,
        name="officer-rounds",
        needs={"GET": "follow_up.see", "POST": "follow_up.open"},
    ),
    route(ROUND, rounds.show_round, name="officer-round", needs={"GET": "follow_up.see"}),
    route(
        f"{ROUND}omraden/<key:key>/",
        rounds.show_area,
        name="officer-round-area",
        needs={"GET": "follow_up.see"},
    ),
    route(
        f"{ROUND}rapporter/<key:key>/godta/",
        rounds.accept_report,
        name="officer-report-accept",
        needs={"POST": "annual_report.accept"},
    ),
    route(
        f"{ROUND}omraden/<key:key>/publicera/",
        rounds.publish_area,
        name="officer-round-publish",
        needs={"POST": "follow_up.publish"},
    ),
]
