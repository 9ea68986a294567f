"""Keys for what a document says: from its predecessor when the words are the same or near, otherwise from the words."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from nhv.language.slugs import slug
from nhv.reading.tracing import Draft, Told, text_of
from nhv.specification.area import Area
from nhv.specification.parts import Frozen

LONGEST = 40
NEAR = 85.0
# What a group of the definition is called when the page gives it neither heading nor lead.
UNHEADED = "definition"

# Words that tell no clause from another. The list is the keys' own and never changes: a key is for good.
_WEAK = {
    *("alla", "all", "av", "avses", "bör", "den", "de", "denna", "det", "dessa", "där", "en", "eller"),
    *("enligt", "ett", "exempelvis", "för", "från", "har", "hos", "i", "inom", "inte", "ha", "kan"),
    *("kunnat", "med", "men", "minst", "nationell", "nationella", "nationellt", "nhve", "och", "om"),
    *("patient", "patienter", "personer", "på", "samt", "ska", "sin", "som", "sådan", "såsom", "till"),
    *("upp", "utan", "vara", "vid", "vård", "via", "än", "är", "över", "under", "efter", "inklusive"),
    *(),
}
_KINDS = ("scope", "clarifications", "exclusions", "sub_permits", "pathways", "conditions", "measures")
_INNER = ("points", "criteria")


def assign_keys(area: Draft, predecessor: Area | None) -> None:
    """Give every keyed part of the draft its key, in place. A key of the predecessor is never given to other words."""
    parts = list(_parts(area))
    old = _known_wordings(predecessor) if predecessor is not None else []
    taken = {key for _, _, key in old}
    left = [*old]
    waiting: list[tuple[str, Draft]] = []
    for kind, part in parts:
        exact = next((found for found in left if found[0] == kind and found[1] == _wording(part)), None)
        if exact is None:
            waiting.append((kind, part))
        else:
            left.remove(exact)
            part["key"] = exact[2]
    for kind, part in waiting:
        near = _nearest(kind, _wording(part), left)
        if near is not None:
            left.remove(near)
            part["key"] = Told(
                near[2], doubt=f"Texten är ändrad sedan föregående version; nyckeln «{near[2]}» är behållen."
            )
            continue
        part["key"] = _new_key(_wording(part), taken)
        taken.add(part["key"])


def _parts(area: Draft) -> Iterator[tuple[str, Draft]]:
    """(kind, part) of everything that has a key, outer parts first."""
    for kind in _KINDS:
        for part in area.get(kind) or []:
            yield kind, part
            for inner in _INNER:
                for found in part.get(inner) or []:
                    yield inner, found
                    yield from (("points", deeper) for deeper in found.get("points") or [])


def _wording(part: Draft) -> str:
    """What tells a part apart: its text, or the heading of a group, without odd spaces."""
    for name in ("heading", "text", "lead"):
        if words := text_of(part.get(name)):
            return " ".join(words.split())
    return UNHEADED


def _known_wordings(area: Area) -> list[tuple[str, str, str]]:
    """(kind, wording, key) of the predecessor's parts, in its order."""
    found: list[tuple[str, str, str]] = []
    for kind in _KINDS:
        for part in getattr(area, kind):
            found.append((kind, _model_wording(part), part.key))
            for inner in _INNER:
                for point in getattr(part, inner, ()):
                    found.append((inner, _model_wording(point), point.key))
                    found += [("points", _model_wording(deeper), deeper.key) for deeper in getattr(point, "points", ())]
    return found


def _model_wording(part: Frozen) -> str:
    for name in ("heading", "text", "lead"):
        if words := getattr(part, name, None):
            return " ".join(str(words).split())
    return UNHEADED


def _nearest(kind: str, wording: str, left: Sequence[tuple[str, str, str]]) -> tuple[str, str, str] | None:
    scored = [(fuzz.ratio(wording.casefold(), known[1].casefold()), known) for known in left if known[0] == kind]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= NEAR else None


def _new_key(wording: str, taken: set[str]) -> str:
    """A short readable key: the first significant words, at most 40 characters, unlike all other keys."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", wording[:400])
    telling = [word for word in words if word.casefold() not in _WEAK] or words
    base = slug(" ".join(telling[:6]), LONGEST) or "punkt"
    if base not in taken:
        return base
    for number in range(2, 10_000):
        ending = f"-{number}"
        name = slug(base, LONGEST - len(ending)) + ending
        if name not in taken:
            return name
    raise AssertionError("fler lika nycklar än ett område rymmer")
