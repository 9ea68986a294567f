"""How an answer tells of the units: in which order, and what of each."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from nhv.language.ages import Age, age_at_onset
from nhv.register.contacts import Contact
from nhv.register.models import Organisation
from nhv.register.queries import Holder
from nhv.register.referrals import Referral
from nhv.specification.area import Area
from nhv.specification.holding import Known, is_within

Json = dict[str, Any]


def age_of_code(area: Area, clause: str, terms: Collection[str]) -> Age | None:
    """The age that a code in the question speaks of by its name («G12.0»: infantile), where the clause has the code."""
    codes = getattr(area.part(clause) if clause else area, "codes", ())
    ages = (age_at_onset(code.text) for code in codes if code.text and code.code in terms)
    return next(filter(None, ages), None)


def in_order(known: Known[Holder], age: Age | None, nearest: Json | None = None) -> Sequence[Holder]:
    """Those that have the sub-permit of the age first; of equal ones those of the asker's own region, then the nearest
    in the order of `nearest`; then those with a number confirmed within a year, those with an older number, and those
    that have told none; else as they came."""
    of_the_age = {one.key for one in known.narrower if one.covers.population and is_within(one.covers.population, age)}
    own = {one["region"] for one in nearest["own_region"]} if nearest else set()
    near = [one["hospital"] for one in nearest["hospitals"]] if nearest else []

    def rank(holder: Holder) -> tuple[bool, bool, int, int]:
        name = holder.hospital.name if holder.hospital else ""
        far = near.index(name) if name in near else len(near)
        return (
            not of_the_age & set(holder.sub_permits),
            holder.region.name not in own,
            far,
            _how_reachable(holder.referral),
        )

    return sorted(known.holders, key=rank)


def _how_reachable(told: Referral | None) -> int:
    if told is None or not (told.facts.telephones or told.facts.acute):
        return 2
    return int(told.is_stale)


def page_of(area: Area, hospital: Organisation | None) -> str | None:
    """The hospital's own page about the area, where it is among the area's sources: one whose title ends in the
    hospital's name."""
    if hospital is None:
        return None
    pages = (one.address for one in area.sources if one.address and one.title.endswith(f", {hospital.name}"))
    return next(pages, None)


def unit_told(holder: Holder, area: Area) -> Json:
    """What one holder's unit is, and what it and its region tell those who refer."""
    return {
        "region": holder.region.name,
        "hospital": holder.hospital.name if holder.hospital else None,
        "unit": holder.unit.name if holder.unit else None,
        "sub_permits": list(holder.sub_permits),
        "valid_from": holder.valid_from.isoformat() if holder.valid_from else None,
        "place": holder.place.key,
        "page": page_of(area, holder.hospital),
        "referral": _referral(holder.referral) if holder.referral else None,
        "contact": _contact(holder.contact) if holder.contact else None,
    }


def _referral(told: Referral) -> Json:
    """What a unit tells those who refer, with who says that it is right and since when."""
    return {
        **told.facts.model_dump(mode="json"),
        "confirmed_on": told.confirmed_on.isoformat(),
        "confirmed_role": told.confirmed_role,
        "confirmed_for": told.confirmed_for,
        "stale": told.is_stale,
        "acute_is_untried": told.acute_is_untried,
    }


def _contact(told: Contact) -> Json:
    """Whom one reaches at the region, and since when it is said to be right."""
    return {**asdict(told), "confirmed_on": told.confirmed_on and told.confirmed_on.isoformat(), "stale": told.is_stale}
