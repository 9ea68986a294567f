"""The working copy of what is filed: begun, saved by several people at once, never seen by the authority."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from nhv.accounts import access
from nhv.filings.kinds import kind_of
from nhv.filings.models import Answer, Filing, StoredOutline
from nhv.filings.working_copy import own_answers
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import AreaDocument, Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.answers import AnswerFault, read_answers
from nhv.specification.merging import Conflict as Clash
from nhv.specification.merging import merge
from nhv.specification.outline import Outline

MOST_OPEN_DRAFTS = 200


@dataclass(frozen=True)
class Conflict:
    """Two people's answers to one question: what stands there, who wrote it and when, and what was now sent."""

    key: str
    theirs: Any
    saved_by: str
    saved_at: datetime
    mine: Any


@dataclass(frozen=True)
class Saved:
    """What came of a saving: the working copy's revision, what was kept, what clashed, what could not be read.

    `faults` holds, by question, why the value is no answer; nothing of a clash or a fault is lost: the caller still has
    it, and shows it.
    """

    revision: int
    kept: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    faults: dict[str, AnswerFault]


def start_filing(
    *,
    kind: str,
    organisation: Organisation,
    document: AreaDocument,
    outline: Outline,
    call: Any = None,
    hospital: Organisation | None = None,
    answers: Mapping[str, Any] | None = None,
    by: Actor,
    once_key: str,
) -> Filing:
    """A working copy of a new filing, with the questions that are asked now. One for each `once_key`."""

    def do() -> dict[str, str]:
        now = timezone.now()
        filing = Filing(
            key=secrets.token_hex(8),
            kind=kind,
            organisation=organisation,
            hospital=hospital,
            document=document,
            outline=keep_outline(outline),
            call=call,
            created_at=now,
            created_by=str(by),
        )
        saving = kind_of(filing).process.check("save", source=filing.state)
        access.check(by, saving.needs, organisation)
        kind_of(filing).check_open(filing, now)
        if Filing.objects.filter(organisation=organisation, state=filing.state).count() >= MOST_OPEN_DRAFTS:
            raise Refused(
                "too_many_drafts",
                "{organisation} har redan {most} utkast. Arbeta vidare i ett av dem.",
                organisation=organisation.name,
                most=MOST_OPEN_DRAFTS,
            )
        filing.save()
        known = {key: value for key, value in (answers or {}).items() if outline.find(key)}
        if known:
            write_answers(filing, known, by=by, now=now)
        # That a draft was begun is known to its owner only: no name of the call stands here.
        DIARY.record("filing_begun", kind="filing", key=filing.key, by=by)
        return {"key": filing.key}

    kept = IDEMPOTENCY.run(once_key, f"start_{kind}", by, do)
    return Filing.objects.get(key=kept["key"])


def save_answers(
    *, filing: Filing, raw: Mapping[str, Any], seen_revision: int, by: Actor, written_elsewhere: bool = False
) -> Saved:
    """Save answers (question key → raw value; an empty value takes the answer away) in the working copy.

    What somebody else has saved since `seen_revision` is merged with what is now sent, question by question and row by
    row. Where both have answered differently theirs stands, and comes back as a Conflict with both texts. What is no
    answer comes back as a fault. All the rest is kept.

    One's own later answers are written over, unless what comes now was `written_elsewhere` (in Word, last week): then
    they are asked about as anybody's.
    """
    with one_transaction(Filing):
        filing = locked(filing)
        move = kind_of(filing).process.check("save", source=filing.state)
        access.check(by, move.needs, filing.organisation)
        outline = filing.outline.outline
        read = read_answers(outline, raw)
        emptied = {key for key in raw if key not in read.answers and key not in read.faults}
        rows = {row.key: row for row in filing.answers.filter(replaced_at_revision__isnull=True)}
        theirs = {key: row.value for key, row in rows.items() if row.value is not None}
        seen = own_answers(filing, at_revision=seen_revision)
        # Of one's own earlier answers there is nothing to ask about, but for those that this page left as it got them:
        # a window that was left open must not take back what was written in another.
        own = {key: value for key, value in theirs.items() if rows[key].saved_by == str(by) and not written_elsewhere}
        untouched = {key for key in raw if key not in read.faults and read.answers.get(key) == seen.get(key)}
        base = {**seen, **{key: value for key, value in own.items() if key not in untouched}}
        mine = {key: value for key, value in {**base, **read.answers}.items() if key not in emptied}
        merged = merge(outline, base, mine, theirs)
        changes = {
            key: merged.answers.get(key)
            for key in (*read.answers, *emptied)
            if merged.answers.get(key) != theirs.get(key)
        }
        if changes:
            write_answers(filing, changes, by=by, now=timezone.now())
        conflicts = tuple(_conflict(clash, rows[clash.key]) for clash in merged.conflicts if clash.key in raw)
        return Saved(filing.revision, tuple(changes), conflicts, read.faults)


def _conflict(clash: Clash, theirs: Answer) -> Conflict:
    return Conflict(clash.key, clash.theirs, theirs.saved_by, theirs.saved_at, clash.mine)


def keep_outline(outline: Outline) -> StoredOutline:
    """The row of this outline; the same outline is the same row."""
    row, _ = StoredOutline.objects.get_or_create(
        hash=outline.hash, defaults={"content": outline.model_dump_json(exclude_defaults=True)}
    )
    return row


def locked(filing: Filing) -> Filing:
    """The filing as it is now, ours until the transaction ends."""
    rows = Filing.objects.select_for_update(of=("self",)).select_related(
        "organisation", "hospital", "call", "document__area", "outline"
    )
    return rows.get(pk=filing.pk)


def write_answers(filing: Filing, changes: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    """One new revision with these answers, in the caller's transaction. The rows they replace stay, so that any
    revision can be had again."""
    filing.revision += 1
    filing.answers.filter(key__in=changes, replaced_at_revision__isnull=True).update(
        replaced_at_revision=filing.revision
    )
    Answer.objects.bulk_create(
        Answer(filing=filing, key=key, value=value, revision=filing.revision, saved_by=str(by), saved_at=now)
        for key, value in changes.items()
    )
    filing.save(update_fields=["revision"])
