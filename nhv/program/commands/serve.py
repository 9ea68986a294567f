"""`nhv serve`: the web server."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.program.commands.verify_copy import KEY
from nhv.program.copies import prepare_copy
from nhv.program.faults import InputFault
from nhv.program.front.processes import keep_running, listening_socket
from nhv.program.prepare import prepare

if TYPE_CHECKING:
    from nhv.program.front.bounds import Bounds


WHERE = (
    "Miljövariablerna NHV_HOST och NHV_PORT säger var den lyssnar (förval 127.0.0.1 och 8000), NHV_DATA i vilken "
    "katalog registret eller kopian finns, och NHV_BASE_URL vilken adress andra når den på."
)


def add_to(commands: Any) -> None:
    parser = commands.add_parser("serve", help="starta webbservern (NHV_HOST, NHV_PORT)", epilog=WHERE)
    parser.add_argument("--workers", type=_workers, metavar="ANTAL", default=2, help="antal processer (förval 2)")
    parser.add_argument("--with-worker", action="store_true", help="starta arbetaren också (annars `nhv work`)")
    parser.add_argument("--copy", type=Path, metavar="FIL", help="visa ett annat registers underskrivna fil")
    parser.add_argument("--key", type=Path, metavar="FIL", help=KEY)
    parser.add_argument("--older", action="store_true", help="visa den fast den är äldre än den som visades senast")
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


def _listen(host: str, port: int) -> socket.socket:
    """The socket that is listened to. Raises InputFault."""
    try:
        return listening_socket(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputFault(f"{host}:{port}: går inte att lyssna på ({reason}); ändra NHV_HOST eller NHV_PORT") from None


def _prepare(options: argparse.Namespace) -> None:
    """One's own register, or a copy of another's. Raises InputFault."""
    if options.copy is None:
        prepare()
        return
    if options.key is None:
        raise InputFault("--copy: skriv också --key FIL, de publika nycklar som filen ska vara underskriven med")
    copy = prepare_copy(options.copy, options.key, older=options.older)
    print(f"Kopia av {copy.origin} från {copy.made_on}; underskriften stämmer.", flush=True)


def run(options: argparse.Namespace) -> None:
    _prepare(options)
    from django.conf import settings

    from nhv.program.front.bounds import Bounds, share
    from nhv.register.memory import KEYS

    if not (settings.STATIC_ROOT / "nhv.css").is_file():
        raise InputFault(f"stilmallen saknas i {settings.STATIC_ROOT}; den byggs av `make run` och `make wheel`")
    if settings.COPY is None:
        # The key that receipts are signed with is there before the first of them.
        KEYS.current()
    _let_go_of_databases()
    listening = _listen(settings.HOST, settings.PORT)
    # The order to stop is heard once; whoever is being served is served to the end. Said for both: what a shell begins
    # in the background is born deaf to Ctrl-C.
    for order in (signal.SIGTERM, signal.SIGINT):
        signal.signal(order, signal.default_int_handler)
    print(f"nhv lyssnar på http://{settings.HOST}:{settings.PORT}/", flush=True)
    bounds = share(Bounds(settings.MOST_REQUEST_BYTES, settings.MOST_STRANGER_BYTES), options.workers)
    with _worker(options.with_worker and settings.COPY is None):
        keep_running(options.workers, partial(_serve, listening, bounds), stop_seconds=bounds.stop_seconds + 2)


def _serve(listening: socket.socket, bounds: "Bounds") -> None:
    """What one process does. What is on its way in is kept where files that are sent are."""
    from django.conf import settings

    from nhv.program.front.server import Server
    from nhv.program.wsgi import application

    tempfile.tempdir = settings.FILE_UPLOAD_TEMP_DIR
    server = Server(application, listening, bounds)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: server.stop())
    # Ctrl-C reaches the whole group; the one that started us passes the order on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server.serve()
