"""What clarifies or narrows one part of an area only, seen from both of its ends."""

from nhv.specification.area import Area, Clarification, Exclusion
from nhv.specification.parts import Frozen

Limit = Clarification | Exclusion


def limits_of(area: Area, key: str) -> tuple[Limit, ...]:
    """The exclusions, then the clarifications, that are tied to the part with this key."""
    limits: tuple[Limit, ...] = (*area.exclusions, *area.clarifications)
    return tuple(one for one in limits if key in one.applies_to)


def tied_to(area: Area, limit: object) -> tuple[Frozen, ...]:
    """The groups and points that a clause is tied to; none when it holds for the whole area, or is no limit."""
    keys = getattr(limit, "applies_to", ())
    return tuple(part for key in keys if (part := area.part(key)) is not None)
