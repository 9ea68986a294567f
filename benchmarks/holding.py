"""Whether what is kept is what was kept: single changes found, `verify` at five thousand filings, scrubbing."""

import os
import secrets
import time

from benchmarks.filing import applications
from nhv.records import rebuilding
from nhv.records.acts import one_transaction
from nhv.records.scrubbing import SHARES, scrub
from nhv.records.verification import faults
from nhv.register.memory import DIARY, FILES, MEMORY
from nhv.register.models import StoredFile
from nhv.rules.actor import Actor
from tests.support.a_used_register import use_the_register
from tests.support.databases import Databases
from tests.support.tampering import changes, done

CHANGES = int(os.environ.get("NHV_BENCH_CHANGES", "500"))
FILINGS = int(os.environ.get("NHV_BENCH_FILINGS", "5000"))
FILES_KEPT, FILE_BYTES = 100, 5 * 1_048_576


def main(databases: Databases) -> None:
    """Print the figures on both databases."""
    for vendor in ("sqlite", "postgresql"):
        print(f"\n{vendor}")
        with databases.copy(vendor, "bundled"):
            use_the_register()
            _changes()
        with databases.copy(vendor, "bundled"):
            with one_transaction(StoredFile):
                applications(FILINGS)
            _verify()
    with databases.copy("sqlite", "bundled"):
        _scrub()


def _changes() -> None:
    missed, happened = [], 0
    for change in changes(int(os.environ.get("NHV_SEED", "9")), CHANGES):
        with done(change) as went_through:
            happened += went_through
            if went_through and not _is_found():
                missed.append(str(change).rpartition(" ")[0])
    print(f"  single changes found: {happened - len(missed)} of {happened} ({CHANGES} generated, the rest refused by")
    print(f"  the database itself); not found: {sorted(set(missed)) or 'none'}")


def _is_found() -> bool:
    if any(True for _ in rebuilding.faults(DIARY)):
        return True
    return any(not fault.startswith("skyddet ") for fault in faults())


def _verify() -> None:
    begun = time.perf_counter()
    rebuilt = sum(1 for _ in rebuilding.faults(DIARY))
    middle = time.perf_counter()
    # The copies share one receipt, which names the first of them: that is what is said of the others.
    said = sum(1 for _ in faults())
    print(f"  verify at {FILINGS} filings: {time.perf_counter() - middle:.1f} s ({said} faults of the copied receipts)")
    print(f"  of which state rebuilt and compared: {middle - begun:.1f} s ({rebuilt} faults)")


def _scrub() -> None:
    for _ in range(FILES_KEPT):
        stored = FILES.store([secrets.token_bytes(FILE_BYTES)], most_bytes=FILE_BYTES)
        with one_transaction(StoredFile):
            FILES.enter(stored, "application/octet-stream")
    begun = time.perf_counter()
    found = [fault for share in range(SHARES) for fault in scrub(MEMORY, share, by=Actor("program", "bench"))]
    seconds = time.perf_counter() - begun
    print(f"\nscrub: {FILES_KEPT * FILE_BYTES / 1e6 / seconds:.0f} MB/s ({len(found)} damaged)")
