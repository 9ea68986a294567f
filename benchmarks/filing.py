"""Sending in: a submission with two files of 5 MiB, a rush of two hundred regions, and the officer's list beside it."""

import io
import itertools
import os
import random
import secrets
import statistics
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from PIL import Image

from benchmarks.times import CLIENTS, QUESTIONS, SECONDS, Spread
from nhv.filings.models import Filing, FilingVersion
from nhv.register.memory import KEYS
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.databases import Databases, Vendor
from tests.support.people import a_person
from tests.support.server import running
from tests.support.visitor import Visitor

SUBMISSIONS = 30
APPLICANTS = 200
RUSH_SECONDS = float(os.environ.get("NHV_BENCH_RUSH_SECONDS", "120"))
SIZES = (60, 500, 5_000)
FILE_BYTES = 5 * 1_048_576
BUDGETS = {"submit": 300, "list": 150, "list of what words find": 150, "one application": 150}


def main(databases: Databases) -> None:
    """Print the figures of sending and of handling, on both databases."""
    for vendor in ("sqlite", "postgresql"):
        print(f"\n{vendor}, two workers; milliseconds")
        with databases.copy(vendor, "bundled") as database:
            _submissions(database)
        with databases.copy(vendor, "bundled") as database:
            _rush(database)
        _lists(databases, vendor)


def _submissions(database: str) -> None:
    """One applicant at a time: two files up, then the form, then the receipt."""

    call = an_open_call()
    people = [an_applicant() for _ in range(SUBMISSIONS)]
    filings = [a_filled_application(call, person) for person in people]
    uploads: list[float] = []
    sends: list[float] = []
    receipts: list[float] = []
    with _serving(database) as address:
        for person, filing in zip(people, filings, strict=True):
            visitor = Visitor.of(address, person)
            page = f"/ansokningar/{filing.key}"
            files = [(f"plan{number}.png", _picture()) for number in range(2)]
            form = {"drawn": "verksamhetsplan", "revision": filing.revision}
            with _timing(uploads):
                _post(visitor, f"{page}/avsnitt/blankett-och-plan/", form, files)
            filing.refresh_from_db()
            form = {"once": once(), "revision": filing.revision, "despite": "on"}
            with _timing(sends):
                _post(visitor, f"{page}/skicka/", form)
            with _timing(receipts):
                _get(visitor, f"{page}/kvitto/1/kvitto.json")
    whole = [sum(parts) for parts in zip(uploads, sends, receipts, strict=True)]
    for name, times in (
        ("two files of 5 MiB received", uploads),
        ("application sent", sends),
        ("receipt fetched", receipts),
        ("submit, all three", whole),
    ):
        _print(name, _spread(times), BUDGETS["submit"] if name.startswith("submit") else None)


def _rush(database: str) -> None:
    """Two hundred send in two minutes while two clients search; nothing acknowledged may be gone."""

    call = an_open_call()
    people = [an_applicant() for _ in range(APPLICANTS)]
    filings = [a_filled_application(call, person) for person in people]
    chance = random.Random(200)
    sends: list[float] = []
    receipts: list[str] = []
    faults: list[str] = []
    searches: list[float] = []
    over = threading.Event()
    with _serving(database) as address:
        visitors = [Visitor.of(address, person) for person in people]

        def one(number: int, wait: float) -> None:
            time.sleep(wait)
            visitor, page = visitors[number], f"/ansokningar/{filings[number].key}"
            form = {"once": once(), "revision": filings[number].revision, "despite": "on"}
            try:
                with _timing(sends):
                    _post(visitor, f"{page}/skicka/", form)
                receipts.append(visitor.get(f"{page}/kvitto/1/kvitto.json").text)
            except AssertionError as fault:
                faults.append(str(fault))

        def search(own: int) -> None:
            for number in itertools.count(own, CLIENTS):
                if over.wait(0.1):
                    return
                question = urllib.parse.quote(QUESTIONS[number % len(QUESTIONS)])
                with _timing(searches):
                    _get(visitors[own], f"/sok/?q={question}&utm_n={number}")

        waits = [chance.uniform(0, RUSH_SECONDS) for _ in range(APPLICANTS)]
        senders = [threading.Thread(target=one, args=pair) for pair in enumerate(waits)]
        searchers = [threading.Thread(target=search, args=(own,)) for own in range(CLIENTS)]
        for thread in senders + searchers:
            thread.start()
        for thread in senders:
            thread.join()
        over.set()
        for thread in searchers:
            thread.join()
    kept = set(FilingVersion.objects.values_list("receipt", flat=True))
    lost = sum(receipt not in kept for receipt in receipts)
    _print(f"rush: {APPLICANTS} in {RUSH_SECONDS:.0f} s, sending", _spread(sends))
    _print("rush: search beside it", _spread(searches))
    print(f"  receipts given {len(receipts)}, lost {lost}, refused {len(faults)} {faults[:2] or ''}")


def _lists(databases: Databases, vendor: Vendor) -> None:
    """The officer's list and one application's page at sixty, five hundred and five thousand applications."""

    for size in SIZES:
        with databases.copy(vendor, "bundled") as database:
            keys = applications(size)
            officer = a_person(Role.OFFICER)
            with _serving(database) as address:
                visitor = Visitor.of(address, officer)
                pages = {
                    "list": ["/handlaggning/ansokningar/"],
                    # Two presses from the desk to an application: the words, and the one that is found.
                    "list of what words find": ["/handlaggning/ansokningar/?text=skane"],
                    "one application": [f"/handlaggning/ansokningar/{key}/" for key in keys],
                }
                for name, paths in pages.items():
                    _print(f"{name}, {size} received", _spread(_asked(visitor, paths)), BUDGETS[name])


def applications(size: int) -> list[str]:
    """So many received applications, the first made by the acts and the others copied from it, region by region."""

    person = an_applicant()
    filing = a_filled_application(an_open_call(), person)
    version = sent(filing, person)
    filing.refresh_from_db()
    regions = list(Organisation.objects.filter(kind="region"))
    made = []
    for number in range(size - 1):
        copy = Filing.objects.get(pk=filing.pk)
        copy.pk, copy.key = None, secrets.token_hex(8)
        copy.organisation = regions[number % len(regions)]
        copy.received_at = filing.received_at - timedelta(minutes=number)
        made.append(copy)
    made = Filing.objects.bulk_create(made, batch_size=500)
    rows = []
    for copy in made:
        row = FilingVersion.objects.get(pk=version.pk)
        row.pk, row.filing = None, copy
        rows.append(row)
    FilingVersion.objects.bulk_create(rows, batch_size=500)
    return [filing.key, *(copy.key for copy in made[:20])]


def _asked(visitor: Visitor, paths: list[str]) -> list[float]:
    """Two clients ask for these in turn, for SECONDS."""
    times: list[float] = []
    for path in paths[:4]:
        _get(visitor, path)
    end = time.perf_counter() + SECONDS

    def client(own: int) -> None:
        for number in itertools.count(own, CLIENTS):
            if time.perf_counter() > end:
                return
            with _timing(times):
                path = paths[number % len(paths)]
                _get(visitor, f"{path}{'&' if '?' in path else '?'}utm_n={number}")

    threads = [threading.Thread(target=client, args=(own,)) for own in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _serving(database: str) -> AbstractContextManager[str]:
    KEYS.current()
    return running(database, workers=2, data=Path(settings.DATA))


def _get(visitor: Visitor, path: str) -> None:
    answered = visitor.get(path)
    assert answered.status == 200, (path, answered.status, answered.text[:500])


def _post(visitor: Visitor, path: str, form: dict[str, object], files: list[tuple[str, bytes]] | None = None) -> None:
    answered = visitor.post(path, form, {"verksamhetsplan": files} if files else None)
    assert answered.status == 302, (path, answered.status, answered.text[:500])


def _picture() -> bytes:
    """A picture of noise that cannot be made smaller: 5 MiB, another each time."""

    side = int((FILE_BYTES / 3) ** 0.5)
    content = io.BytesIO()
    Image.frombytes("RGB", (side, side), secrets.token_bytes(side * side * 3)).save(content, "PNG", compress_level=0)
    return content.getvalue()


@contextmanager
def _timing(times: list[float]) -> Iterator[None]:
    started = time.perf_counter()
    yield
    times.append((time.perf_counter() - started) * 1_000)


def _spread(times: list[float]) -> Spread:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return Spread(len(times), cuts[49], cuts[94], cuts[98])


def _print(name: str, spread: Spread, budget: int | None = None) -> None:
    held = "" if budget is None else f"   budget p95 {budget}: {'held' if spread.p95 <= budget else 'missed'}"
    print(f"  {name:44} p50 {spread.p50:8.1f}  p95 {spread.p95:8.1f}  p99 {spread.p99:8.1f}  n {spread.requests}{held}")
