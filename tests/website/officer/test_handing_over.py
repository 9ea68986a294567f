"""From a call whose time is out to the group that weighs it: the way is shown wherever an officer looks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.filings.models import Filing
from nhv.process.weighing.acts import appoint
from nhv.register.models import Call
from nhv.rules.reach import CaseScope
from nhv.rules.roles import Role
from tests.process.test_consultations import out
from tests.support.board import BOARD, GROUP
from tests.support.calls import PROGRAM, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def call(register):
    """A call that one region has applied in, open still."""
    made, by = an_open_call(), an_applicant()
    sent(a_draft(made, by), by)
    return made


def ended(call) -> None:
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    call.refresh_from_db()


def test_the_way_to_the_group_is_on_the_call_the_case_and_the_desk_when_the_time_is_out(call):
    case = out()[0]
    type(case).objects.filter(pk=case.pk).update(area=call.area)
    officer = signed_in(Client(), a_person(Role.OFFICER, "socialstyrelsen"))
    way = f'href="/handlaggning/utlysningar/{call.key}/beredning/"'
    pages = (f"/handlaggning/utlysningar/{call.key}/", f"/handlaggning/arenden/{case.key}/", "/handlaggning/")

    def ways() -> list[int]:
        return [officer.get(one).content.decode().count(way) for one in pages]

    assert ways() == [0, 0, 0]
    ended(call)
    assert ways() == [1, 1, 1]
    appoint(call=call, group=an_organisation(GROUP, "group"), by=PROGRAM, now=timezone.now())
    assert ways() == [0, 0, 0]
    assert f'href="/matris/{call.key}/"' in officer.get(pages[0]).content.decode()


def test_an_officer_who_is_kept_out_of_the_call_appoints_nobody(call):
    ended(call)
    officer = a_person(Role.OFFICER, "socialstyrelsen")
    client, way = signed_in(Client(), officer), f"/handlaggning/utlysningar/{call.key}/beredning/"
    assert way in client.get("/handlaggning/").content.decode()
    decide_conflict(user=officer, case=CaseScope(call.key), by=PROGRAM, why="Arbetade hos en sökande.")
    assert way not in client.get("/handlaggning/").content.decode()
    with refuses("conflict_of_interest"):
        appoint(call=call, group=an_organisation(GROUP, "group"), by=actor(officer), now=timezone.now())


def test_only_preparatory_groups_are_offered_and_none_is_chosen_beforehand(call):
    ended(call)
    for key, role in ((GROUP, Role.PREPARATORY_MEMBER), (BOARD, Role.BOARD_MEMBER), ("experter", Role.EXPERT)):
        an_organisation(key, "group")
        a_person(role, key)
    experts = an_organisation("sakkunniga-utan-medlem", "group")
    case = out()[0]
    type(case).objects.filter(pk=case.pk).update(group=experts)
    officer = signed_in(Client(), a_person(Role.OFFICER, "socialstyrelsen"))
    shown = officer.get(f"/handlaggning/utlysningar/{call.key}/beredning/").content.decode()
    assert f'value="{GROUP}"' in shown
    for other in (BOARD, "experter", experts.key):
        assert f'value="{other}"' not in shown
    assert f'value="{GROUP}" selected' not in shown
    with refuses("no_weighing_group"):
        appoint(call=call, group=experts, by=PROGRAM, now=timezone.now())


def test_an_application_that_nobody_handles_stands_on_the_desk_from_the_close_until_somebody_does(call):
    officer = a_person(Role.OFFICER, "socialstyrelsen")
    client = signed_in(Client(), officer)
    assert "Ansökningar utan handläggare" not in client.get("/handlaggning/").content.decode()
    ended(call)
    assert "Ansökningar utan handläggare" in client.get("/handlaggning/").content.decode()
    Filing.objects.update(assignee=officer.pk)
    assert "Ansökningar utan handläggare" not in client.get("/handlaggning/").content.decode()
