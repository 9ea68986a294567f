"""The room's pages: one line for each door."""

from nhv.website.filings.pages import FilingPages
from nhv.website.filings.routes import own_pages, received_pages
from nhv.website.filings.words import Words
from tests.support.care.filing import KIND

PAGES = FilingPages(kind=KIND, words=Words(name="Plan", names="Planer"))
routes = [*own_pages(PAGES), *received_pages(PAGES, "konferens")]
