"""What falls on each applicant hospital, with and without the permit: patients against what it reckons with, what it
holds before and after, and what has been judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.placement.measures import Combination
from nhv.process.placements.comparing import Compared
from nhv.process.placements.models import EffectJudgement
from nhv.process.placements.queries import effects_judged, stated_volumes
from nhv.register.models import Call, Organisation
from nhv.register.portfolio import Held, portfolio_on
from nhv.rules.effects import EffectHeading
from nhv.website.officer.placement_asked import Asked, patients_of
from nhv.website.words import EFFECT_HEADINGS


@dataclass(frozen=True)
class Share:
    """What falls on a hospital under a combination: its share (none when it is left without) and, where the number of
    patients is said, about how many a year. `marks`: in words, what is beside what somebody has said."""

    share: float | None
    patients: int | None
    marks: list[str]


@dataclass(frozen=True)
class Placed:
    """An applicant hospital: what it says it reckons with, what falls on it with the combination looked at and with the
    one beside it (none without one), the permits it holds, and how many areas it would hold. `judged`: each heading
    with what has been judged, perhaps nothing."""

    hospital: Organisation
    town: str
    stated_volume: int | None
    own: Share | None
    other: Share | None
    held: list[Held]
    then: int | None
    is_left_without: bool
    judged: list[tuple[Any, list[EffectJudgement]]]

    @property
    def is_judged(self) -> bool:
        return any(judged for _heading, judged in self.judged)


def with_and_without(
    call: Call,
    by_code: Mapping[str, Sequence[Organisation]],
    names: Mapping[str, str],
    asked: Asked,
    one: Combination | None,
    other: Combination | None,
) -> list[Placed]:
    """Each applicant hospital with all four headings, judged or not. Nothing is summed."""
    volumes, judged = stated_volumes(call.key), effects_judged(call)
    held = {each.place.key: _one_an_area(each.current) for each in portfolio_on().hospitals}
    return [
        Placed(
            hospital=hospital,
            town=names[code],
            stated_volume=(volume := volumes.get(hospital.key)),
            own=share_of(one, code, asked, volume),
            other=share_of(other, code, asked, volume),
            held=(own := held.get(hospital.key, [])),
            then=len({each.row.key for each in own} - {call.area.key}) + (code in one.holders) if one else None,
            is_left_without=one is not None and code not in one.holders,
            judged=_under_headings(hospital, judged),
        )
        for code, standing in sorted(by_code.items())
        for hospital in standing
    ]


def volumes_said(found: Compared, asked: Asked) -> str:
    """In words, when the lowest number of patients cannot be reckoned, or no combination reaches it."""
    if asked.fewest is None:
        return ""
    if asked.patients is None:
        return _("Skriv också hur många patienter det gäller om året i hela landet.")
    if any(asked.has_enough(one) for one in found.combinations):
        return ""
    return ngettext(
        "I ingen kombination får varje sjukhus minst %(number)s patient om året. Sänk antalet eller välj färre "
        "enheter.",
        "I ingen kombination får varje sjukhus minst %(number)s patienter om året. Sänk antalet eller välj färre "
        "enheter.",
        asked.fewest,
    ) % {"number": asked.fewest}


def _one_an_area(current: Sequence[Held]) -> list[Held]:
    return list({one.row.key: one for one in current}.values())


def share_of(one: Combination | None, code: str, asked: Asked, volume: int | None = None) -> Share | None:
    """What falls on a town under a combination; `volume` is what a hospital there reckons with."""
    if one is None:
        return None
    share = one.load.get(code)
    if share is None or asked.patients is None:
        return Share(share, None, [])
    patients = patients_of(share, asked.patients)
    return Share(share, patients, list(_marks(patients, asked.fewest, volume)))


def _marks(patients: int, fewest: int | None, volume: int | None) -> Iterator[str]:
    if volume is not None and patients > volume:
        yield _("fler än sjukhuset räknar med")
    if fewest is not None and patients < fewest:
        yield _("under det lägsta antalet")


def _under_headings(
    hospital: Organisation, judged: Sequence[EffectJudgement]
) -> list[tuple[Any, list[EffectJudgement]]]:
    own = [one for one in judged if one.hospital_id == hospital.pk]
    return [(EFFECT_HEADINGS[each], [one for one in own if one.heading == each]) for each in EffectHeading]
