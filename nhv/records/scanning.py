"""Received files are searched for harmful code by a ClamAV daemon, where there is one.

What it says changes whether a file is served, and nothing else: neither whether nor when it was received.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from nhv.files.plain import open_plain
from nhv.records.acts import one_transaction
from nhv.records.files import Files, StoredFileBase

CHUNK = 1 << 16
MOST_SECONDS = 120
# A file that could not be searched is tried again so often.
AGAIN_AFTER = timedelta(hours=1)

Scan = StoredFileBase.Scan


class ScanFault(Exception):
    """The daemon could not say anything about the file."""


@dataclass(frozen=True)
class Clamd:
    """A ClamAV daemon at `host:port`, or at the path of its socket."""

    address: str

    def harm(self, path: Path) -> str | None:
        """The name of what harmful was found, or nothing. Raises ScanFault, and OSError when nobody answers."""
        try:
            file = open_plain(path)
        except OSError as error:
            raise ScanFault(f"the file cannot be read: {error.strerror}") from None
        with file, self._connection() as daemon:
            daemon.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                daemon.sendall(len(chunk).to_bytes(4, "big") + chunk)
            daemon.sendall(bytes(4))
            answer = b"".join(iter(lambda: daemon.recv(4096), b"")).strip(b"\0\n ").decode("utf-8", "replace")
        words = answer.removeprefix("stream: ")
        if words == "OK":
            return None
        if words.endswith(" FOUND"):
            return words.removesuffix(" FOUND")
        raise ScanFault(words[:200] or "no answer")

    def _connection(self) -> socket.socket:
        if "/" in self.address:
            daemon = socket.socket(socket.AF_UNIX)
            daemon.settimeout(MOST_SECONDS)
            daemon.connect(self.address)
            return daemon
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=MOST_SECONDS)


def scan_waiting(
    files: Files, daemon: Clamd, *, now: datetime | None = None, most: int = 200
) -> Iterator[tuple[str, str]]:
    """Search the files that wait, and give hash and harm of each that is infected. Raises OSError when nobody answers;
    the files then wait on."""
    moment = now or timezone.now()
    waits = Q(scan=Scan.NOT_SCANNED) | Q(scan=Scan.FAULT, scanned_at__lte=moment - AGAIN_AFTER)
    for row in files.rows._default_manager.filter(waits).order_by("stored_at")[:most]:
        path = files.path(row.sha256)
        try:
            harm = daemon.harm(path)
            row.scan = Scan.INFECTED if harm else Scan.CLEAN
        except ScanFault:
            harm, row.scan = None, Scan.FAULT
        if harm:
            yield row.sha256, harm
        row.scanned_at = moment
        with one_transaction(files.rows):
            row.save(update_fields=["scan", "scanned_at"])
