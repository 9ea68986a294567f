"""Files as they are read from disk: plain ones only, since anything else may hold its reader for ever."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_plain(path: Path) -> BinaryIO:
    """A file to be read. Raises OSError for what is none: a pipe would hold its reader for ever."""
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "no plain file")
    return file


def read_plain(path: Path, *, most: int) -> bytes:
    """All of a file of at most so many bytes. Raises OSError for a larger one, and for what is no file."""
    with open_plain(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, "too large")
    return content
