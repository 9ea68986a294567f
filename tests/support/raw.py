"""Connections by hand: what no well-behaved browser sends, and how slowly it sends it."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.support.patience import PATIENCE

FORM = "application/x-www-form-urlencoded"


@dataclass
class Raw:
    """One connection."""

    connection: socket.socket

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def no_more(self) -> None:
        """Nothing more is sent; what is answered is still heard."""
        self.connection.shutdown(socket.SHUT_WR)

    def answer(self) -> tuple[int, bytes]:
        """Status and body of what is answered until the connection is closed; 0 when nothing is."""
        top, rest = self._answer()
        return (int(top.split()[1]) if top else 0), rest

    def redirected(self) -> tuple[int, str]:
        """Status, and where it leads."""
        top, _rest = self._answer()
        found = re.search(rb"\r\nLocation: ([^\r]*)", top)
        return (int(top.split()[1]) if top else 0), (found[1].decode() if found else "")

    def _answer(self) -> tuple[bytes, bytes]:
        try:
            whole = b"".join(iter(lambda: self.connection.recv(65_536), b""))
        except ConnectionError:
            whole = b""
        top, _, rest = whole.partition(b"\r\n\r\n")
        return top, rest

    def is_answered(self, within: float = 0.3) -> bool:
        """Whether anything has been answered, or the connection been closed, after so many seconds more."""
        self.connection.settimeout(within)
        try:
            self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        finally:
            self.connection.settimeout(PATIENCE)
        return True


def head(method: str, path: str, *, length: int | None = None, headers: str = "", kind: str = FORM) -> bytes:
    """The head of a request; each line of `headers` ends with CR LF."""
    sent = f"Content-Type: {kind}\r\nContent-Length: {length}\r\n" if length is not None else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}{sent}\r\n".encode()


@contextmanager
def connected(port: int, *, from_address: str = "127.0.0.1") -> Iterator[Raw]:
    """A connection to this port of 127.0.0.1, from that or another address of this machine."""
    with socket.create_connection(
        ("127.0.0.1", port), timeout=PATIENCE, source_address=(from_address, 0)
    ) as connection:
        yield Raw(connection)


def ask(port: int, path: str) -> tuple[int, bytes]:
    """Ask for a page on a connection of its own."""
    with connected(port) as raw:
        raw.send(head("GET", path))
        return raw.answer()


@contextmanager
def slow_bodies(port: int, number: int, path: str = "/sok/") -> Iterator[list[Raw]]:
    """So many strangers who have each said that much will come, and sent two bytes of it."""
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(connected(port)) for _ in range(number)]
        for raw in all_of_them:
            raw.send(head("POST", path, length=50_000) + b"a=")
        yield all_of_them
