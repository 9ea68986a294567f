"""When bytes came: the kernel's own note, which does not depend on when anybody had time to read them."""

import socket
import struct
from datetime import UTC, datetime, timedelta

# Linux's number for it; the socket module has no name.
_SO_TIMESTAMPNS = 35
_TIME = struct.Struct("@ll")


def ask_for_stamps(connection: socket.socket) -> None:
    """Let the kernel note when each packet came."""
    connection.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)


def received(connection: socket.socket, most: int) -> tuple[bytes, datetime | None]:
    """What is there to read, and when the last of it came: nothing where the kernel does not say. Raises OSError."""
    data, told, _flags, _address = connection.recvmsg(most, socket.CMSG_SPACE(_TIME.size))
    for level, kind, note in told:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS):
            seconds, nanoseconds = _TIME.unpack(note)
            return data, datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=nanoseconds // 1_000)
    return data, None


def stamp(noted: datetime | None, *, not_before: datetime, now: datetime) -> datetime:
    """The time that counts. A sender who makes packets by hand can let the last of them come first, so the kernel's
    note is believed as far back as when we last looked and there was nothing to read: a second or so."""
    return now if noted is None else min(max(noted, not_before), now)
