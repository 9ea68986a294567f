"""The working copy of what is filed: begun, saved by several people at once, never seen by who will receive it."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from nhv.filings.acts.moving import check_step, locked
from nhv.filings.acts.set_aside import WrittenClash, let_go, met, set_aside
from nhv.filings.again import answers_of, window_of
from nhv.filings.cabinet import Cabinet, cabinet_of
from nhv.filings.kinds import KINDS, FilingKind
from nhv.filings.owners import Owner, check_owner
from nhv.filings.tables import FilingBase, StoredOutlineBase, new
from nhv.filings.working_copy import own_answers
from nhv.records.acts import one_transaction
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.answer_reading import AnswerFault
from nhv.specification.answers import read_answers
from nhv.specification.merging import merge
from nhv.specification.outline import Outline

MOST_OPEN_DRAFTS = 200


@dataclass(frozen=True)
class Saved:
    """What came of a saving: the working copy's revision, what was kept, what clashed, what could not be read.

    `faults` holds, by question, why the value is no answer: the caller still has it, and shows it. What clashed is kept
    for its writer, beside what stands.
    """

    revision: int
    kept: tuple[str, ...]
    clashes: tuple[WrittenClash, ...]
    faults: dict[str, AnswerFault]
    # What stands otherwise than it was sent, and is asked of nobody: the page that sent it has not seen it.
    unseen: tuple[str, ...] = ()


def start_filing(
    *,
    kind: str,
    owner: Owner,
    about: str = "",
    place: Organisation | None = None,
    again: FilingBase | None = None,
    by: Actor,
    once_key: str,
) -> FilingBase:
    """A working copy of a new filing, with the questions that are asked now. One for each `once_key`. Raises Refused.

    `place` is the hospital it concerns, for kinds that concern one: what it has attested is inherited. `again` is one
    that the same owner has taken back: the new one begins with its answers and files.
    """
    known = KINDS[kind]
    filings = known.cabinet().filings

    def do() -> dict[str, str]:
        return {"key": _begin(known, owner, about, place, again, by=by).key}

    carries = {
        **({"again": again.key} if again else {}),
        "about": about,
        "organisation": owner.organisation,
        "person": owner.person,
        "place": place.key if place else None,
    }
    kept = known.cabinet().memory.idempotency.run(once_key, f"start_{kind}", by, carries, do)
    filing: FilingBase = filings._default_manager.get(key=kept["key"])
    return filing


def _begin(
    kind: FilingKind, owner: Owner, about: str, place: Organisation | None, again: FilingBase | None, *, by: Actor
) -> FilingBase:
    now, cabinet, asked = timezone.now(), kind.cabinet(), kind.subject(about)
    filing = new(
        cabinet.filings,
        key=secrets.token_hex(8),
        kind=kind.name,
        about=about,
        organisation_id=owner.organisation,
        person=owner.person,
        place_id=place.key if place else None,
        document=asked.document,
        outline=keep_outline(cabinet, asked.outline),
        created_at=now,
        created_by=str(by),
    )
    check_shape(kind, owner, about)
    check_owner(by, kind.process.check("save", source=filing.state).needs, owner)
    check_place(filing, place)
    kind.check_open(filing, now)
    mine = {"kind": kind.name, "organisation_id": owner.organisation, "person": owner.person, "state": filing.state}
    if cabinet.filings._default_manager.filter(**mine).count() >= MOST_OPEN_DRAFTS:
        raise Refused(
            "too_many_drafts", "Det finns redan {most} utkast. Arbeta vidare i ett av dem.", most=MOST_OPEN_DRAFTS
        )
    earlier = answers_of(again, for_new=filing) if again else {}
    filing.save()
    if place and kind.place_question and asked.outline.find(kind.place_question):
        earlier.pop(kind.place_question, None)
        write_answers(filing, {kind.place_question: place.name}, by=by, now=now)
    if again and earlier:
        write_answers(filing, earlier, by=by, now=now, window=window_of(again))
    # That a draft was begun is known to its owner only: what it is about does not stand here.
    cabinet.memory.diary.record("filing_begun", kind="filing", key=filing.key, by=by)
    return filing


def save_answers(
    *,
    filing: FilingBase,
    raw: Mapping[str, Any],
    seen_revision: int,
    seen_earlier: Mapping[str, int] | None = None,
    by: Actor,
    written_elsewhere: bool = False,
    window: str = "",
    undecided: Collection[str] = (),
    let_be: Collection[str] = (),
) -> Saved:
    """Save answers (question key → raw value; an empty value takes the answer away) in the working copy.

    What somebody else has saved since `seen_revision` is merged with what is now sent, question by question and row by
    row. Where both have answered differently theirs stands, and comes back as a WrittenClash with both texts. What is
    no answer comes back as a fault. All the rest is kept.

    A page that stands while it is saved shows some answers as they were before `seen_revision`: `seen_earlier` has the
    revision of each.

    The `undecided` clashed before and are not chosen between yet: they stay a WrittenClash. Those that one has chosen
    to `let_be` as the other wrote them wait no longer.

    One's own later answers are written over when they came from the same `window` (the page as it was drawn once).
    Those of another window, and all when what comes now was `written_elsewhere` (in Word, last week), are asked about
    as anybody's.
    """
    with one_transaction(type(filing)):
        filing = locked(filing)
        check_step(filing, "save", by=by)
        outline = filing.outline.outline
        raw, sent = {key: value for key, value in raw.items() if key not in undecided}, raw
        read, left = read_answers(outline, raw), read_answers(outline, {key: sent[key] for key in undecided})
        emptied = {key for key in raw if key not in read.answers and key not in read.faults}
        rows = {row.key: row for row in filing.answers.filter(replaced_at_revision__isnull=True)}
        theirs = {key: row.value for key, row in rows.items() if row.value is not None}
        seen = _seen(filing, seen_revision, seen_earlier or {})
        # Of one's own earlier answers there is nothing to ask about, but for those that this page left as it got them:
        # a window that was left open must not take back what was written in another.
        here = (str(by), window)
        is_here = {key for key, row in rows.items() if (row.saved_by, row.window) == here and not written_elsewhere}
        own = {key: value for key, value in theirs.items() if key in is_here}
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
            write_answers(filing, changes, by=by, now=timezone.now(), window=window)
        clashes = [met(rows[clash.key], clash.mine) for clash in merged.clashes if clash.key in raw]
        clashes += [met(rows[key], left.answers.get(key, sent[key] or None)) for key in undecided if key in rows]
        clashes = [one for one in clashes if one.mine != one.theirs]
        readable = [one for one in clashes if one.key not in left.faults]
        let_go(filing, {*sent, *let_be} - left.faults.keys(), by=by)
        set_aside(filing, readable, by=by, now=timezone.now())
        asked_about = {clash.key for clash in clashes}
        unseen = {key for key in raw.keys() - asked_about if merged.answers.get(key) != read.answers.get(key)}
        return Saved(
            filing.revision, tuple(changes), tuple(clashes), {**read.faults, **left.faults}, tuple(sorted(unseen))
        )


def _seen(filing: FilingBase, revision: int, earlier: Mapping[str, int]) -> dict[str, Any]:
    """The answers as a page shows them: of a revision, but for some that are of earlier ones. A query for each."""
    seen = own_answers(filing, at_revision=revision)
    for each in sorted(set(earlier.values())):
        then = own_answers(filing, at_revision=each)
        of_then = [key for key, of in earlier.items() if of == each]
        seen = {key: value for key, value in seen.items() if key not in of_then}
        seen |= {key: then[key] for key in of_then if key in then}
    return seen


def change_place(*, filing: FilingBase, place: Organisation | None, by: Actor) -> FilingBase:
    """Another hospital in a draft: its attested facts are inherited from now on. Raises Refused, also where something
    has been received: a version has no hospital of its own but the filing's."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        kind = check_step(filing, "save", by=by).kind
        if filing.received_at is not None:
            # Who weighs and decides reads the hospital of what was received: it is no draft's any more.
            raise Refused(
                "hospital_is_received",
                "Det som är mottaget gäller sjukhuset som det skickades för. Återta det och börja på nytt, om det ska "
                "gälla ett annat.",
            )
        check_place(filing, place)
        before = Organisation.objects.filter(key=filing.place_id).first() if filing.place_id else None
        filing.place_id = place.key if place else None
        filing.save(update_fields=["place_id"])  # type: ignore[misc]  # a column of the concrete table
        # The name follows along, unless somebody has written another.
        written = own_answers(filing).get(kind.place_question)
        follows = written in (None, before.name if before else None)
        named = {kind.place_question: place.name if place else None} if follows else {}
        write_answers(filing, named, by=by, now=timezone.now())
        return filing


def check_shape(kind: FilingKind, owner: Owner, about: str) -> None:
    """Raises Refused when what this kind files, or files about this, does not belong to such an owner."""
    shape = (owner.organisation is not None, owner.person is not None)
    if shape != _SHAPES[kind.belongs_to] or kind.owed_by(about) not in ("", owner.organisation):
        raise Refused(
            "owner_of_another_kind",
            "Det här kan inte lämnas för den som är vald. Börja om från listan.",
        )


# Whether it has an organisation, and whether it has a person.
_SHAPES = {"organisation": (True, False), "person": (False, True), "member": (True, True), "address": (False, True)}


def check_place(filing: FilingBase, place: Organisation | None) -> None:
    """Raises Refused for a place that is not the filing organisation's own."""
    if place is None:
        return
    if place.parent is None or place.parent.key != filing.organisation_id:
        raise Refused(
            "hospital_of_another_region",
            "{hospital} hör inte till er region. Välj ett av regionens sjukhus.",
            hospital=place.name,
        )


def keep_outline(cabinet: Cabinet, outline: Outline) -> StoredOutlineBase:
    """The row of this outline; the same outline is the same row."""
    row, _ = cabinet.outlines._default_manager.get_or_create(
        hash=outline.hash, defaults={"content": outline.model_dump_json(exclude_defaults=True)}
    )
    return row


def write_answers(
    filing: FilingBase, changes: Mapping[str, Any], *, by: Actor, now: datetime, window: str = ""
) -> None:
    """One new revision with these answers, in the caller's transaction. The rows they replace stay, so that any
    revision can be had again."""
    filing.revision += 1
    filing.answers.filter(key__in=changes, replaced_at_revision__isnull=True).update(
        replaced_at_revision=filing.revision
    )
    answers = cabinet_of(filing).answers
    written = {"revision": filing.revision, "saved_by": str(by), "saved_at": now, "window": window}
    answers._default_manager.bulk_create(
        new(answers, filing=filing, key=key, value=value, **written) for key, value in changes.items()
    )
    filing.save(update_fields=["revision"])
