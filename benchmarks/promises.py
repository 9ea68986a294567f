"""What the promises cost and how far they reach: single changes found, the scrub, `nhv verify`, the hostile corpus.

Each can be run alone: `python -m benchmarks changes scrub verify hostile`, with a number of one's own after `changes`
and `verify` (`changes 50 verify 200`); visitors beside slow bodies and sendings at the bound are `front`.
"""

import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from nhv.records.acts import one_transaction
from nhv.records.memory import memories
from nhv.records.scrubbing import SHARES, scrub
from nhv.records.verification import faults
from nhv.register.memory import FILES, MEMORY
from nhv.rules.actor import Actor
from tests.records.uploads.test_inspect import HOSTILE
from tests.support.a_used_register import use_the_register
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.databases import Databases, Vendor
from tests.support.tampering import unseen

VENDORS: tuple[Vendor, ...] = ("sqlite", "postgresql")
CHANGES, FILINGS = 500, 5_000
FILES_OF_10_MIB = 20
SEED = 9
CPU_SECONDS, MOST_MB = 5, 300


def changes(databases: Databases, number: int = CHANGES) -> None:
    """Of so many changes of one row each, made behind the program's back, how many `nhv verify` sees."""
    for vendor in VENDORS:
        with databases.copy(vendor, "bundled"):
            use_the_register()
            happened, missed = unseen(SEED, number)
        share = 100 * (happened - len(missed)) / happened
        print(f"{vendor:>10}: {happened - len(missed)} of {happened} changes found, {share:.1f} per cent", flush=True)
        for change in missed:
            print(f"{'':>12}not found: {change}", flush=True)


def scrub_speed(databases: Databases) -> None:
    """How fast all stored files are read and hashed."""
    with databases.copy("sqlite", "bundled"):
        stored = [FILES.store([secrets.token_bytes(10 << 20)], most_bytes=11 << 20) for _ in range(FILES_OF_10_MIB)]
        with one_transaction(FILES.rows):
            for one in stored:
                FILES.enter(one, media_type="application/pdf")
        began = time.perf_counter()
        found = [fault for share in range(SHARES) for fault in scrub(MEMORY, share, by=Actor("program", "bench"))]
        took = time.perf_counter() - began
    print(
        f"{FILES_OF_10_MIB} files of 10 MiB in {took:.2f} s: {FILES_OF_10_MIB * 10 / took:.0f} MiB/s; damaged: {found}"
    )


def verify(databases: Databases, filings: int = FILINGS) -> None:
    """How long `nhv verify` takes with so many received filings, each made by the acts."""
    for vendor in VENDORS:
        with databases.copy(vendor, "bundled"):
            call, person = an_open_call(), an_applicant()
            for _ in range(filings):
                sent(a_filled_application(call, person), person)
            entries = sum(memory.diary.head()[0] for memory in memories())
            began = time.perf_counter()
            said = list(faults())
            took = time.perf_counter() - began
        print(
            f"{vendor:>10}: {filings} filings, {entries} entries: {took:.1f} s; said: {said[:3] or 'all is well'}",
            flush=True,
        )


def hostile() -> None:
    """What each hostile file costs: processor and memory of a process that looks at them all."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, _) in HOSTILE.items():
            (Path(folder) / name).write_bytes(make())
        command = [sys.executable, "-m", "tests.records.uploads.measured", folder]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    seconds = {name: took for name, (_said, took) in told["found"].items()}
    accepted = [name for name, (said, _took) in told["found"].items() if said != HOSTILE[name][1]]
    print(
        f"{len(seconds)} hostile files; slowest {_slowest(seconds)}; above {CPU_SECONDS} s: {_above(seconds.values())}"
    )
    print(
        f"peak {told['peak']} MB ({'held' if told['peak'] < MOST_MB else 'missed'}); not refused as written: {accepted}"
    )


def _slowest(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds[name]:.2f} s" for name in sorted(seconds, key=lambda name: -seconds[name])[:3])


def _above(seconds: Iterable[float]) -> int:
    return sum(took >= CPU_SECONDS for took in seconds)
