"""What the address of the comparison asks for, and the same address with something else in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from nhv.language.numbers import whole_number
from nhv.placement.capacity import check_share
from nhv.placement.country import WEIGHTS
from nhv.placement.measures import Combination
from nhv.process.placements.comparing import usual_weight
from nhv.register.models import Call
from nhv.rules.refusals import Refused
from nhv.website.officer.placement_rows import SORTS
from nhv.website.requests import SignedIn

LONGEST = 200  # of what is asked in the address
MOST_PATIENTS = 6  # digits


@dataclass(frozen=True)
class Asked:
    """How many units, sorted by what, who is counted; at most which share at one, with which among them; which
    combination to look at (`shown`) and beside which (`against`); how many patients a year there are, and how few
    somebody says a unit may have. Codes rising."""

    size: int
    sort: str
    weight: str
    most: float | None
    among: tuple[str, ...]
    shown: tuple[str, ...]
    against: tuple[str, ...]
    patients: int | None
    fewest: int | None

    @classmethod
    def of(cls, request: SignedIn, call: Call) -> "Asked":
        """Raises Refused for what cannot be read."""
        told = {name: str(value)[:LONGEST].strip() for name, value in request.GET.items()}
        sort, weight = told.get("sortera", ""), told.get("vikt", "")
        size = _number(told, "k", 6)
        return cls(
            size=(call.document.specification.units or 2) if size is None else size,
            sort=sort if sort in SORTS else "mean",
            weight=weight if weight in WEIGHTS else usual_weight(call),
            most=_share(told.get("mest", "")),
            among=_codes(request.GET, "med"),
            shown=_codes(request.GET, "visa"),
            against=_codes(request.GET, "mot"),
            patients=_number(told, "patienter", MOST_PATIENTS),
            fewest=_number(told, "minst", MOST_PATIENTS),
        )

    @property
    def told(self) -> dict[str, str]:
        """As it stands in the address, without what nobody asked."""
        said = {
            "k": str(self.size),
            "sortera": self.sort,
            "vikt": self.weight,
            "mest": "" if self.most is None else f"{self.most * 100:g}",
            "med": ",".join(self.among),
            "visa": ",".join(self.shown),
            "mot": ",".join(self.against),
            "patienter": "" if self.patients is None else str(self.patients),
            "minst": "" if self.fewest is None else str(self.fewest),
        }
        return {name: value for name, value in said.items() if value}

    def has_enough(self, one: Combination) -> bool:
        """Whether each unit of a combination has the lowest number, where that can be reckoned."""
        if self.fewest is None or self.patients is None:
            return True
        return patients_of(min(one.load.values()), self.patients) >= self.fewest

    @property
    def list_address(self) -> str:
        """The same without a combination to look at."""
        return self.address(visa="", mot="")

    def address(self, **other: str) -> str:
        """The query of the same page with this instead."""
        asked = QueryDict(mutable=True)
        asked.update({name: value for name, value in (self.told | other).items() if value})
        return f"?{asked.urlencode(safe=',')}"


def patients_of(share: float, patients: int) -> int:
    """About how many a year a share of them is, as the page says it."""
    return round(share * patients)


def _number(told: Mapping[str, str], name: str, digits: int) -> int | None:
    said = told.get(name, "")
    if not said:
        return None
    number = whole_number(said, digits=digits)
    if number is None:
        raise Refused("no_number", "”{said}” är inget antal. Skriv ett heltal, till exempel 2.", said=said)
    return number


def _codes(asked: QueryDict, name: str) -> tuple[str, ...]:
    """With commas between or one at a time, as a form's boxes send them; in rising order."""
    said: Any = ",".join(asked.getlist(name)[:LONGEST])[: LONGEST * 10]
    return tuple(sorted({code.strip() for code in said.split(",") if code.strip()}))


def _share(written: str) -> float | None:
    if not written:
        return None
    try:
        share = float(written.replace(",", ".").removesuffix("%")) / 100
    except ValueError:
        raise Refused(
            "no_share_said", "”{said}” är ingen andel i procent. Skriv till exempel 55.", said=written
        ) from None
    check_share(share)
    return share
