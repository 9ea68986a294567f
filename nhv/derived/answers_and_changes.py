"""What became of each part of a text that has been out for consultation, in a later text of the same case.

Nothing is pinned by hand: keys are kept through all writing, and a part that was split or joined says what it is of.
"""

from collections.abc import Mapping

from nhv.specification.area import Area
from nhv.specification.changes import Change, changes


def changes_by_part(
    consulted: Area, later: Area, origins: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Change, ...]]:
    """For each key of the consulted text what differs since, those that come of it by splitting or joining among them;
    for a new key that comes of none its own addition; under «» the document's own fields."""
    found: dict[str, list[Change]] = {}
    for change in changes(consulted, later):
        if change.kind != "editorial":
            for key in _consulted_keys(change.key, consulted, origins):
                found.setdefault(key, []).append(change)
    return {key: tuple(those) for key, those in found.items()}


def _consulted_keys(key: str, consulted: Area, origins: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of the consulted text that a key comes of: itself, those of its origin, and of theirs in turn."""
    if not key or consulted.part(key) is not None or key not in origins:
        return (key,)
    return tuple(dict.fromkeys(old for origin in origins[key] for old in _consulted_keys(origin, consulted, origins)))
