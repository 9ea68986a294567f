"""JSON that is signed, or vouches for something: read in one way only. No Django here."""

from typing import Any


def no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which each name stands once: of a doubled one two readers may see two different values. To be given
    to `json.loads` as `object_pairs_hook`. Raises ValueError."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
