"""What came by post or mail: one registrar enters it, another confirms it. Then it is received as any other."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.accounts import access
from nhv.filings.acts.attachments import Inspected
from nhv.filings.acts.drafts import check_shape, keep_outline, write_answers
from nhv.filings.acts.sending import tell_received
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import KINDS, FilingKind
from nhv.filings.owners import Owner, owner_of
from nhv.filings.receiving import receive
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase, FilingVersionBase, PaperEntryBase, new
from nhv.filings.until import closes
from nhv.filings.working_copy import Effective
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused, unreadable_answer
from nhv.specification.answers import read_answers
from nhv.specification.outline import Outline


@dataclass(frozen=True)
class Scanned:
    """A file that came with the papers, and the question that it answers."""

    question: str
    file: Inspected


def enter_paper(
    *,
    kind: str,
    about: str,
    owner: Owner | None,
    came_at: datetime,
    came_by: str,
    why: str,
    raw: Mapping[str, Any],
    scanned: Sequence[Scanned] = (),
    by: Actor,
    now: datetime,
    once_key: str,
) -> PaperEntryBase:
    """What came, when and why it came that way. `raw` is the answers as read from it, `scanned` the papers themselves.
    Without an owner it is somebody's who is not known beforehand (`FilingKind.new_owner`). Nothing is received until a
    second person has confirmed it. Raises Refused."""
    known = KINDS[kind]
    cabinet = known.cabinet()

    def do() -> dict[str, int]:
        _check_may(known, by)
        whose = owner or _new_owner(known, about, now)
        check_shape(known, whose, about)
        if came_at > now:
            raise Refused("paper_from_the_future", "Tiden då handlingen kom ligger framåt. Ange när den kom.")
        if came_by not in PaperEntryBase.Came.values:
            raise Refused("paper_way_unknown", "Ange hur handlingen kom: post, e-post eller lämnad i receptionen.")
        answers = _read(known.subject(about).outline, {**raw, **_attached(scanned)})
        entry = new(
            cabinet.papers,
            kind=kind,
            about=about,
            organisation_id=whose.organisation,
            person=whose.person,
            came_at=came_at,
            came_by=came_by,
            why=reason(why),
            answers=answers,
            entered_by=str(by),
            entered_at=now,
        )
        entry.save()
        cabinet.memory.diary.record("paper_entered", kind="paper_entry", key=str(entry.pk), by=by, why=entry.why)
        for one in scanned:
            cabinet.memory.files.enter(one.file.stored, one.file.media_type)
        return {"pk": entry.pk}

    carries = {
        "about": about,
        "organisation": owner and owner.organisation,
        "person": owner and owner.person,
        "came_at": came_at,
        "came_by": came_by,
        "why": why,
        "answers": raw,
        "files": [one.file.stored.sha256 for one in scanned],
    }
    kept = cabinet.memory.idempotency.run(once_key, f"enter_paper_{kind}", by, carries, do)
    entered: PaperEntryBase = cabinet.papers._default_manager.get(pk=kept["pk"])
    return entered


def _new_owner(kind: FilingKind, about: str, now: datetime) -> Owner:
    if kind.new_owner is None:
        raise Refused("paper_from_nobody", "Ange vem handlingen kommer från.")
    return kind.new_owner(about, now)


def _read(outline: Outline, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as read. Raises Refused for the first that is none."""
    read = read_answers(outline, raw)
    for key, fault in read.faults.items():
        asked = outline.find(key)
        raise unreadable_answer(asked.question.text if asked else key, fault)
    return read.answers


def drop_paper(*, entry: PaperEntryBase, why: str, by: Actor) -> None:
    """Take away what was entered wrongly and nobody has confirmed. The diary keeps that it was there, and why not."""
    with one_transaction(type(entry)):
        entry = _locked(entry)
        _check_may(KINDS[entry.kind], by)
        _check_waits(entry)
        payload = {
            "organisation": entry.organisation_id,
            "person": entry.person,
            "about": entry.about,
            "answers": entry.answers,
        }
        diary = cabinet_of(entry).memory.diary
        diary.record("paper_dropped", kind="paper_entry", key=str(entry.pk), by=by, why=reason(why), payload=payload)
        entry.delete()


def confirm_paper(*, entry: PaperEntryBase, by: Actor, now: datetime) -> FilingVersionBase:
    """The second person's half: what came is received, with the time it came."""
    with one_transaction(type(entry)):
        entry = _locked(entry)
        kind = KINDS[entry.kind]
        _check_may(kind, by)
        _check_waits(entry)
        if entry.entered_by == str(by):
            raise Refused(
                "paper_needs_another_person", "En annan person än den som förde in handlingen ska bekräfta den."
            )
        filing, said = _filed(kind, entry, by=by, now=now)
        version = receive(
            filing, said, received_at=entry.came_at, late=filing.late, way=FilingVersionBase.Way.PAPER, sent_by=by
        )
        entry.confirmed_by, entry.confirmed_at, entry.filing = str(by), now, filing
        entry.save()
        tell_received(filing, version)
        return version


def closes_for(kind: FilingKind, about: str, owner: Owner | None = None) -> datetime | None:
    """The first instant that is too late for this owner's answer to this, or nothing when it is never too late."""
    whose = {"organisation_id": owner.organisation, "person": owner.person} if owner else {}
    return closes(kind.cabinet().filings(kind=kind.name, about=about, **whose), None)


def is_late(entry: PaperEntryBase) -> bool:
    """Whether it will be received as late."""
    closes_at = closes_for(KINDS[entry.kind], entry.about, owner_of(entry))
    return closes_at is not None and entry.came_at >= closes_at


def _filed(kind: FilingKind, entry: PaperEntryBase, *, by: Actor, now: datetime) -> tuple[FilingBase, Effective]:
    """The filing as it would have been sent. The sender goes on from it: the same answers are the working copy."""
    asked, cabinet = kind.subject(entry.about), kind.cabinet()
    filing = new(
        cabinet.filings,
        key=secrets.token_hex(8),
        kind=kind.name,
        organisation_id=entry.organisation_id,
        person=entry.person,
        about=entry.about,
        document=asked.document,
        outline=keep_outline(cabinet, asked.outline),
        state=FilingState.RECEIVED,
        created_at=now,
        created_by=str(by),
        received_at=entry.came_at,
        late=is_late(entry),
    )
    filing.save()
    write_answers(filing, entry.answers, by=by, now=now)
    return filing, Effective(asked.outline, entry.answers, {})


def _check_may(kind: FilingKind, by: Actor) -> None:
    access.check(by, kind.activity("register"))


def _check_waits(entry: PaperEntryBase) -> None:
    if entry.confirmed_at is not None:
        raise Refused(
            "paper_received", "Handlingen är redan bekräftad och mottagen. Det som är mottaget tas inte bort."
        )


def _locked(entry: PaperEntryBase) -> PaperEntryBase:
    held: PaperEntryBase = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    return held


def _attached(scanned: Sequence[Scanned]) -> dict[str, list[dict[str, Any]]]:
    """The scanned files as answers to their questions."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for one in scanned:
        answers.setdefault(one.question, []).append(one.file.as_answer)
    return answers
