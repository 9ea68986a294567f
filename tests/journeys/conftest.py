"""A real browser before the running product."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

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
    "/omraden/neuromuskulara-sjukdomar/?datum=2023-05-01&utskrift",
    "/omraden/neuromuskulara-sjukdomar/punkt/als/",
    "/omraden/neuromuskulara-sjukdomar/punkt/als/?q=ALS",
    "/omraden/neuromuskulara-sjukdomar/versioner/",
    "/omraden/neuromuskulara-sjukdomar/versioner/1-1/",
    "/utlysningar/",
    "/utlysningar/ansokan-2025/",
    "/regioner/",
    "/regioner/region-skane/",
    "/sjukvardsregioner/sodra/",
    "/sjukhus/karolinska-universitetssjukhuset/",
    "/om-data/",
    "/tillganglighet/",
    "/omraden/finns-inte/",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))


@pytest.fixture
def visit(browser: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the running product: `visit("/omraden/", width=320)`. Other words go to the browser."""
    contexts = []

    def open_page(path: str, *, width: int = 1280, height: int = 900, **other: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, base_url=live, **other))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: rule, and where. WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
