"""The name that somebody gave a file: shown and written in the receipt, never used on disk."""

import unicodedata
from pathlib import PurePosixPath

from nhv.language.characters import without_invisible

LONGEST = 150
NAMELESS = "namnlös"


def clean_name(name: str) -> str:
    """The name without folders, control characters and marks that turn text around; NFC, at most 150 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    # Cc: control, Cf: invisible (among them those that turn the direction, so that «exe.pdf» is read for «fdp.exe»),
    # Cs: halves of a character, Zl and Zp: line ends.
    # The rest of what nobody sees besides: see `without_invisible`.
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    kept = "".join(sign for sign in without_invisible(last) if unicodedata.category(sign) not in hidden)
    plain = unicodedata.normalize("NFC", " ".join(kept.split())).strip(". ")
    if len(plain) > LONGEST:
        suffix = PurePosixPath(plain).suffix[:10]
        plain = plain[: LONGEST - len(suffix)] + suffix
    return plain or NAMELESS
