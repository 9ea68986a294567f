"""The places of an area: how many are decided, who holds one until further notice, and which nobody has."""

from collections.abc import Mapping
from dataclasses import dataclass

from nhv.process.board.models import PublishedDecision
from nhv.register.models import Call, CallState
from nhv.register.queries import AreaRow, Holder, area_on, area_rows


@dataclass(frozen=True)
class Places:
    """Of an area whose holders are all known: how many places are decided, and who holds one until further notice, each
    place once. What is to end counts no more."""

    decided: int
    taken: tuple[Holder, ...]

    @property
    def free(self) -> int:
        return max(self.decided - len(self.taken), 0)


@dataclass(frozen=True)
class Vacant:
    """An area, or a sub-permit of it (`part` its key, `part_name` its words), with fewer permits than the number
    decided: how many have one, and whether a call for it is drafted or out."""

    area: str
    name: str
    decided: int
    held: int
    is_called: bool
    part: str = ""
    part_name: str = ""

    @property
    def free(self) -> int:
        return self.decided - self.held


def places_of(area: str) -> Places | None:
    """The places of one area, or nothing where its number or its holders are not all known. A handful of queries."""
    view = area_on(area)
    return _places(view.row, _decided_here()) if view else None


def vacant_places() -> list[Vacant]:
    """Areas and sub-permits where all holders are known, or the board has decided here, and a place, or more, has
    nobody until further notice. Three queries."""
    called, decided = _called(), _decided_here()
    found = []
    for row in area_rows():
        places = _places(row, decided)
        if places and places.free:
            found.append(Vacant(row.key, row.name, places.decided, len(places.taken), row.key in called))
        for part, known in row.parts:
            lasting = (one for one in row.holders if one.valid_until is None and part.key in one.lasting_parts)
            held = len({_where(one) for one in lasting})
            # Of a part whose holders are not read nobody knows that a place is vacant.
            is_known = known.left_is_known or known.state == "ended"
            if is_known and part.units is not None and held < part.units:
                is_called = part.key in called.get(row.key, ())
                found.append(Vacant(row.key, row.name, part.units, held, is_called, part.key, part.text))
    return found


def _places(row: AreaRow, decided_here: frozenset[str]) -> Places | None:
    units = row.concentration.units
    if units is None or not (row.concentration.holders == "whole" or row.key in decided_here):
        return None
    lasting = {_where(one): one for one in row.holders if one.valid_until is None}
    return Places(units, tuple(lasting.values()))


def _where(one: Holder) -> int:
    """A unit is counted as its hospital."""
    return (one.hospital or one.place).pk


def _decided_here() -> frozenset[str]:
    of_calls = PublishedDecision.objects.filter(decision__item__call__isnull=False)
    areas = of_calls.values_list("decision__item__call__area__key", flat=True)
    return frozenset(areas)


def _called() -> Mapping[str, frozenset[str]]:
    """The areas that are called for now, with the sub-permits that may be sought in the calls."""
    out = Call.cases.made_here().filter(state__in=(CallState.DRAFT, CallState.PUBLISHED)).select_related("area")
    found: dict[str, frozenset[str]] = {}
    for call in out:
        found[call.area.key] = found.get(call.area.key, frozenset()) | set(call.facts.sought_sub_permits)
    return found
