"""What a visitor notices of those who send slowly, and whether the bound holds while they do."""

import statistics
import time

from tests.support.at_the_bound import at_the_bound
from tests.support.databases import Databases
from tests.support.raw import ask, slow_bodies
from tests.support.server import running

SLOW = (0, 8, 64, 512)
PAGES = ("/health/", "/", "/omraden/", "/sok/?q=ALS", "/static/nhv.css")
ASKED = 100
SENDINGS = 200


def main(databases: Databases) -> None:
    """Print two tables."""
    with databases.copy("sqlite", "bundled") as database, running(database, workers=2) as address:
        port = int(address.rpartition(":")[2])
        print("Visitor beside slow bodies, milliseconds (p50, p95, answered)")
        for number in SLOW:
            print(f"{number:>4} slow", *(_beside(port, number, page) for page in PAGES), flush=True)
    with databases.copy("sqlite", "bundled") as database:
        found = at_the_bound(database, sendings=SENDINGS)
        print("\nSent around the bound, beside 64 slow bodies:", ", ".join(f"{n} {what}" for what, n in found.items()))


def _beside(port: int, number: int, page: str) -> str:
    with slow_bodies(port, number) as slow:
        times = _times(port, page)
        held = sum(not raw.is_answered(0.001) for raw in slow)
        return f"{page:>16} {times} ({held} held)"


def _times(port: int, page: str) -> str:
    took, answered = [], 0
    for _ in range(ASKED):
        began = time.perf_counter()
        answered += ask(port, page)[0] == 200
        took.append((time.perf_counter() - began) * 1_000)
    return f"{statistics.median(took):6.1f} {statistics.quantiles(took, n=20)[18]:6.1f} {answered:3}/{ASKED}"
