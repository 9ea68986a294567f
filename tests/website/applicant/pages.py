"""The pages of an application as somebody meets them who is signed in: asked for, filled in as they stand, sent."""

from typing import Any

import lxml.html
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.accounts.models import User
from tests.support.pages import Page
from tests.support.people import signed_in


class Applicant:
    """One person's browser."""

    def __init__(self, user: User, *, recently: bool = True) -> None:
        self.client = signed_in(Client(raise_request_exception=True), user, recently=recently)

    def get(self, path: str) -> Page:
        """A page, after any redirects."""
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(path)
        queries = len(captured)
        if response.status_code == 302:
            response = self.client.get(path, follow=True)
        return _page(response, queries)

    def post(self, path: str, data: dict[str, Any], **headers: str) -> Page:
        """What a form sends; redirects are followed."""
        return _page(self.client.post(path, data, follow=True, headers=headers), 0)

    def fill(self, path: str, changes: dict[str, Any], *, button: tuple[str, str] = ("go", "next")) -> Page:
        """Opens the page, changes these fields in its form as it stands, and presses a button."""
        return self.send(path, self.get(path), changes, button=button)

    def send(self, path: str, page: Page, changes: dict[str, Any], *, button: tuple[str, str] = ("go", "next")) -> Page:
        """The same with a page that was opened before."""
        return self.post(path, {**fields_of(page), button[0]: button[1], **changes})


def fields_of(page: Page) -> dict[str, Any]:
    """What the page's main form would send as it stands."""
    form = max(page.html.xpath("//main//form[@method='post']"), key=lambda one: len(_pairs(one)))
    return {name: value for name, value in _pairs(form).items() if value not in ([], None)}


def _pairs(form: Any) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return {name: values for name, values in sent.items() if name}


def _page(response: Any, queries: int) -> Page:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    html = lxml.html.fromstring(response.content) if is_html and response.content else None
    page = Page(response.status_code, html, response.headers, queries)
    object.__setattr__(page, "response", response)
    return page
