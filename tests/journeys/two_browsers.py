"""One way to drive both browsers, for journeys that must end alike in Chromium and in Firefox."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Dialog, Error

from nhv.accounts.models import User
from tests.journeys.conftest import browsing
from tests.support.firefox import Marionette, MarionetteFault, firefox
from tests.support.patience import until
from tests.support.people import signed_in

# What each browser shows in place of a page that did not come.
_NONE_CAME = "return location.protocol === 'chrome-error:' || document.documentURI.startsWith('about:neterror')"
_WHOLE = "return document.readyState === 'complete' && !document.documentElement.dataset.before"


class Window(Protocol):
    """A window of a browser before a product."""

    def go(self, path: str) -> None:
        """Open a page here; it may be that none comes."""

    def run(self, script: str, *args: Any) -> Any:
        """What a script on the page gives. It has its arguments in `args`."""

    def back(self) -> None:
        """As the browser's own button does."""

    def close_tab(self) -> None:
        """Close the tab, as a person does, and open an empty one."""

    def other_tab(self) -> None:
        """Look at the other tab of two, which is opened the first time."""

    def take_cookie(self, name: str, value: str) -> None:
        """As if a page here had set it."""


def _is_sure(dialog: Dialog) -> None:
    dialog.accept()


class InChromium:
    def __init__(self, browser: Browser, product: str) -> None:
        self._opened = browsing(browser, product)
        self._page = self._opened.__enter__()
        # Whoever is asked whether to leave what is not saved is sure.
        self._page.on("dialog", _is_sure)
        self._page.context.on("page", lambda page: page.on("dialog", _is_sure))
        self._product = product

    def go(self, path: str) -> None:
        try:
            self._page.goto(path)
        except Error as fault:
            assert "net::ERR_" in str(fault), str(fault)

    def back(self) -> None:
        self._page.go_back()

    def run(self, script: str, *args: Any) -> Any:
        return self._page.evaluate(f"(args) => {{ {script} }}", list(args))

    def close_tab(self) -> None:
        closed, context = self._page, self._page.context
        with closed.expect_event("close"):
            closed.close(run_before_unload=True)
        self._page = context.new_page()

    def other_tab(self) -> None:
        others = [page for page in self._page.context.pages if page != self._page]
        self._page = others[0] if others else self._page.context.new_page()
        self._page.bring_to_front()

    def take_cookie(self, name: str, value: str) -> None:
        self._page.context.add_cookies([{"name": name, "value": value, "url": self._product, "httpOnly": True}])

    def end(self) -> None:
        self._opened.__exit__(None, None, None)


class InFirefox:
    def __init__(self, marionette: Marionette, product: str) -> None:
        self._do = marionette.do
        self._product = product

    def go(self, path: str) -> None:
        try:
            self._do("WebDriver:Navigate", url=self._product + path)
        except MarionetteFault as fault:
            assert "about:neterror" in str(fault)

    def back(self) -> None:
        self._do("WebDriver:Back")

    def run(self, script: str, *args: Any) -> Any:
        given = self._do("WebDriver:ExecuteScript", script=f"const args = arguments; {script}", args=list(args))
        return given["value"]

    def close_tab(self) -> None:
        opened = self._do("WebDriver:NewWindow", type="tab", focus=True)["handle"]
        until(lambda: self.run("return document.visibilityState === 'hidden'"), else_say="the tab is still looked at")
        self._do("WebDriver:CloseWindow")
        self._do("WebDriver:SwitchToWindow", handle=opened)

    def other_tab(self) -> None:
        here = self._do("WebDriver:GetWindowHandle")["value"]
        others = [handle for handle in self._do("WebDriver:GetWindowHandles") if handle != here]
        other = others[0] if others else self._do("WebDriver:NewWindow", type="tab", focus=True)["handle"]
        self._do("WebDriver:SwitchToWindow", handle=other, focus=True)

    def take_cookie(self, name: str, value: str) -> None:
        cookie = {"name": name, "value": value, "path": "/", "httpOnly": True}
        self._do("WebDriver:AddCookie", cookie=cookie)


BROWSERS = ("chromium", "firefox")


@contextmanager
def window(kind: str, browser: Browser, product: str, **preferences: Any) -> Iterator[Window]:
    """A window of this browser, on the product's start page."""
    if kind == "chromium":
        shown = InChromium(browser, product)
        try:
            shown.go("/tillganglighet/")
            yield shown
        finally:
            shown.end()
        return
    with firefox(preferences=preferences) as marionette:
        other = InFirefox(marionette, product)
        other.go("/tillganglighet/")
        yield other


def send(shown: Window, form: str) -> None:
    """Send a form (by its selector) as its button does; the page that comes is there, as a whole, when this returns."""
    shown.run(
        "document.documentElement.dataset.before = 1;"
        "const form = document.querySelector(args[0]); form.noValidate = true; form.requestSubmit()",
        form,
    )
    until(lambda: _is_whole(shown), else_say="no page came of what was sent")


def signs_in(shown: Window, user: User) -> None:
    """The person has a session of their own from now on."""
    session = signed_in(Client(), user).session.session_key or ""
    shown.take_cookie(settings.SESSION_COOKIE_NAME, session)


def is_signed_out(shown: Window) -> None:
    """The session has ended, and the browser does not know it."""
    shown.take_cookie(settings.SESSION_COOKIE_NAME, "a" * 32)


def text(shown: Window) -> str:
    """What stands on the page."""
    return str(shown.run("return document.body.innerText"))


def no_page_came(shown: Window) -> bool:
    """The browser has given up, and says so in place of a page."""
    return _holds(shown, _NONE_CAME)


def _is_whole(shown: Window) -> bool:
    return _holds(shown, _WHOLE)


def _holds(shown: Window, script: str) -> bool:
    try:
        return bool(shown.run(script))
    except (Error, MarionetteFault):
        # Between two pages there is none to ask.
        return False
