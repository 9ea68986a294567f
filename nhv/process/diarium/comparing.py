"""Where the official diarium and we differ: worked out anew each time, and kept so that a desk asks one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.process.diarium.documents import CASE, Document, documents
from nhv.process.diarium.models import DiariumDifference, DiariumRow
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Call
from nhv.rules.actor import Actor

# So long back is asked about; what is older has had its number, or was settled otherwise.
LOOKED_BACK = timedelta(days=400)
Kind = DiariumDifference.Kind


def compare(*, by: Actor, now: datetime) -> int:
    """Work out all differences and keep those that are. One that was there before keeps the time it was found. Gives
    how many there are."""
    with one_transaction(DiariumDifference):
        DIARY.take_turn()
        access.check(by, "diarium.exchange")
        told = DiariumRow.objects.filter(superseded_at__isnull=True)
        ours = documents(Actor("program", "nhv diarium"), timezone.localdate(now - LOOKED_BACK))
        found = {_key(one): one for one in differences(ours, list(told))}
        before = {_key(one): one for one in DiariumDifference.objects.all()}
        for key, one in found.items():
            one.found_at = before[key].found_at if key in before else now
        DiariumDifference.objects.all().delete()
        DiariumDifference.objects.bulk_create(found.values())
        return len(found)


def differences(ours: Sequence[Document], told: Sequence[DiariumRow]) -> Iterator[DiariumDifference]:
    """Document by document, then number by number. A document that is older than what is asked about is left alone, and
    so is the number of one."""
    of_document = {row.document: row for row in told if row.document}
    for one in ours:
        row = of_document.get(one.key)
        if row is None:
            if not one.number:
                yield _of(Kind.WITHOUT_NUMBER, one)
            continue
        # A document is often known here by its case's number, which its own begins with.
        if not row.number.startswith(one.number):
            yield _of(Kind.OTHER_NUMBER, one, said=row.number, number=one.number)
        if row.title and _same(row.title) != _same(one.title):
            yield _of(Kind.OTHER_TITLE, one, said=row.title, number=row.number)
        if row.day and row.day != one.day:
            yield _of(Kind.OTHER_DAY, one, said=row.day.isoformat(), number=row.number)
    yield from _of_numbers(told, {one.key: one for one in ours}, {one.number for one in ours if one.number})


def _of_numbers(
    told: Sequence[DiariumRow], ours: dict[str, Document], entered: set[str]
) -> Iterator[DiariumDifference]:
    for row in told:
        if not row.document and row.number not in entered:
            yield DiariumDifference(kind=Kind.UNKNOWN_NUMBER, number=row.number, title=row.title, day=row.day)
    by_number = defaultdict(list)
    for row in told:
        if row.document and not row.document.startswith(CASE):
            by_number[row.number].append(row)
    for number, rows in by_number.items():
        for row in rows if len(rows) > 1 else ():
            one, others = ours.get(row.document), ", ".join(each.document for each in rows if each is not row)
            title, about, day = (one.title, one.about, one.day) if one else (row.title, "", row.day)
            yield DiariumDifference(
                kind=Kind.NUMBER_TWICE, document=row.document, number=number, title=title, said=others[:300],
                about=about, day=day,
            )  # fmt: skip


def differences_for(by: Actor) -> QuerySet[DiariumDifference]:
    """Those that one may see, by kind and day; never of a case or a call in which one is barred. Nobody else's query
    finds any."""
    reached = access.reach(by, "diarium.exchange")
    found = DiariumDifference.objects.all()
    if not reached.everything:
        return found.none()
    if reached.barred:
        of_case = Call.objects.filter(area__cases__key__in=reached.barred).values("key")
        found = found.exclude(Q(about__in=reached.barred) | Q(about__in=of_case))
    return found


def _of(kind: Kind, one: Document, *, said: str = "", number: str = "") -> DiariumDifference:
    return DiariumDifference(
        kind=kind, document=one.key, number=number, title=one.title[:300], said=said, about=one.about, day=one.day
    )


def _same(title: str) -> str:
    """A title as one compares it: capitals, spaces and a stop at the end make no other."""
    return " ".join(title.casefold().split()).rstrip(".")


def _key(one: DiariumDifference) -> tuple[str, str, str]:
    return one.kind, one.document, one.number


def numbered(ours: Iterable[Document]) -> dict[str, str]:
    """The official number of each document, where there is one: as the diarium says, else as it is entered here."""
    told = DiariumRow.objects.filter(superseded_at__isnull=True).exclude(document="")
    by_list = dict(told.values_list("document", "number"))
    return {one.key: by_list.get(one.key, one.number) for one in ours}
