"""The authority's pages as an official meets them: asked for, filled in as they stand, sent."""

from typing import Any

import lxml.html
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.accounts.models import User
from nhv.rules.roles import Role
from tests.support.pages import Page
from tests.support.people import a_person, signed_in


class Official:
    """One person's browser."""

    def __init__(self, *roles: Role, user: User | None = None, recently: bool = True) -> None:
        self.user = user or a_person(roles[0] if roles else Role.OFFICER)
        self.client = signed_in(Client(), self.user, recently=recently)

    def get(self, path: str) -> Page:
        """A page, with the queries that it cost."""
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(path)
        return _page(response, len(captured))

    def download(self, path: str) -> Any:
        """A file: its response as it came."""
        return self.client.get(path)

    def send(self, path: str, *, at: str = "", **typed: Any) -> Page:
        """Fills in the form on a page that goes to `path`, with the hidden fields it has, and sends it; then where it
        leads. `at` is the page that has the form, when it is another."""
        shown = self.client.get(at or path)
        form = _form_to(lxml.html.fromstring(shown.content), path if at else "")
        hidden = {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")}
        hidden.pop("csrfmiddlewaretoken", None)
        return self.post(path, **{**hidden, **typed})

    def post(self, path: str, **typed: Any) -> Page:
        """Sends a form, and gives the page that it leads to."""
        response = self.client.post(path, typed, follow=True)
        return _page(response, 0)


def _form_to(html: Any, action: str) -> Any:
    forms = html.xpath("//main//form[@method='post']")
    return next(form for form in forms if (form.get("action") or "") == action)


def _page(response: Any, queries: int) -> Page:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and content
    return Page(response.status_code, lxml.html.fromstring(content) if is_page else None, response.headers, queries)


def faults(page: Page) -> list[str]:
    """What the summary of faults says."""
    return page.texts("//*[contains(@class, 'nhsuk-error-summary__list')]/li")
