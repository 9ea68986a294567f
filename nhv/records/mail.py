"""How a message leaves: to a mail server, or as a file in a folder where there is none."""

import secrets
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage, get_connection

from nhv.records.files import make_folder, open_new
from nhv.records.outbox import Message, Send

# Well within the time that a worker has a message for itself.
MOST_SECONDS = 30


def by_server(server: Mapping[str, Any], sender: str) -> Send:
    """Send to a mail server; `server` is what Django's SMTP backend takes (host, port, username, password, use_…)."""

    def send(message: Message) -> None:
        connection = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", fail_silently=False, timeout=MOST_SECONDS, **server
        )
        _mail(message, sender, connection).send()

    return send


def into_folder(folder: Path, sender: str) -> Send:
    """Write each message as a file of its own, with a name that nobody can guess."""

    def send(message: Message) -> None:
        make_folder(folder)
        name = secrets.token_hex(16)
        with open_new(folder / f".{name}") as file:
            file.write(_mail(message, sender).message().as_bytes())
        (folder / f".{name}").rename(folder / f"{name}.eml")

    return send


def _mail(message: Message, sender: str, connection: Any = None) -> EmailMessage:
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    headers = {
        # The same when it is sent a second time, so that the reader's program can see that it is one message.
        "Message-ID": f"<nhv-{message.number}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(message.subject, message.text, sender, [message.to], connection=connection, headers=headers)
