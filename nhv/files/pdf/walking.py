"""From one dictionary of a PDF to all that it leads to."""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import IndirectObject


def dictionaries(root: Any, but: frozenset[str] = frozenset()) -> Iterator[Any]:
    """Every dictionary that can be reached from the root, references followed, each once; not by the keys in `but`."""
    waiting, met = [root], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in met:
                continue
            met.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, dict):
            yield one
        waiting += [each for each in _inner(one, but) if isinstance(each, IndirectObject | dict | list)]


def real(found: Any) -> Any:
    """The thing itself, where only a reference to it is given."""
    return found.get_object() if isinstance(found, IndirectObject) else found


def _inner(one: Any, but: frozenset[str]) -> Any:
    if isinstance(one, dict):
        return [value for key, value in one.items() if key not in but] if but else one.values()
    return one if isinstance(one, list) else ()
