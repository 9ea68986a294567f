"""`nhv work`: the worker. Sends the mail, searches files, and does what comes back every day."""

import argparse
import logging
import os
import signal
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from nhv.program.prepare import prepare

PAUSE_SECONDS = 2.0
MOST_MAILS = 20
log = logging.getLogger("nhv.work")


def add_to(commands: Any) -> None:
    parser = commands.add_parser("work", help="starta arbetaren: sänder brev (NHV_MAIL_URL) och gör det återkommande")
    parser.add_argument("--once", action="store_true", help="gör det som väntar och sluta sedan")
    # The server that started us: when it is gone, so are we.
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work = Round()
    if options.once:
        while work.do():
            pass
        return
    while not stop.is_set() and options.parent in (None, os.getppid()):
        if not work.safely():
            stop.wait(PAUSE_SECONDS)


class Round:
    """One turn of the worker after the other."""

    def __init__(self) -> None:
        from django.conf import settings

        self.send = _send(settings.MAIL_URL, Path(settings.DATA) / "mail", settings.MAIL_FROM)

    def do(self) -> bool:
        """Send what is due, do what is due, say that we live. Gives whether there may be more to send."""
        from django.utils import timezone

        from nhv.records.memory import memories
        from nhv.records.work import jobs
        from nhv.register.memory import WORK

        sent = [memory.outbox.deliver(self.send, most=MOST_MAILS) for memory in memories()]
        WORK.run_due(jobs())
        seen = WORK.last_seen()
        if seen is None or timezone.now() - seen > timedelta(seconds=10):
            WORK.beat()
        return MOST_MAILS in sent

    def safely(self) -> bool:
        """The same; a database that does not answer is waited for."""
        from django.db import DatabaseError, connections

        try:
            return self.do()
        except DatabaseError as error:
            log.error("the database does not answer: %s", type(error).__name__)
            connections.close_all()
            return False


def _send(url: str, folder: Path, sender: str) -> Any:
    from nhv.records.mail import by_server, into_folder

    if not url:
        return into_folder(folder, sender)
    return by_server(_server(url), sender)


def _server(url: str) -> dict[str, Any]:
    """What an address of a mail server says. Raises InputFault."""
    import environ

    from nhv.program.faults import InputFault

    schemes = ("smtp://", "smtps://", "smtp+tls://", "smtp+ssl://")
    parsed = environ.Env.email_url_config(url) if url.startswith(schemes) else {}
    if not parsed.get("EMAIL_HOST"):
        # The address itself may hold a password and is not repeated.
        raise InputFault("NHV_MAIL_URL: adressen går inte att tolka; skriv smtp://användare:lösenord@dator:port")
    tls, ssl = parsed.get("EMAIL_USE_TLS", False), parsed.get("EMAIL_USE_SSL", False)
    return {
        "host": parsed["EMAIL_HOST"],
        "port": parsed["EMAIL_PORT"] or (465 if ssl else 587 if tls else 25),
        "username": parsed["EMAIL_HOST_USER"] or "",
        "password": parsed["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": tls,
        "use_ssl": ssl,
    }
