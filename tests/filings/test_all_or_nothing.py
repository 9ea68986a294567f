"""An act leaves its whole trace or none: each is made to fail after its diary entry, and nothing of it is found."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.acts import drafts, handling, paper, sending
from nhv.filings.owners import Owner
from nhv.process.calls import acts as calls
from nhv.records.diary import Diary
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from tests.support.calls import (
    PROGRAM,
    SKANE,
    a_draft,
    a_draft_call,
    an_applicant,
    an_open_call,
    once,
    sent,
)
from tests.support.people import a_person, actor

Act = Callable[[], Any]


class Broken(Exception):
    """What happens after the diary entry."""


def now() -> datetime:
    return datetime.now(UTC)


def _publish() -> Act:
    call = a_draft_call()
    return lambda: calls.publish(call=call, by=PROGRAM, now=now(), without_questions=True)


def _confirm_extension() -> Act:
    call = an_open_call()
    extension = calls.propose_extension(
        call=call,
        deadline=call.facts.deadline + timedelta(days=7),
        why="Helgdagar",
        by=actor(a_person(Role.OFFICER)),
        now=now(),
    )
    second = actor(a_person(Role.OFFICER))
    return lambda: calls.confirm_extension(extension=extension, by=second, now=now())


def _ask() -> Act:
    call, writer = an_open_call(), an_applicant()
    skane = Organisation.objects.get(key=SKANE)
    return lambda: calls.ask(
        call=call, organisation=skane, question="Hur?", by=actor(writer), now=now(), once_key=once()
    )


def _withdraw_call() -> Act:
    call = an_open_call()
    return lambda: calls.withdraw(call=call, why="Fel", by=PROGRAM, now=now())


def _start() -> Act:
    call, writer = an_open_call(), an_applicant()
    return lambda: a_draft(call, writer)


def _send() -> Act:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    return lambda: sent(filing, writer)


def _withdraw() -> Act:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    sent(filing, writer)
    return lambda: sending.withdraw(filing=filing, why="", by=actor(writer), now=now())


def _completion() -> Act:
    writer, officer = an_applicant(), a_person(Role.OFFICER)
    filing = a_draft(an_open_call(), writer)
    sent(filing, writer)
    day = (now() + timedelta(days=9)).date()
    return lambda: handling.request_completion(filing=filing, text="Mer", deadline=day, by=actor(officer), now=now())


def _note() -> Act:
    writer, officer = an_applicant(), a_person(Role.OFFICER)
    filing = a_draft(an_open_call(), writer)
    sent(filing, writer)
    return lambda: handling.write_note(filing=filing, text="Läst", by=actor(officer))


def _number() -> Act:
    writer, registrar = an_applicant(), a_person(Role.REGISTRAR)
    filing = a_draft(an_open_call(), writer)
    sent(filing, writer)
    return lambda: handling.give_record_number(filing=filing, by=actor(registrar), now=now())


def _paper() -> Act:
    first, second, call = a_person(Role.REGISTRAR), a_person(Role.REGISTRAR), an_open_call()
    entry = paper.enter_paper(
        kind="application",
        about=call.key,
        owner=Owner(SKANE),
        came_at=now(),
        came_by="post",
        why="Nätet låg nere",
        raw={},
        by=actor(first),
        now=now(),
        once_key=once(),
    )
    return lambda: paper.confirm_paper(entry=entry, by=actor(second), now=now())


def _attest() -> Act:
    attester = a_person(Role.ATTESTER, SKANE)
    hospital = Organisation.objects.get(key="skanes-universitetssjukhus")
    return lambda: facts.attest(hospital=hospital, fact="intensivvard", raw=3, by=actor(attester), now=now())


ACTS = [
    _publish, _confirm_extension, _ask, _withdraw_call, _start, _send, _withdraw, _completion, _note, _number, _paper,
    _attest,
]  # fmt: skip


@pytest.mark.parametrize("prepare", ACTS, ids=lambda each: each.__name__.strip("_"))
def test_an_act_that_fails_after_its_entry_leaves_nothing(
    register: str, prepare: Callable[[], Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    act = prepare()
    before = everything()
    written = Diary.record

    def then_break(self: Diary, *args: Any, **named: Any) -> Any:
        written(self, *args, **named)
        raise Broken

    with monkeypatch.context() as patch, pytest.raises(Broken):
        patch.setattr(Diary, "record", then_break)
        act()
    assert everything() == before
    act()
    assert everything() != before, "the same act leaves a trace when nothing fails"


def test_saving_is_all_or_nothing_too(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    before = everything()
    monkeypatch.setattr(drafts.Saved, "__init__", _break)
    with pytest.raises(Broken):
        drafts.save_answers(filing=filing, raw={"kontakt": "X"}, seen_revision=9, by=actor(writer))
    assert everything() == before


def _break(*_: Any) -> None:
    raise Broken


def everything() -> dict[str, list[Any]]:
    """Every row of the register's, the cases' and the people's tables."""
    models = [
        model
        for label in ("register", "accounts", "filings", "process")
        for model in apps.get_app_config(label).get_models()
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in models
        if model._meta.model_name not in ("posting", "searchentry", "searchtoken", "areadocument")
    }
