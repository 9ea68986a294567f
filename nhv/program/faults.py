"""A fault in what the user gave a command: one sentence on standard error, exit status 2."""

import re

_LINE_BREAKERS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")


class InputFault(Exception):
    """`str()` is one Swedish sentence: what, where, what to do."""

    def __str__(self) -> str:
        # A file name or a TOML key may hold a line end; the sentence stays one line all the same.
        return _LINE_BREAKERS.sub(" ", super().__str__())


def printable(fault: str) -> str:
    """What somebody has written in the database steers no terminal, and is text."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in fault)
