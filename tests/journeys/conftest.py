"""A real browser before the running product."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.support.patience import PATIENCE

# Playwright keeps an event loop in the thread of the tests, and Django takes that for our own code being async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
# As root there is no sandbox; the rest keeps the browser from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = settings.NHV / "website" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

WIDE, PHONE, NARROWEST = 1280, 375, 320

# What is expected of a page is waited for; a slow machine is no fault of the page.
expect.set_options(timeout=PATIENCE * 1_000)

# One page of every kind.
PAGE_KINDS = (
    "/",
    "/sok/",
    "/sok/?q=ALS",
    "/sok/?q=matstrupscancer",
    "/sok/?q=spinal+muskelatrofi+3+år",
    "/sok/?q=fistel+matstrupe+luftstrupe",
    "/sok/?q=neuromuskulära+sjukdomar",
    "/sok/?q=vrickad+fot",
    "/omraden/",
    "/omraden/?text=finns+inte",
    "/omraden/neuromuskulara-sjukdomar/",
    "/omraden/viss-avancerad-esofaguskirurgi/",
    "/omraden/neuromuskulara-sjukdomar/for-patienter/",
    "/omraden/resttillstand-efter-polio/for-patienter/?stor=1",
    "/omraden/neuromuskulara-sjukdomar/?datum=2023-05-01&utskrift",
    "/omraden/neuromuskulara-sjukdomar/punkt/als/",
    "/omraden/neuromuskulara-sjukdomar/punkt/als/?q=ALS",
    "/omraden/viss-avancerad-esofaguskirurgi/villkor/dietist/",
    "/omraden/neuromuskulara-sjukdomar/restider/",
    "/omraden/neuromuskulara-sjukdomar/restider/?kommun=2584",
    "/omraden/neuromuskulara-sjukdomar/versioner/",
    "/omraden/neuromuskulara-sjukdomar/versioner/1-1/",
    "/utlysningar/",
    "/utlysningar/ansokan-2025/",
    "/pagaende/",
    "/pagaende/viss-avancerad-esofaguskirurgi/",
    "/pagaende/forslag/",
    "/regioner/",
    "/regioner/region-skane/",
    "/sjukvardsregioner/sodra/",
    "/sjukhus/karolinska-universitetssjukhuset/",
    "/portfolj/",
    "/portfolj/region-skane/",
    "/portfolj/karolinska-universitetssjukhuset/",
    "/om-data/",
    "/lank/?q=ALS",
    "/infoga/svar/?q=ALS",
    "/tillganglighet/",
    "/omraden/finns-inte/",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))


@contextmanager
def browsing(browser: Browser, product: str, *, width: int = WIDE, height: int = 900, **other: Any) -> Iterator[Page]:
    """An empty page in a browser of its own before this product. Other words go to the browser."""
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=product, **other)
    context.set_default_timeout(PATIENCE * 1_000)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture
def visit(browser: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the running product: `visit("/omraden/", width=320)`. Other words go to the browser."""
    with ExitStack() as opened:

        def open_page(path: str, **other: Any) -> Page:
            page = opened.enter_context(browsing(browser, live, **other))
            page.goto(path)
            return page

        yield open_page


def go_through(link_or_button: Locator) -> None:
    """Press it; the page that it leads to is there, as a whole, when this returns."""
    with link_or_button.page.expect_navigation():
        link_or_button.click()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: rule, and where. WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


def resize(page: Page, width: int) -> None:
    """The same page, not loaded again, in a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function("width => window.innerWidth === width", arg=width)


def disorder(page: Page, *widths: int, axe_at: tuple[int, ...] = (WIDE,)) -> list[str]:
    """What is wrong with a page, loaded once, at each of the widths: what runs out to the right, and what axe finds."""
    found = []
    for width in widths:
        resize(page, width)
        reaches = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width}: reaches {reaches}"] if reaches != width else []
        found += [f"{width}: {fault}" for fault in violations(page)] if width in axe_at else []
    return found
