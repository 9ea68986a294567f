"""What a view says that it takes, against what its route lets in: the types do not see from one to the other."""

import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import path

from nhv.rules.access import PUBLIC
from nhv.website.access import route as a_route
from nhv.website.requests import SignedIn
from tests.website.access_walk import Route, all_routes


def asks_for_somebody(view: Callable[..., Any]) -> bool:
    """Whether a view takes only requests of those who are signed in."""
    first = next(iter(inspect.signature(view).parameters.values()), None)
    return first is not None and first.annotation is SignedIn


def open_to_strangers(routes: list[Route]) -> list[str]:
    return [route.name for route in routes if PUBLIC in route.activities and asks_for_somebody(route.pattern.callback)]


def test_no_view_for_the_signed_in_has_a_route_for_everybody():
    routes = list(all_routes())
    assert sum(asks_for_somebody(route.pattern.callback) for route in routes) > 50
    assert open_to_strangers(routes) == []


def test_such_a_route_would_have_been_found():
    def own(request: SignedIn) -> None: ...

    def anybodys(request: HttpRequest) -> None: ...

    routes = [
        a_route("egna/", own, name="own", needs={"GET": PUBLIC, "POST": "people.see"}),
        a_route("allas/", anybodys, name="anybodys", needs=PUBLIC),
        a_route("mina/", own, name="mine", needs="people.see"),
        path("obunden/", own, name="unbound"),
    ]
    assert open_to_strangers([Route(pattern.name, pattern) for pattern in routes]) == ["own"]
