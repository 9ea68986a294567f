"""The official diarium has numbered what is older than two weeks, and does not agree with us in everything."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhv.process.diarium.acts import take_in
from nhv.process.diarium.comparing import LOOKED_BACK
from nhv.process.diarium.documents import CASE, Document, documents
from nhv.process.diarium.models import DiariumRow
from nhv.process.diarium.reading import Told
from nhv.program.demo.people import actor

NUMBER = "0.0-{number:05}/{year} (påhittat)"
TWO_WEEKS = timedelta(days=14)


def number_documents(now: datetime) -> None:
    """One title is another, one number stands on two, one we know nothing of; the newest have none yet."""
    if DiariumRow.objects.exists():
        return
    by, today = actor("registrator1"), timezone.localdate(now)
    numbered = [one for one in reversed(documents(by, today - LOOKED_BACK)) if one.day <= today - TWO_WEEKS]
    told = [
        Told(_number_of(one, line), one.key, one.title, one.day, line) for line, one in enumerate(numbered, start=1)
    ]
    free = [place for place, one in enumerate(numbered) if not one.number]
    if len(free) > 4:
        told[free[0]] = _other(told[free[0]], title="En annan rubrik (påhittad)")
        told[free[2]] = _other(told[free[2]], number=told[free[1]].number)
    told.append(
        Told(_number(len(told) + 1, today.year), "", "Fråga från en journalist (påhittad)", today, len(told) + 1)
    )
    take_in(told=told, by=by, now=now)


def _number_of(one: Document, line: int) -> str:
    """A case's own; of a document that has its case's number that and one more."""
    if not one.number:
        return _number(line, one.day.year)
    return one.number if one.key.startswith(CASE) else f"{one.number}-{line}"


def _number(number: int, year: int) -> str:
    return NUMBER.format(number=number, year=year)


def _other(told: Told, *, number: str = "", title: str = "") -> Told:
    return Told(number or told.number, told.document, title or told.title, told.day, told.line)
