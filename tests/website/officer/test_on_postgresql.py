"""The officers' pages ask more of the database than others: each is opened on PostgreSQL too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.filings.acts import handling
from nhv.process.calls import acts as calls
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE, a_draft_call, a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.website.officer.pages import Official

US = Actor("program", "test")


@pytest.fixture
def postgresql(databases):
    with databases.copy("postgresql", "bundled") as address:
        yield address


def test_every_page_opens(postgresql):
    now, officer, registrar = timezone.now(), Official(), Official(Role.REGISTRAR)
    draft, call, signatory = a_draft_call(), an_open_call(days=5), an_applicant()
    filing = a_filled_application(call, signatory)
    sent(filing, signatory)
    sent(filing, signatory, received_at=call.closes_at)
    in_a_week = timezone.localdate() + timedelta(days=7)
    handling.request_completion(filing=filing, text="Mer?", deadline=in_a_week, by=actor(officer.user), now=now)
    handling.write_note(filing=filing, text="Läst.", by=actor(officer.user))
    handling.give_record_number(filing=filing, by=actor(registrar.user), now=now)
    region = Organisation.objects.get(key=SKANE)
    question = calls.ask(call=call, organisation=region, question="När?", by=actor(signatory), now=now, once_key=once())
    later = call.facts.deadline + timedelta(days=3)
    extension = calls.propose_extension(
        call=call, deadline=later, why="Skäl", by=actor(a_person(Role.OFFICER)), now=now
    )
    one_call, one = f"/handlaggning/utlysningar/{call.key}/", f"/handlaggning/ansokningar/{filing.key}/"
    pages = {
        officer: (
            "/handlaggning/",
            "/handlaggning/utlysningar/",
            "/handlaggning/utlysningar/ny/",
            f"/handlaggning/utlysningar/{draft.key}/andra/",
            one_call,
            f"{one_call}forlang/{extension.pk}/bekrafta/",
            f"{one_call}fragor/{question.pk}/",
            "/handlaggning/ansokningar/",
            f"/handlaggning/ansokningar/?sena&utlysning={call.key}&region={SKANE}&lage=received&text=SKÅNE",
            "/handlaggning/ansokningar/?text=%00&utlysning=%00",
            "/handlaggning/ansokningar.csv",
            one,
            f"{one}version/1-2/",
            f"/utlysningar/{call.key}/",
            "/utlysningar/",
        ),
        registrar: (
            "/handlaggning/",
            "/handlaggning/papper/ansokningar/",
            f"/handlaggning/papper/ansokningar/ny/?om={call.key}",
            one,
        ),
    }
    met = {(who, path): who.get(path).status for who, paths in pages.items() for path in paths}
    assert met == dict.fromkeys(met, 200)
