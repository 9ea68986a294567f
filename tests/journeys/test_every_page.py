"""Every route that answers somebody with a page, about a record of theirs: nothing for axe to find, nothing that runs
out to the right, and a tree that can be read aloud. A route that comes later is walked by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from nhv.rules.access import PUBLIC
from tests.journeys.conftest import NARROWEST, WIDE, browsing, disorder
from tests.journeys.read_aloud import unheard
from tests.support.server import end, start
from tests.website.access_company import Walker
from tests.website.access_stage import Stage
from tests.website.access_walk import Route, all_routes

# A passkey of one's own takes a real one: tests/journeys/test_passkeys.py.
WITH_A_KEY = ("mfa_edit_webauthn", "mfa_remove_webauthn")
ROUTES = [
    route
    for route in all_routes()
    if route.activities and route.needs("GET") not in (None, PUBLIC) and route.name not in WITH_A_KEY
]


@dataclass(frozen=True)
class Shown:
    """A page of the running product, and who sees it."""

    page: Page
    product: str
    seen: dict[str, tuple[Walker, str]]

    def opens(self, walker: Walker, path: str) -> Page:
        self.page.context.clear_cookies()
        session = {"name": settings.SESSION_COOKIE_NAME, "value": walker.session, "url": self.product}
        self.page.context.add_cookies([session])
        self.page.goto(path)
        return self.page


@pytest.fixture(scope="module")
def shown(databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    stage = Stage(databases, tmp_path_factory.mktemp("pages"))
    with stage.all_at_once(ROUTES) as (database, found):
        server, address = start(database, data=Path(settings.DATA))
        try:
            with browsing(browser, address) as page:
                yield Shown(page, address, found)
        finally:
            end(server)


def answers_a_page(walker: Walker, path: str) -> bool:
    """Whether a browser is shown something there: no file, no other method, and not led elsewhere."""
    answer = walker.browser().get(path)
    assert answer.status_code not in (403, 404), f"{path}: {answer.status_code}"
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in ROUTES])
def test_a_page_is_in_order_and_can_be_read_aloud(shown: Shown, route: Route):
    walker, path = shown.seen[route.name]
    if answers_a_page(walker, path):
        page = shown.opens(walker, path)
        assert [*unheard(page), *disorder(page, WIDE, NARROWEST)] == []


def test_a_page_that_cannot_be_read_aloud_would_have_been_heard(shown: Shown):
    page = shown.opens(*shown.seen["account"])
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', "
        "'<h1>Två</h1><h3></h3><a href=/ett/>Mer</a> <a href=/tva/>Mer</a> <button></button>')"
    )
    assert [fault.partition(":")[0] for fault in unheard(page)] == [
        "headings of the first level",
        "a heading of level 3 after one of 1",
        "an empty heading of level 3",
        "a button without a name",
        "links to 2 places",
    ]
