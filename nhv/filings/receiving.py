"""What is received becomes a version that never changes, with a receipt that anybody can verify."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import FilingBase, FilingVersionBase, new
from nhv.filings.working_copy import Effective
from nhv.records.receipts import TYPE, sign, stockholm_text, utc_text
from nhv.register.models import HospitalFact
from nhv.rules.actor import Actor
from nhv.specification.answers import Answers, answers_hash
from nhv.specification.layers import canonical_text
from nhv.specification.outline import Outline

ACTS = {"first": "filing_received", "again": "filing_replaced", "completion": "filing_completed"}


def receive(
    filing: FilingBase,
    said: Effective,
    *,
    received_at: datetime,
    late: bool,
    late_because: str = "",
    completes: int | None = None,
    way: str = FilingVersionBase.Way.WEB,
    sent_by: Actor,
) -> FilingVersionBase:
    """Write the next version with its receipt and its diary entry. Part of the caller's transaction: the receipt may be
    shown only when that has been kept."""
    cabinet = cabinet_of(filing)
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
        way=way,
        sent_by=str(sent_by),
        receipt=sign(receipt, cabinet.memory.keys),
        diary_number=entry.number,
    )
    version.save(force_insert=True)
    return version


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
