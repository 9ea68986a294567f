"""The portfolio's public pages, the country's and one hospital's and one region's, with the areas that we bring along
and with 200 more: time, queries and bytes, made anew
each time and as it is kept. Within this process, on SQLite, as `process`."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.process import BY, _say
from nhv.register.publication import publish
from nhv.website import caching
from tests.support.areas import WEST, a_file
from tests.support.databases import Databases

MOST_MS, MORE = 40, 200
PAGES = (
    ("country", "/portfolj/"),
    ("hospital", "/portfolj/sahlgrenska-universitetssjukhuset/"),
    ("region", "/portfolj/vastra-gotalandsregionen/"),
)


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    with databases.copy("sqlite", "bundled"):
        _measure("as brought along")
        publish([a_file(WEST, key=f"mat-{n}", name=f"Mätområde {n}") for n in range(MORE)], by=BY)
        _measure(f"with {MORE} more areas")


def _measure(named: str) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    for what, address in PAGES:
        _page(client, what, address, named)


def _page(client: Client, what: str, address: str, named: str) -> None:
    client.get(address)
    _forget()
    with CaptureQueriesContext(connection) as met:
        answered = client.get(address)
    assert answered.status_code == 200, (address, answered.status_code)
    drawn = f"{what}, {named} ({len(answered.content):,} bytes, {answered.content.count(b'<svg')} pictures)"
    _say(f"{drawn}, made anew", MOST_MS, lambda: _anew(client, address), queries=len(met))
    _say(f"{what}, kept", MOST_MS, lambda: client.get(address))


def _anew(client: Client, address: str) -> None:
    _forget()
    client.get(address)


def _forget() -> None:
    caching.KEPT = caching.Pages(most_bytes=16_000_000)
