"""The matrix and the board pack at their sizes: applicants × conditions × members.

Within this process, on SQLite, as `process`. What is counted beside the time: queries, and the bytes of the page.
"""

import json
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.process import BY, _say
from nhv.derived.matrix import rows_of
from nhv.filings.acts.drafts import keep_outline
from nhv.filings.models import CABINET, Filing, FilingVersion
from nhv.process.applications.kind import KIND
from nhv.process.board import meetings
from nhv.process.board.pack import pack_of, pack_pdf
from nhv.process.board.queries import items_for
from nhv.process.weighing.acts import appoint
from nhv.process.weighing.models import Judgement, Weighing
from nhv.process.weighing.queries import applications
from nhv.register.acts.documents import publish_document
from nhv.register.models import Area, Call, Organisation
from nhv.rules.judgements import Met
from nhv.rules.roles import Role
from nhv.specification.area import Condition
from tests.support.board import BOARD, GROUP, an_opinion
from tests.support.calls import AREA, an_answer, an_open_call, once
from tests.support.databases import Databases
from tests.support.people import a_person, an_organisation, signed_in

SIZES = ((6, 40, 8), (12, 80, 16))
MOST_QUERIES, MOST_BYTES, MOST_MS = 12, 400_000, 300


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    for size in SIZES:
        with databases.copy("sqlite", "bundled"):
            _measure(*size)


def _measure(applicants: int, conditions: int, members: int) -> None:
    from django.test import Client

    weighing = a_full_matrix(applicants, conditions, members)
    named = f"{applicants} × {conditions} × {members}"
    client, address = signed_in(Client(), a_person(Role.PREPARATORY_MEMBER, GROUP)), f"/matris/{weighing.call.key}/"
    with CaptureQueriesContext(connection) as met:
        size = len(client.get(address).content)
    asked = len(met)
    _say(f"matrix {named}", MOST_MS, lambda: client.get(address), queries=asked)
    print(
        f"    queries {asked}, at most {MOST_QUERIES} with those of every page; {size:,} bytes, at most {MOST_BYTES:,}"
    )
    _pack(weighing, named)


def _pack(weighing: Weighing, named: str) -> None:
    an_opinion(weighing)
    board, now = an_organisation(BOARD, "group"), timezone.now()
    meeting = meetings.plan(board=board, kind="ordinary", begins_at=now, by=BY)
    meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=BY)
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as met:
        writing = pack_of(meeting, items_for(BY, meeting))
    written = time.perf_counter()
    wall, own = [], []
    for _first_and_again in range(2):
        begun_at, own_begun = time.perf_counter(), time.process_time()
        made = pack_pdf(meeting, items_for(BY, meeting), now=now)
        wall.append(time.perf_counter() - begun_at)
        own.append(time.process_time() - own_begun)
    print(
        f"  board pack {named}: {len(met)} queries, text of {len(writing.blocks)} blocks "
        f"{(written - begun) * 1_000:.0f} ms; PDF made {wall[0]:.1f} s (own {own[0]:.1f}), {len(made):,} bytes;"
        f" again {wall[1] * 1_000:.0f} ms (own {own[1] * 1_000:.0f}), bound 1,000"
    )


def a_full_matrix(applicants: int, conditions: int, members: int) -> Weighing:
    """A call with so many received applications and conditions, and a judgement by each member in every cell. Rows
    alone: only reading is measured."""
    area = Area.objects.get(key=AREA).documents.newest_first()[0].specification
    more = tuple(
        Condition.model_validate(
            {
                "key": f"matvillkor-{number}",
                "group": "other",
                "force": "must",
                "stage": "called",
                "text": f"Jour {number} med vana dygnet om",
            }
        )
        for number in range(conditions)
    )
    publish_document(area=area.model_copy(update={"conditions": more}), by=BY, why="Mätning")
    call, now = an_open_call(), timezone.now()
    outline = KIND.subject(call.key).outline
    said: dict[str, Any] = {
        asked.key: an_answer(asked) for asked in outline.asked() if asked.question.kind != "attachment"
    }
    kept = keep_outline(CABINET, outline)
    for number in range(applicants):
        region = Organisation.objects.create(key=f"matregion-{number}", kind="region", name=f"Mätregion {number}")
        filing = Filing.objects.create(
            key=once()[:24], kind=KIND.name, about=call.key, organisation=region, outline=kept, state="received",
            created_at=now, created_by=str(BY), received_at=now,
        )  # fmt: skip
        FilingVersion.objects.create(
            filing=filing, number=1, outline=kept, answers=json.dumps(said), answers_sha256="0" * 64,
            received_at=now, time_class="in_time", sent_by=str(BY), receipt="{}", diary_number=number + 1,
        )  # fmt: skip
    Call.cases.filter(pk=call.pk).update(closes_at=now - timedelta(days=1))
    call.refresh_from_db()
    weighing = appoint(call=call, group=an_organisation(GROUP, "group"), by=BY, now=now)
    people = [a_person(Role.PREPARATORY_MEMBER, GROUP) for _ in range(members)]
    rows = [row.key for row in rows_of(call.document.specification)]
    Judgement.objects.bulk_create(
        [
            Judgement(weighing=weighing, filing=filing, row=row, member=who, met=list(Met)[at % 4], why="Det står i ansökan.", written_at=now)  # noqa: E501
            for at, who in enumerate(people)
            for filing in applications(call)
            for row in rows
        ]
    )  # fmt: skip
    return weighing
