"""What is done with the official diarium: its list is read in, and ours is made for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nhv.accounts import access
from nhv.language.faults import Fault
from nhv.process.cases.acts import number_case
from nhv.process.cases.models import Case
from nhv.process.diarium.comparing import compare, numbered
from nhv.process.diarium.documents import CASE, documents
from nhv.process.diarium.models import DiariumRow
from nhv.process.diarium.reading import HEADINGS, Told
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.specification.rows import WrongRows

KIND = "diarium"
# The first four are those of a list that is read in: what went out can be filled in and come back.
OUT = (
    *HEADINGS, "Inkommen eller upprättad", "Typ av handling", "Ärende", "Ärendets diarienummer", "Från eller till",
    "Vårt nummer", "sha256",
)  # fmt: skip


@dataclass(frozen=True)
class TakenIn:
    """How many numbers of a list were new, how many say otherwise than before, how many stood already, and how many
    differences there now are."""

    new: int
    changed: int
    unchanged: int
    differences: int


def out_rows(by: Actor, since: date) -> list[tuple[object, ...]]:
    """A row, with the columns OUT, for each document of a day and later, the latest first."""
    access.check(by, "diarium.exchange")
    ours = documents(by, since)
    number_of = numbered(ours)
    return [
        (
            number_of[one.key], one.key, one.title, one.day, "inkommen" if one.came_in else "upprättad", one.kind,
            one.about, one.case_number, one.with_whom, one.ours, one.sha256,
        )
        for one in ours
    ]  # fmt: skip


def take_in(*, told: Sequence[Told], by: Actor, now: datetime) -> TakenIn:
    """Believe a list of the diarium: of each number and each document in it, what was read before and is said no more
    is superseded. A case gets the number that the list has of it. All of it or nothing.

    Raises WrongRows for a document that is none of ours.
    """
    with one_transaction(DiariumRow):
        DIARY.take_turn()
        access.check(by, "diarium.exchange")
        _check_known(told)
        known = {(row.number, row.document): row for row in DiariumRow.objects.filter(superseded_at__isnull=True)}
        said = {(one.number, one.document): one for one in told}
        numbers, of = {one.number for one in told}, {one.document for one in told if one.document}
        gone = [
            row
            for key, row in known.items()
            if (row.number in numbers or row.document in of) and not _says(row, said.get(key))
        ]
        stands = {key for key, row in known.items() if _says(row, said.get(key))}
        DiariumRow.objects.filter(pk__in=[row.pk for row in gone]).update(superseded_at=now)
        fresh = [
            DiariumRow(
                number=one.number, document=one.document, title=one.title, day=one.day, read_by=str(by), read_at=now
            )
            for key, one in said.items()
            if key not in stands
        ]
        DiariumRow.objects.bulk_create(fresh)
        _number_cases(told, by)
        changed = len(gone)
        counts = {"new": max(len(fresh) - changed, 0), "changed": changed, "unchanged": len(stands)}
        DIARY.record("diarium_read", kind=KIND, key="list", by=by, payload=counts)
        return TakenIn(**counts, differences=compare(by=by, now=now))


def _says(row: DiariumRow, one: Told | None) -> bool:
    return one is not None and (row.title, row.day) == (one.title, one.day)


def _check_known(told: Sequence[Told]) -> None:
    known = {one.key for one in documents(Actor("program", "nhv diarium"), date.min, None)}
    unknown = [
        (
            one.line,
            Fault(
                "diarium_unknown_document",
                "Vi har ingen handling {document}. Rätta den, eller lämna cellen tom om handlingen inte är vår.",
                document=one.document,
            ),
        )
        for one in told
        if one.document and one.document not in known
    ]
    if unknown:
        raise WrongRows(faults=unknown)


def _number_cases(told: Sequence[Told], by: Actor) -> None:
    numbers = {one.document.removeprefix(CASE): one.number for one in told if one.document.startswith(CASE)}
    for case in Case.objects.filter(key__in=numbers):
        if case.record_number != numbers[case.key]:
            number_case(case=case, record_number=numbers[case.key], by=by)
