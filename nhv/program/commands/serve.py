"""`nhv serve`: the web server."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("serve", help="starta webbservern (NHV_HOST, NHV_PORT)")
    parser.add_argument("--workers", type=_workers, metavar="ANTAL", default=2, help="antal processer (förval 2)")
    parser.add_argument("--with-worker", action="store_true", help="starta arbetaren också (annars `nhv work`)")
    parser.set_defaults(run=run)


@contextmanager
def _worker(wanted: bool) -> Iterator[None]:
    """The worker beside the server. It looks for us itself and ends when we are gone, also when we are killed."""
    if not wanted:
        yield
        return
    command = [sys.executable, "-m", "nhv.program.main", "work", "--parent", str(os.getpid())]
    worker = subprocess.Popen(command)  # noqa: S603 (our own program)
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _let_go_of_databases() -> None:
    """Close what `prepare` opened: a forked worker must not share a socket, nor a pool whose threads stay behind."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= 64):
        raise argparse.ArgumentTypeError("skriv ett tal mellan 1 och 64")
    return int(text)


def _free_address(host: str, port: int) -> str:
    """The number of the host, when nobody else listens there. Raises InputFault."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputFault(f"{host}:{port}: går inte att lyssna på ({reason}); ändra NHV_HOST eller NHV_PORT") from None
    return str(place[0])


def run(options: argparse.Namespace) -> None:
    prepare()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    from nhv.register.memory import KEYS

    if not (settings.STATIC_ROOT / "nhv.css").is_file():
        raise InputFault(f"stilmallen saknas i {settings.STATIC_ROOT}; den byggs av `make run` och `make wheel`")
    # The key that receipts are signed with is there before the first of them.
    KEYS.current()
    _let_go_of_databases()
    address = _free_address(settings.HOST, settings.PORT)
    # SIGTERM while a worker still imports has left the server neither serving nor stopping; the second signal
    # that the time-out sends ends it for certain.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"nhv lyssnar på http://{settings.HOST}:{settings.PORT}/", flush=True)
    server = Granian(
        "nhv.program.wsgi:application",
        address=address,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,
        workers_kill_timeout=5,
        log_access=False,
    )
    with _worker(options.with_worker):
        server.serve()
