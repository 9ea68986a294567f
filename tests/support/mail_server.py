"""A mail server of our own, on a free port of 127.0.0.1: keeps what it is sent, or refuses it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """`mails` are the mails as they came; `refusals` is how many recipients are refused first."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, refusals: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.refusals = refusals
        self.mails: list[str] = []

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.mails.append(self._mail())
            if word == "RCPT" and self.server.refusals:
                self.server.refusals -= 1
                self._say("451 come back later")
            else:
                self._say("221 bye" if word == "QUIT" else "250 yes")

    def _mail(self) -> str:
        lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
        return "".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(refusals: int = 0) -> Iterator[MailServer]:
    """A running mail server."""
    with MailServer(refusals) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
