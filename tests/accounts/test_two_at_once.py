"""Two tabs, or two administrators, at the same moment: one of them has done it, and the other is told so."""

import pytest

from nhv.accounts import acts
from nhv.accounts.models import Membership
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE
from tests.support.people import a_person
from tests.support.refusals import refuses

US = Actor("program", "test")

pytestmark = pytest.mark.usefixtures("register")


def times(act: str) -> int:
    return DIARY.entries.objects.filter(act=act).count()


def test_a_role_ends_once_for_the_reason_that_came_first() -> None:
    held = a_person(Role.WRITER, SKANE).memberships.get()
    as_another_tab_has_it = Membership.objects.get(pk=held.pk)
    acts.end_role(membership=held, by=US, why="skäl A")
    with refuses("role_ended_already"):
        acts.end_role(membership=as_another_tab_has_it, by=US, why="skäl B")
    assert (Membership.objects.get(pk=held.pk).ended_why, times("role_ended")) == ("skäl A", 1)


def test_an_account_is_closed_once() -> None:
    person = a_person(Role.WRITER, SKANE)
    as_another_tab_has_it = type(person).objects.get(pk=person.pk)
    acts.deactivate(user=person, by=US, why="skäl A")
    with refuses("account_closed_already"):
        acts.deactivate(user=as_another_tab_has_it, by=US, why="skäl B")
    assert times("account_closed") == 1
