"""A region's people in real browsers, before a running product of their own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Download, Page, expect

from nhv.accounts.models import User
from tests.journeys.conftest import browsing, disorder, go_through
from tests.support.people import signed_in
from tests.support.server import running


@contextmanager
def own_product(databases: Any) -> Iterator[str]:
    """A running product over a register of the test's own, with its secret, keys and files where the test's are."""
    with databases.copy("sqlite", "bundled") as database, running(database, data=Path(settings.DATA)) as address:
        yield address


class Person:
    """Somebody who is signed in and has just shown who they are. Counts the pages met and the keys pressed."""

    def __init__(self, browser: Browser, product: str, user: User, **other: Any) -> None:
        self.user = user
        self._open = ExitStack()
        self.page: Page = self._open.enter_context(browsing(browser, product, **other))
        self.context = self.page.context
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": new_session(user), "url": product}])
        self.pages_met: list[str] = []
        self.page.on("load", lambda page: self.pages_met.append(page.url))
        self.presses = 0

    def leaves(self) -> None:
        self._open.close()

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def is_in_order(self, *widths: int) -> None:
        """Nothing for axe to find, and nothing that runs out to the right: at the width there is, or at each of these,
        of which the last is then the one there is."""
        assert self.page.viewport_size is not None
        widths = widths or (self.page.viewport_size["width"],)
        assert disorder(self.page, *widths, axe_at=widths) == []

    def answers(self, key: str, words: str) -> None:
        self.page.locator(f"#fraga-{key}-svar").fill(words)

    def presses_button(self, name: str) -> None:
        go_through(self.page.get_by_role("button", name=name, exact=True))

    def follows(self, name: str) -> None:
        go_through(self.page.get_by_role("link", name=name).first)

    def fetches(self, name: str) -> Download:
        """The file behind a link."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name).first.click()
        return download.value

    # With the keyboard alone.

    def tabs_to(self, where: str) -> None:
        """Tab until the element with this id, or with this text, has the focus; it can then be seen."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(
                "[document.activeElement.id, (document.activeElement.innerText || '').trim(), "
                "document.activeElement.getAttribute('tabindex')]"
            )
            if where in at[:2] or (at[1] and at[1].startswith(where)):
                expect(self.page.locator(":focus")).to_be_in_viewport()
                return
        raise AssertionError(f"Tab never came to {where!r} on {self.page.url}")

    def enters(self, where: str) -> None:
        """To a link or a button, and through it."""
        self.tabs_to(where)
        self.presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def new_session(user: User) -> str:
    """The key of a session in which somebody is signed in."""
    return str(signed_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value)
