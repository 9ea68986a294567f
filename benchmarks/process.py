"""The process at its sizes: a long text saved and previewed, consultations with many answers, many cases.

Within this process, on SQLite. Beside the wall's time stands that of our own processor, which neighbours do not change.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.derived.consultation_form import STANDS, parts_asked_about
from nhv.filings.models import CABINET, Filing, FilingVersion
from nhv.process.cases.acts import Days as Between
from nhv.process.cases.acts import begin_review, open_case, plan
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import open_consultation
from nhv.process.consultations.kind import KIND
from nhv.process.consultations.models import Consultation
from nhv.process.drafting.acts import edit, freeze
from nhv.process.drafting.queries import latest_number
from nhv.process.drafting.talk import ask
from nhv.process.groups.acts import declare
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.specification.drafting import Drafted, add, reword, set_head
from nhv.website import caching
from nhv.website.group.beside import TABS
from nhv.website.warming import settle
from tests.support.calls import once
from tests.support.databases import Databases
from tests.support.people import a_person, actor, an_organisation, signed_in

BY = Actor("program", "bench")
CLAUSES, CONDITIONS, TIMES = 60, 30, 30
GROUP = "gruppen"


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    with databases.copy("sqlite", "bundled"):
        case = a_long_text()
        _drafting(case)
        _consultations(case)
    with databases.copy("sqlite", "bundled"):
        _cases()


def a_long_text() -> Case:
    """A case whose text has sixty clauses and thirty conditions, and eight test questions."""
    now = timezone.now()
    case = open_case(title="Mätsjuka", by=BY, now=now, once_key=once())
    case = begin_review(case=case, group=an_organisation(GROUP, "group"), by=BY)

    def write(old: Drafted) -> Drafted:
        for number in range(CLAUSES):
            kind, under = ("point", "omfattning") if number % 3 else ("exclusion", "")
            old = add(old, kind, {"text": f"Behandling {number} av mätsjuka hos vuxna med svår form"}, under=under)[0]
        for number in range(CONDITIONS):
            said = {"text": f"Jour {number} med vana", "group": "other", "force": "must", "stage": "proposed"}
            old = add(old, "condition", said)[0]
        return set_head(old, {"units": 2})

    edit(case=case, act="add", do=write, seen=0, by=BY, now=now)
    for number in range(8):
        ask(case=case, text=f"behandling {number} av mätsjuka", must="included", by=BY, now=now)
    return case


def _drafting(case: Case) -> None:
    person = a_person(Role.EXPERT, GROUP)
    declare(case=case, interests="", nothing=True, by=actor(person), now=timezone.now())
    client, text = signed_in(Client(), person), f"/grupp/{case.key}/text/"
    key = case.revisions.get().drafted.area.scope[0].points[0].key

    def save() -> None:
        seen = latest_number(case)
        words = {"text": f"Behandling i lydelse {seen}"}
        edit(
            case=case,
            act="reword",
            do=lambda old: reword(old, key, words),
            seen=seen,
            key=key,
            by=BY,
            now=timezone.now(),
        )

    part = f"{text}del/{key}/"

    def said() -> dict[str, str]:
        return {"seen": str(latest_number(case)), "text": f"Behandling {once()}", "once": once()}

    _say("save an edit", 150, save)
    _say("save an edit, by the page", 150, lambda: client.post(part, said()))
    _say("page of the text", 300, lambda: client.get(text))
    for tab in TABS:
        _say(
            f"what is written shown beside it ({tab})", 300, lambda tab=tab: client.post(part, {**said(), "visa": tab})
        )
    _say("test questions", 300, lambda: client.get(f"{text}fragor/"))


def _consultations(case: Case) -> None:
    today = timezone.localdate()
    plan(case=case, days={Step.CONSULTATION: Between(today, today + timedelta(days=70))}, by=BY)
    freeze(case=case, by=BY, now=timezone.now())
    asked = open_consultation(case=case, by=BY, now=timezone.now())
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=5))
    # Made anew each time: what is measured is not the page that is kept.
    caching.KEPT = caching.Pages(most_bytes=0)
    begun = 0
    for number in (70, 700):
        answers(asked, begun, number)
        begun = number
        page = lambda: Client().get(f"/remisser/{asked.key}/")  # noqa: E731
        with CaptureQueriesContext(connection) as met:
            page()
        _say(f"summary of {number} answers × {len(parts_asked_about(asked.text.area))}", 300, page, queries=len(met))


def answers(asked: Consultation, first: int, after: int) -> None:
    """Answers of invented bodies as received, each with a stand on every part. Rows alone: only reading is measured."""
    outline = CABINET.outlines._default_manager.first() or _outline(asked)
    keys, now = list(parts_asked_about(asked.text.area)), timezone.now() - timedelta(days=1)
    for number in range(first, after):
        body = Organisation.objects.create(key=f"matinstans-{number}", kind="region", name=f"Mätinstans {number}")
        filing = Filing.objects.create(
            key=once()[:24], kind=KIND.name, about=asked.key, organisation=body, outline=outline, state="received",
            created_at=now, created_by=str(BY), received_at=now,
        )  # fmt: skip
        said: dict[str, Any] = {key: STANDS[(place + number) % 3] for place, key in enumerate(keys)}
        FilingVersion.objects.create(
            filing=filing, number=1, outline=outline, answers=json.dumps(said), answers_sha256="0" * 64,
            received_at=now, time_class="in_time", sent_by=str(BY), receipt="{}", diary_number=number + 1,
        )  # fmt: skip


def _outline(asked: Consultation) -> Any:
    from nhv.filings.acts.drafts import keep_outline

    return keep_outline(CABINET, KIND.subject(asked.key).outline)


def _cases() -> None:
    client, made = signed_in(Client(), a_person(Role.OFFICER)), 0
    for number in (50, 500):
        now = timezone.now()
        for each in range(made, number):
            open_case(title=f"Mätområde {each}", by=BY, now=now, once_key=once())
        made = number
        with CaptureQueriesContext(connection) as met:
            client.get("/handlaggning/arenden/")
        _say(f"officers' list of {number} cases", 300, lambda: client.get("/handlaggning/arenden/"), queries=len(met))


def _say(what: str, bound: int, do: Callable[[], object], *, queries: int = 0, times: int = TIMES) -> None:
    do()
    settle()  # as a worker is, when it has been warmed
    walls, own = [], []
    for _time in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        do()
        walls.append((time.perf_counter() - wall) * 1_000)
        own.append((time.process_time() - cpu) * 1_000)
    asked = f", {queries} queries" if queries else ""
    print(f"  {what}: p95 {_p95(walls):.0f} ms (own processor {_p95(own):.0f}); bound {bound}{asked}")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
