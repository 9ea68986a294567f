"""Addresses of a preparatory group."""

from nhv.website.access import route
from nhv.website.preparation import pages

CASE = "beredning/<key:key>/"

routes = [
    route("beredning/", pages.list_cases, name="opinions", needs={"GET": "opinion.see"}),
    route(CASE, pages.show_case, name="opinion", needs={"GET": "opinion.see"}),
    route(f"{CASE}bedom/", pages.write_view, name="opinion-view", needs="opinion.view"),
    route(f"{CASE}bedom/<int:number>/bort/", pages.drop_view, name="opinion-drop", needs={"POST": "opinion.view"}),
    route(f"{CASE}avge/", pages.give, name="opinion-give", needs="opinion.give"),
]
