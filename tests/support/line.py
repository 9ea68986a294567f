"""A line to a server that can go down and come up again, as a network does, while the server lives on."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_AT_ONCE = struct.pack("ii", 1, 0)


class Line:
    """Listens at `address`, and passes on to the server what comes there."""

    def __init__(self, server: str) -> None:
        host, port = server.rpartition("//")[2].split(":")
        self._server = (host, int(port))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._is_down = False
        threading.Thread(target=self._listen, daemon=True).start()

    def goes_down(self) -> None:
        """Whatever is under way breaks off, and nothing new gets through."""
        self._is_down = True
        for end in list(self._open):
            _break(end)

    def comes_up(self) -> None:
        """What comes from now on gets through; what came before and is not yet met is broken off first."""
        with suppress(OSError), socket.create_connection(self._listening.getsockname()) as last:
            # Callers are met in the order in which they came.
            last.recv(1)
        self._is_down = False

    def ends(self) -> None:
        self._is_down = True
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self._listening.accept()
                if self._is_down:
                    _break(caller)
                else:
                    self._connect(caller)

    def _connect(self, caller: socket.socket) -> None:
        server = socket.create_connection(self._server)
        self._open |= {caller, server}
        if self._is_down:
            # It went down while this one was let through.
            _break(caller)
            _break(server)
            return
        for one, other in ((caller, server), (server, caller)):
            threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65_536):
                other.sendall(piece)
        for end in (one, other):
            self._open.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """A line to the server at this address, which ends with the block."""
    line = Line(server)
    try:
        yield line
    finally:
        line.ends()


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
