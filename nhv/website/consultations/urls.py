"""Addresses of who answers a consultation without an account, for everybody and kept by nobody; and of regions that
ask for longer time."""

from django.urls import URLPattern

from nhv.rules.access import PUBLIC
from nhv.website.access import View, not_kept, route
from nhv.website.consultations import anyone, bodies

HERE = "remisser/<key:key>/svara/"


def _page(address: str, view: View, name: str) -> URLPattern:
    return route(f"{HERE}{address}", not_kept(view), name=name, needs=PUBLIC)


routes = [
    route("remisser/<key:about>/langre-tid/", bodies.ask_longer, name="ask-longer-time", needs="consultation.write"),
    _page("", anyone.ask, "ask-to-answer"),
    _page("lank/<str:token>/", anyone.open_link, "open-link-to-answer"),
    _page("svar/", anyone.answer, "anyones-answer"),
    _page("kvitto/<int:number>/", anyone.receipt, "anyones-receipt"),
    _page("kvitto/<int:number>/kvitto.json", anyone.receipt_file, "anyones-receipt-file"),
]
