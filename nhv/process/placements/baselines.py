"""How the care was placed in a chosen year, kept so that a later year can be held against what was believed."""

import json
from datetime import date, datetime

from django.utils import timezone

from nhv.accounts.access import check
from nhv.placement.baseline import is_same
from nhv.process.placements.models import Baseline
from nhv.records.acts import one_transaction
from nhv.register.baseline import placed_on
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.layers import sha256_of

BASELINE = "baseline"  # what the diary's entries about them are about, and what their pages are made of
FIRST_YEAR = 2007  # rikssjukvård began
MOST_LISTED = 200


def keep_baseline(*, year: int, by: Actor, now: datetime) -> Baseline:
    """The next edition of a year: as the register knows it on its last day, or today while it lasts. Everybody may read
    it at once, since it is made of what is public. Raises Refused."""
    check(by, "baseline.keep")
    with one_transaction(Baseline):
        DIARY.take_turn()
        placed = placed_on(_day_of(year, timezone.localdate(now)))
        latest = Baseline.objects.filter(year=year).first()
        if latest is not None and is_same(latest.document, placed):
            raise Refused(
                "baseline_unchanged",
                "Inget har ändrats sedan utgåva {number} för {year}. Den går att jämföra med.",
                number=latest.number,
                year=str(year),
            )
        content = json.dumps(placed, ensure_ascii=False, separators=(",", ":"))
        made = Baseline.objects.create(
            year=year,
            number=latest.number + 1 if latest else 1,
            content=content,
            sha256=sha256_of(content),
            kept_by=str(by),
            kept_at=now,
        )
        told = {"number": made.number, "sha256": made.sha256, "day": placed["day"]}
        DIARY.record("baseline_kept", kind=BASELINE, key=str(year), by=by, payload=told)
        return made


def baselines() -> list[Baseline]:
    """All editions, the latest year first, without their content. One query."""
    return list(Baseline.objects.defer("content")[:MOST_LISTED])


def baseline(year: int, number: int) -> Baseline | None:
    """One edition, with its content. One query."""
    return Baseline.objects.filter(year=year, number=number).first()


def _day_of(year: int, today: date) -> date:
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(
            "no_baseline_year", "Välj ett år från {first} till {last}.", first=str(FIRST_YEAR), last=str(today.year)
        )
    return min(date(year, 12, 31), today)
