"""Times of pages, search and JSON over a running server, and its memory: two clients, both databases, two sizes."""

import http.client
import itertools
import os
import statistics
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import synthetic
from tests.support.databases import Databases, Vendor
from tests.support.server import running

SIZES = (3_000, 30_000)
CLIENTS = 2
SECONDS = float(os.environ.get("NHV_BENCH_SECONDS", "6"))
QUESTIONS = (
    "ALS", "matstrupscancer", "spinal muskelatrofi 3 år", "fistel matstrupe luftstrupe", "myastenia gravis", "G12.1",
    "bruten arm", "esofaguskirugi", "stamcellstransplantation", "barn med hjärtfel", "endometrios", "bukhinnan",
    "behandling av barn vid sjukdom", "vård", "patienter med tumör som kräver operation av stora luftvägar",
)  # fmt: skip
UP = 10.0
FIRSTS, FIRST_BUDGET = 3, 300
BUDGETS = {"list of areas": 40, "search": 50, "JSON list": 80}


@dataclass(frozen=True)
class Spread:
    """Milliseconds of many requests."""

    requests: int
    p50: float
    p95: float
    p99: float


def addresses() -> dict[str, list[str]]:
    return {
        "start page": ["/"],
        "list of areas": ["/omraden/"],
        "area page": [f"/omraden/matomrade-{number}/" for number in range(0, 90, 7)],
        "search": [f"/sok/?q={urllib.parse.quote(question)}" for question in QUESTIONS],
        "search JSON": [f"/api/v1/search?q={urllib.parse.quote(question)}" for question in QUESTIONS],
        "JSON list": ["/api/v1/areas?limit=500"],
    }


def main(databases: Databases) -> None:
    """Print one table per database."""
    for vendor in ("sqlite", "postgresql"):
        found: dict[int, dict[str, Spread]] = {}
        for size in SIZES:
            with _filled(databases, vendor, size) as database, running(database, workers=2) as address:
                found[size] = {name: _measured(address, paths) for name, paths in addresses().items()}
                found[size]["list, kept"] = _measured(address, ["/omraden/"], anew=False)
        _print(vendor, found)


def first(databases: Databases) -> None:
    """Print what the very first question costs, of a server that has been up for ten seconds: nobody has asked
    anything before, and each time the server is begun anew."""
    for vendor in ("sqlite", "postgresql"):
        with databases.copy(vendor, "bundled") as database:
            took = [_first_of_a_new_server(database, question) for question in QUESTIONS[:FIRSTS]]
        print(f"{vendor}: the first question in a server up {UP:.0f} s, {len(took)} servers: ", end="")
        print(f"median {statistics.median(took):.0f} ms, most {max(took):.0f} ms (aim {FIRST_BUDGET} ms)")


def _first_of_a_new_server(database: str, question: str) -> float:
    with running(database, workers=2) as address:
        time.sleep(UP)
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        started = time.perf_counter()
        connection.request("GET", f"/sok/?q={urllib.parse.quote(question)}")
        response = connection.getresponse()
        response.read()
        took = (time.perf_counter() - started) * 1_000
        assert response.status == 200, response.status
        return took


def memory(databases: Databases) -> None:
    """Print the server's memory after start and after ten thousand requests, and that of its largest process."""
    with databases.copy("sqlite", "bundled") as database, running(database, workers=2) as address:
        port = int(address.rpartition(":")[2])
        before = _megabytes(port)
        _measured(address, addresses()["search"] + addresses()["list of areas"] + ["/"], requests=10_000)
        print(f"\nMemory of the server (two workers): {before:.0f} MB after start, ", end="")
        after = _each(port)
        print(f"{sum(after):.0f} MB after 10 000 requests; the largest worker {max(after):.0f} MB (aim 250)")


@contextmanager
def _filled(databases: Databases, vendor: Vendor, size: int) -> Iterator[str]:
    from nhv.register.publication import publish
    from nhv.rules.actor import Actor

    with databases.copy(vendor, "bundled") as database:
        files = synthetic(size)
        started = time.perf_counter()
        for start in range(0, len(files), 50):
            publish(files[start : start + 50], by=Actor("program", "bench"))
        took = time.perf_counter() - started
        print(f"{vendor}: {size} entries in {len(files)} areas published in {took:.0f} s ({len(files) / took:.1f}/s)")
        yield database


def _measured(address: str, paths: list[str], requests: int | None = None, *, anew: bool = True) -> Spread:
    """Ask these addresses in turn from CLIENTS clients, for SECONDS or so many requests.

    `anew`: each request has an address of its own, so that no page comes from those the server keeps.
    """
    host = address.removeprefix("http://")
    for _ in range(2):
        _ask_all(host, paths)
    times: list[float] = []
    end = time.perf_counter() + (SECONDS if requests is None else 3_600)

    def client(own: int) -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        for number in itertools.count(own, CLIENTS):
            if time.perf_counter() > end or (requests is not None and number >= requests):
                break
            started = time.perf_counter()
            path = paths[number % len(paths)]
            connection.request("GET", _own(path, number) if anew else path)
            response = connection.getresponse()
            response.read()
            times.append((time.perf_counter() - started) * 1_000)
            assert response.status == 200, (path, response.status)
        connection.close()

    threads = [threading.Thread(target=client, args=(own,)) for own in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=100)
    return Spread(len(times), cuts[49], cuts[94], cuts[98])


def _own(path: str, number: int) -> str:
    """An address that nobody has asked for before. Any other word after the question mark would be refused."""
    return f"{path}{'&' if '?' in path else '?'}utm_n={number}"


def _ask_all(host: str, paths: list[str]) -> None:
    connection = http.client.HTTPConnection(host, timeout=60)
    for path in paths:
        connection.request("GET", path)
        connection.getresponse().read()
    connection.close()


def _print(vendor: str, found: dict[int, dict[str, Spread]]) -> None:
    print(f"\n{vendor}, two workers, {CLIENTS} clients; milliseconds")
    print(f"{'':16}" + "".join(f"{f'{size} entries':>34}" for size in found) + f"{'growth p95':>12}{'budget':>9}")
    print(f"{'':16}" + f"{'p50':>10}{'p95':>8}{'p99':>8}{'req.':>8}" * len(found))
    small, large = (found[size] for size in SIZES)
    for name in small:
        row = "".join(f"{s.p50:10.1f}{s.p95:8.1f}{s.p99:8.1f}{s.requests:8}" for s in (small[name], large[name]))
        budget = f"{BUDGETS[name]:>6} ms" if name in BUDGETS else ""
        print(f"{name:16}{row}{large[name].p95 / small[name].p95:>11.1f}x{budget:>9}")


def _megabytes(port: int) -> float:
    """Resident memory of the processes that listen on this port and their children (proportional, so shared once)."""
    return sum(_each(port))


def _each(port: int) -> list[float]:
    """The same of each of them."""
    servers = [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _listens(pid, port)]
    return [_proportional(pid) / 1_024 for pid in servers]


def _listens(pid: int, port: int) -> bool:
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"NHV_PORT={port}".encode() in environment


def _proportional(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
