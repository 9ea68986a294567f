"""Addresses of co-operation."""

from nhv.website.access import route
from nhv.website.cooperation import pages

routes = [
    route("matris/<key:key>/samverkan/", pages.propose, name="cooperation-propose", needs="cooperation.propose"),
    route("samverkan/", pages.list_own, name="own-cooperations", needs={"GET": "cooperation.see_own"}),
    route(
        "samverkan/<key:key>/",
        pages.show_own,
        name="own-cooperation",
        needs={"GET": "cooperation.see_own", "POST": "cooperation.answer"},
    ),
]
