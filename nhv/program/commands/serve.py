"""`nhv serve`: the web server."""

import argparse
import signal
from typing import Any

from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("serve", help="starta webbservern (NHV_HOST, NHV_PORT)")
    parser.add_argument("--workers", type=int, default=2, help="antal processer (förval 2)")
    parser.set_defaults(run=run)


def _let_go_of_databases() -> None:
    """Close what `prepare` opened: a forked worker must not share a socket, nor a pool whose threads stay behind."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def run(options: argparse.Namespace) -> None:
    prepare()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    _let_go_of_databases()
    # SIGTERM while a worker still imports has left the server neither serving nor stopping; the second signal
    # that the time-out sends ends it for certain.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"nhv lyssnar på http://{settings.HOST}:{settings.PORT}/", flush=True)
    Granian(
        "nhv.program.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,
        workers_kill_timeout=5,
        log_access=False,
    ).serve()
