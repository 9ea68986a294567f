"""Pages as a reader meets them: asked for, and read as text."""

from dataclasses import dataclass
from typing import Any

import lxml.html
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Page:
    """An answered page. `html` is the parsed document."""

    status: int
    html: Any
    headers: Any
    queries: int

    @property
    def text(self) -> str:
        """What stands in the page's main part, with single spaces."""
        (main,) = self.html.xpath("//main")
        return words_of(main)

    def texts(self, expression: str) -> list[str]:
        """The text of each element that the XPath expression finds."""
        return [words_of(element) for element in self.html.xpath(expression)]

    def links(self, expression: str = "//main//a") -> list[str]:
        """Where the links lead."""
        return [element.get("href") for element in self.html.xpath(expression)]


def words_of(element: Any) -> str:
    """Its text, with one space where the page has a new element or a new line."""
    return " ".join(" ".join(element.itertext()).split())


def get(path: str, **headers: str) -> Page:
    """Asks for a page as a browser would, on this machine."""
    with CaptureQueriesContext(connection) as captured:
        response = Client(headers=headers, raise_request_exception=False).get(path)
    html = lxml.html.fromstring(response.content) if response.content else None
    return Page(response.status_code, html, response.headers, len(captured))
