"""Which cross-tables are enough to say everything that tables with these dimensions can say.

Cross-tables that agree on their common margins are those of some whole population when the sets of dimensions hang
together as a tree (a decomposable model). What does not is put together into one.
"""

from collections.abc import Iterable

Family = tuple[str, ...]


def families(wanted: Iterable[Iterable[str]], always: Iterable[str], order: list[str]) -> list[Family]:
    """The cross-tables for these sets of dimensions, each with `always` in it, in the order given."""
    kept = _largest({frozenset(one) | frozenset(always) for one in wanted})
    circle = _circle(kept)
    if circle:
        kept = _largest({*kept, frozenset().union(*circle)})
    return sorted(tuple(name for name in order if name in one) for one in kept)


def _largest(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    return {one for one in sets if not any(one < other for other in sets)}


def _circle(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    """What is left when each leaf of the tree is taken away (Graham's reduction); nothing for a tree."""
    left = set(sets)
    while leaf := next((one for one in left if _is_leaf(one, left - {one})), None):
        left.remove(leaf)
    return left


def _is_leaf(one: frozenset[str], others: set[frozenset[str]]) -> bool:
    shared = one & frozenset().union(*others)
    return not others or any(shared <= other for other in others)
