"""What is received becomes a version that never changes, with a receipt that anybody can verify."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nhv.filings.cabinet import cabinet_of
from nhv.filings.finding import hospital_in, words_of
from nhv.filings.kinds import kind_of
from nhv.filings.tables import FilingBase, FilingVersionBase, new
from nhv.filings.working_copy import Effective
from nhv.records import clock
from nhv.records.receipts import TYPE, sign, stockholm_text, utc_text
from nhv.register.models import HospitalFact
from nhv.rules.actor import Actor
from nhv.specification.answers import Answers, answers_hash
from nhv.specification.layers import canonical_text, sha256_of
from nhv.specification.outline import Outline

ACTS = {"first": "filing_received", "again": "filing_replaced", "completion": "filing_completed"}


def receive(
    filing: FilingBase,
    said: Effective,
    *,
    received_at: datetime,
    late: bool,
    closes_at: datetime | None = None,
    late_because: str = "",
    completes: int | None = None,
    reply: str = "",
    way: str = FilingVersionBase.Way.WEB,
    sent_by: Actor,
) -> FilingVersionBase:
    """Write the next version with its receipt and its diary entry. Part of the caller's transaction: the receipt may be
    shown only when that has been kept.

    When the clock is behind the diary, `received_at` is the diary's last time and the version is marked; so is it when
    the clock has been moved, and by however little when it would be after `closes_at` without that. What is late has
    been decided by then (`clock.earliest`), so that nobody is late by our clock alone."""
    cabinet = cabinet_of(filing)
    cabinet.memory.diary.take_turn()
    last_at = cabinet.memory.diary.last_at()
    clock_said = received_at
    clock_doubt = clock.doubt(last_at, received_at, bound=closes_at) if way == FilingVersionBase.Way.WEB else ""
    if clock_doubt == "behind" and last_at is not None:
        received_at = max(received_at, last_at)
    doubted = {"clock_doubt": clock_doubt, "clock_said": utc_text(clock_said)} if clock_doubt else {}
    number = (filing.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    act = ACTS["completion" if completes else "again" if number > 1 else "first"]
    files = files_in(said.outline, said.answers)
    sha256 = answers_hash(said.answers)
    time_class = FilingVersionBase.Class.LATE if late else FilingVersionBase.Class.IN_TIME
    entry = cabinet.memory.diary.record(
        act,
        kind="filing",
        key=filing.key,
        by=sent_by,
        why=late_because,
        payload={
            "version": number,
            "organisation": filing.organisation_id or "",
            "received_at": utc_text(received_at),
            "class": time_class,
            "way": way,
            "answers_sha256": sha256,
            "files": [file["sha256"] for file in files],
            **doubted,
        },
    )
    receipt = {
        "type": TYPE,
        "filing": filing.key,
        "kind": filing.kind,
        "call": filing.about,
        "organisation": filing.organisation_id or "",
        "version": number,
        "received_at": utc_text(received_at),
        "received_at_stockholm": stockholm_text(received_at),
        "class": str(time_class),
        "answers_sha256": sha256,
        "files": files,
        "diary_number": entry.number,
        **({"reply_sha256": sha256_of(reply)} if reply else {}),
    }
    version = new(
        cabinet.versions,
        filing=filing,
        number=number,
        outline=filing.outline,
        answers=canonical_text(dict(said.answers)),
        answers_sha256=sha256,
        files=files,
        inherited=_inherited(said.inherited),
        missing=[asked.key for asked in said.missing],
        completes=completes,
        received_at=received_at,
        time_class=time_class,
        late_because=late_because,
        reply=reply,
        way=way,
        clock_doubt=clock_doubt,
        sent_by=str(sent_by),
        receipt=sign(receipt, cabinet.memory.keys),
        diary_number=entry.number,
    )
    version.save(force_insert=True)
    _show_in_lists(filing, version)
    return version


def _show_in_lists(filing: FilingBase, version: FilingVersionBase) -> None:
    """What lists show, and what it is found by, is that of the newest version."""
    filing.received_at, filing.late = version.received_at, version.time_class == version.Class.LATE
    filing.hospital = hospital_in(version.answers_by_key, kind_of(filing).place_question)
    filing.sought = words_of(filing, filing.hospital)
    filing.save(update_fields=["state", "received_at", "late", "hospital", "sought"])


def files_in(outline: Outline, answers: Answers) -> list[dict[str, Any]]:
    """Every attached file, in the order of the questions: question, name, sha256, size in bytes."""
    return [
        {"question": asked.key, **file}
        for asked in outline.asked()
        if asked.question.kind == "attachment"
        for file in answers.get(asked.key, ())
    ]


def _inherited(facts: Mapping[str, HospitalFact]) -> dict[str, Any]:
    return {
        key: {
            "fact": fact.fact,
            "attested_at": utc_text(fact.attested_at),
            "attested_by": fact.attested_by,
            "valid_until": fact.valid_until.isoformat(),
        }
        for key, fact in facts.items()
    }
