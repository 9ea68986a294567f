"""The lists of what is sent in and what is received, the desk and the exports, with 60 and with 5 000 filings.

Within this process, on SQLite, as `process`: time of our own processor and queries. `filing` asks a server instead.
"""

from typing import Any

from benchmarks.desk import page
from benchmarks.filing import applications
from nhv.filings.models import Filing
from nhv.rules.roles import Role
from tests.support.databases import Databases
from tests.support.people import a_person

SIZES = (60, 5_000)
# A file that is asked for now and then.
MOST_EXPORT_MS = 5_000


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    for size in SIZES:
        with databases.copy("sqlite", "bundled"):
            key = applications(size)[0]
            _measure(size, key)


def _measure(size: int, key: str) -> None:
    officer, filing = a_person(Role.OFFICER), Filing.objects.get(key=key)
    assert filing.organisation is not None
    writer = a_person(Role.WRITER, filing.organisation.key)
    listed: Any = "/handlaggning/ansokningar/"
    named = f"{size} filings"
    for what, person, address in (
        ("applicant's list", writer, "/ansokningar/"),
        ("officer's list", officer, listed),
        ("officer's list, last page", officer, f"{listed}?sida={size // 50 or 1}"),
        ("officer's list of what words find", officer, f"{listed}?text=skane"),
        ("officer's desk", officer, "/handlaggning/"),
        ("one application", officer, f"{listed}{key}/"),
    ):
        page(f"{what}, {named}", person, address)
    for what, ending in (("CSV", "csv"), ("a spreadsheet", "xlsx")):
        page(f"export as {what}, {named}", officer, f"{listed.rstrip('/')}.{ending}", bound=MOST_EXPORT_MS, times=3)
