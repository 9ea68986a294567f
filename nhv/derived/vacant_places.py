"""Which of the decided places a decision about permits leaves vacant, of the area as a whole and of each sub-permit."""

from collections.abc import Iterator

from nhv.specification.area import Area
from nhv.specification.motion import Motion, MotionKind


def vacant_places(motion: Motion, area: Area) -> tuple[str, ...]:
    """A sentence for each number that is not filled; none for a motion that gives no permits."""
    return tuple(_sentences(motion, area)) if motion.kind == MotionKind.PERMITS else ()


def _sentences(motion: Motion, area: Area) -> Iterator[str]:
    if area.units is not None and len(motion.granted) < area.units:
        yield f"{_left(area.units - len(motion.granted), area.units)}."
    for sub in area.sub_permits:
        given = sum(sub.key in one.sub_permits for one in motion.granted)
        if sub.units is not None and given < sub.units:
            yield f"Undertillståndet ”{sub.text}”: {_left(sub.units - given, sub.units)}."


def _left(left: int, of: int) -> str:
    return f"{left} av {of} platser lämnas {'vakant' if left == 1 else 'vakanta'}"
