"""Every route that answers somebody with a page, about a record of theirs: nothing for axe to find, nothing that runs
out to the right, and a tree that can be read aloud. A route that comes later is walked by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import Browser, Page

from nhv.process.corrections.acts import answer_report
from nhv.process.corrections.models import CORRECTED
from nhv.process.placements.acts import publish_comparison
from nhv.process.placements.models import FrozenComparison
from nhv.register.models import Call, CallState, Organisation
from nhv.rules.access import PUBLIC
from tests.journeys.conftest import NARROWEST, PAGE_KINDS, WIDE, browsing, disorder
from tests.journeys.read_aloud import unheard
from tests.support.board import a_board, a_public_matter
from tests.support.calls import PROGRAM, an_open_call
from tests.support.permits import a_heard_matter
from tests.support.server import end, start
from tests.website.access_company import Walker
from tests.website.access_examples import a_frozen_comparison, an_error_report
from tests.website.access_stage import Stage
from tests.website.access_walk import Route, all_routes

# A passkey of one's own takes a real one: tests/journeys/test_passkeys.py.
WITH_A_KEY = ("mfa_edit_webauthn", "mfa_remove_webauthn")
ROUTES = [
    route
    for route in all_routes()
    if route.activities and route.needs("GET") not in (None, PUBLIC) and route.name not in WITH_A_KEY
]

# What everybody reads, by a page of the demonstration where the bundled register has none (PAGE_KINDS).
IN_THE_DEMONSTRATION = (
    "/omraden/neuromuskulara-sjukdomar/restider/",
    "/omraden/neuromuskulara-sjukdomar/tillstand/",
    "/omraden/neuromuskulara-sjukdomar/uppfoljning/2025/",
    "/uppfoljning/",
    "/uppfoljning/2025/",
    "/uppfoljning/2024/tema/",
    "/uppfoljning/2024/tema/utgava-1/",
    "/pagaende/norrskenssjuka-pahittad/beslut/",
    "/pagaende/norrskenssjuka-pahittad/yttrande/1/",
    "/pagaende/norrskenssjuka-rattelse-pahittad/",
    "/pagaende/fjallsvindel-upphavande-pahittat/beslut/",
    "/pagaende/midvinterhosta-pahittad/",
    "/remisser/norrskenssjuka-pahittad-1/",
    "/remisser/norrskenssjuka-pahittad-1/svaren/1/",
    "/remisser/polarnattsvark-pahittad-1/",
    "/remisser/polarnattsvark-pahittad-1/svara/",
    "/remisser/polarnattsvark-pahittad-1/svara/lank/fel/",
    "/remisser/polarnattsvark-pahittad-1/svara/svar/",
    "/remisser/polarnattsvark-pahittad-1/svara/kvitto/1/",
    "/vardenheter/astrid-lindgrens-barnsjukhus-karolinska-universitetssjukhuset/",
    "/utlysningar/demo-norrsken/beslut/",
    "/portfolj/",
    "/utgangslagen/",
    "/utgangslagen/2024/1/",
    "/portfolj/karolinska-universitetssjukhuset/",
    "/rattelser/",
    "/stammer-det-inte/?sida=/omraden/",
    "/prova/",
    "/konto/logga-in/",
    "/konto/stangt/",
    "/konto/utan-inbjudan/",
    "/konto/inbjudan/fel/",
    "/konto/losenord/glomt/",
    "/konto/losenord/glomt/skickat/",
    "/konto/losenord/nytt/1-fel/",
    "/konto/losenord/nytt/klart/",
    "/konto/via-avbruten/",
    "/konto/via-fel/",
    "/sok/?datum=fel",
    "/omraden/?okand=1",
)
# Those that are made for this: what everybody reads of what somebody has done.
MADE = ("comparison", "error-report", "matter-decision")
# These lead on, or read what somebody has begun: tests/journeys/test_sign_in.py, test_passkeys.py, test_provider.py.
LEADS_ON = ("try-person", "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback")
# For programs, and files.
NO_PAGE = re.compile(
    r"^(health|catalogue|signed-day|fhir-.*|cds-.*|api:.*|None|robots|sitemap|icon|receipt-keys|open-search"
    r"|data-.*|api-index|openid_connect_keys|.*-(csv|sheet|json|pdf|word|feed|file|days|summary))$"
)


@dataclass(frozen=True)
class Shown:
    """A page of the running product, and who sees it."""

    page: Page
    product: str
    seen: dict[str, tuple[Walker | None, str]]

    def opens(self, walker: Walker | None, path: str) -> Page:
        self.page.context.clear_cookies()
        if walker is not None:
            session = {"name": settings.SESSION_COOKIE_NAME, "value": walker.session, "url": self.product}
            self.page.context.add_cookies([session])
        self.page.goto(path)
        return self.page


@pytest.fixture(scope="module")
def shown(databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    stage = Stage(databases, tmp_path_factory.mktemp("pages"))
    with stage.all_at_once(ROUTES) as (database, found):
        made = dict(zip(MADE, ((None, path) for path in made_pages()), strict=True))
        server, address = start(database, data=Path(settings.DATA))
        try:
            with browsing(browser, address) as page:
                yield Shown(page, address, found | made)
        finally:
            end(server)


def made_pages() -> tuple[str, str, str]:
    """The addresses of what MADE names."""
    return a_published_comparison(), an_answered_report(), a_matter_that_is_decided()


def a_matter_that_is_decided() -> str:
    """The address of the board's decision about a permit."""
    matter = a_heard_matter(Organisation.objects.get(key="region-skane"))
    a_public_matter(a_board(), matter)
    return f"/omraden/{matter.area.key}/tillstand/{matter.key}/"


def a_published_comparison() -> str:
    """The address of what two applicants' hospitals look like beside each other."""
    call = an_open_call()
    number = a_frozen_comparison(call)
    Call.cases.filter(pk=call.pk).update(state=CallState.CLOSED)
    frozen = FrozenComparison.objects.select_related("call").get(call=call, number=number)
    publish_comparison(frozen=frozen, by=PROGRAM, now=timezone.now())
    return f"/utlysningar/{call.key}/jamforelse/{number}/"


def an_answered_report() -> str:
    """The address of what somebody has said of a page, and what became of it."""
    report = an_error_report()
    answered = {"outcome": CORRECTED, "answer": "Tack.", "note": "Antalet är rättat."}
    answer_report(report=report, **answered, by=PROGRAM, now=timezone.now())
    return f"/stammer-det-inte/{report.code}/"


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


@pytest.mark.parametrize("route", MADE)
def test_what_everybody_reads_of_what_was_done_is_in_order(shown: Shown, route: str):
    page = shown.opens(*shown.seen[route])
    assert page.locator("h1").count() == 1
    assert [*unheard(page), *disorder(page, WIDE, NARROWEST)] == []


@pytest.fixture(scope="module")
def page(browser: Browser, demonstrated: tuple[Path, str]) -> Iterator[Page]:
    with browsing(browser, demonstrated[1]) as page:
        yield page


@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
@pytest.mark.parametrize("path", IN_THE_DEMONSTRATION)
def test_what_everybody_reads_is_in_order(page: Page, path: str, language: str):
    page.goto(f"{language}{path}")
    assert [*unheard(page), *disorder(page, WIDE, NARROWEST)] == []


def test_no_page_is_left_out():
    walked = {route.name for route in ROUTES} | {*MADE, *LEADS_ON, *WITH_A_KEY}
    for path in (*PAGE_KINDS, *IN_THE_DEMONSTRATION):
        walked.add(resolve(path.partition("?")[0]).view_name)
    pages = [route for route in all_routes() if route.needs("GET") and not NO_PAGE.match(route.name)]
    assert [route.name for route in pages if route.name not in walked] == []
    assert walked - {route.name for route in pages} <= {route.name for route in all_routes()}


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
