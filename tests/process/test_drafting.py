"""The group's text: who writes in it, two at the same part, what is kept, and what is frozen."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from nhv.accounts.acts.conflicts import decide_conflict
from nhv.process.cases import acts as cases
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CaseState
from nhv.process.drafting import acts
from nhv.process.drafting.models import Revision
from nhv.process.drafting.queries import drafted_at, latest_number, newest_text
from nhv.process.groups.acts import declare, seat
from nhv.process.groups.queries import group_cases, members_of
from nhv.register.memory import register_state
from nhv.register.models import Area, DiaryEntry, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification import drafting
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")
GROUP = "sakkunniggruppen"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def a_case(area: str = "") -> Case:
    now, found = timezone.now(), Area.objects.filter(key=area).first()
    case = cases.open_case(title="Norrskenssjuka", area=found, by=US, now=now, once_key=once())
    group = Organisation.objects.filter(key=GROUP).first() or an_organisation(GROUP, "group")
    return cases.begin_review(case=case, group=group, by=US)


def a_member(case: Case, role: Role = Role.EXPERT) -> Actor:
    by = actor(a_person(role, case.group.key))
    declare(case=case, interests="", nothing=True, by=by, now=timezone.now())
    return by


def added(case: Case, text: str, *, by: Actor, seen: int = 0, kind: str = "point") -> int:
    under = "omfattning" if kind == "point" else ""
    do = lambda old: drafting.add(old, kind, {"text": text}, under=under)[0]  # noqa: E731
    return acts.edit(case=case, act="add", do=do, seen=seen, by=by, now=timezone.now())


def reworded(case: Case, key: str, text: str, *, by: Actor, seen: int) -> int:
    do = lambda old: drafting.reword(old, key, {"text": text})  # noqa: E731
    return acts.edit(case=case, act="reword", do=do, seen=seen, key=key, by=by, now=timezone.now())


def texts(case: Case) -> list[str]:
    return [point.text for point in drafted_at(case, latest_number(case)).area.scope[0].points]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PATIENT_REPRESENTATIVE])
def test_members_write_once_they_have_declared_their_interests(role):
    case = a_case()
    by = actor(a_person(role, GROUP))
    with refuses("interests_not_declared"):
        added(case, "Linsbyte", by=by)
    declare(case=case, interests="Forskar om linser.", nothing=False, by=by, now=timezone.now())
    assert added(case, "Linsbyte", by=by) == 1
    assert texts(case) == ["Linsbyte"]


def test_nobody_else_writes_nor_finds_the_case():
    case, other = a_case(), an_organisation("annan-grupp", "group")
    stranger = actor(a_person(Role.EXPERT, other.key))
    with refuses("role_outside_case"):
        added(case, "Linsbyte", by=stranger)
    with refuses("no_such_role"):
        added(case, "Linsbyte", by=actor(a_person(Role.OFFICER)))
    assert list(group_cases(stranger)) == []
    assert list(group_cases(a_member(case))) == [case]


def test_who_is_kept_out_by_a_decision_neither_writes_nor_sees():
    case, person = a_case(), a_person(Role.EXPERT, GROUP)
    declare(case=case, interests="Äger bolaget.", nothing=False, by=actor(person), now=timezone.now())
    decide_conflict(user=person, case=case.scope, by=US, why="Äger bolaget.")
    with refuses("conflict_of_interest"):
        added(case, "Linsbyte", by=actor(person))
    assert list(group_cases(actor(person))) == []


def test_two_in_the_same_part_and_nobodys_text_is_lost():
    case = a_case()
    first, second = a_member(case), a_member(case)
    seen = added(case, "Linsbyte", by=first)
    reworded(case, "linsbyte", "Linsbyte på ett öga", by=first, seen=seen)
    with refuses("draft_part_changed"):
        reworded(case, "linsbyte", "Linsbyte på båda ögonen", by=second, seen=seen)
    assert texts(case) == ["Linsbyte på ett öga"]
    # Seen what the other wrote, the second may.
    reworded(case, "linsbyte", "Linsbyte på ett eller båda ögonen", by=second, seen=latest_number(case))
    said = [json.loads(one.content)["scope"][0].get("points") for one in Revision.objects.filter(case=case)]
    assert [points[0]["text"] for points in said] == [
        "Linsbyte", "Linsbyte på ett öga", "Linsbyte på ett eller båda ögonen",
    ]  # fmt: skip


def test_two_in_different_parts_need_not_wait_for_each_other():
    case = a_case()
    by = a_member(case)
    added(case, "Linsbyte", by=by)
    seen = added(case, "Återfall", by=by)
    reworded(case, "linsbyte", "Byte av lins", by=by, seen=seen)
    reworded(case, "aterfall", "Återfall inom ett år", by=a_member(case), seen=seen)
    assert texts(case) == ["Byte av lins", "Återfall inom ett år"]


def test_going_back_keeps_what_was_written_and_gives_no_key_again():
    case = a_case()
    by = a_member(case)
    first = added(case, "Linsbyte", by=by)
    second = added(case, "Återfall", by=by)
    with refuses("draft_changed"):
        acts.undo(case=case, to=first, seen=first, by=by, now=timezone.now())
    acts.undo(case=case, to=first, seen=second, by=by, now=timezone.now())
    assert texts(case) == ["Linsbyte"]
    added(case, "Återfall", by=by)
    assert drafted_at(case, latest_number(case)).area.scope[0].points[1].key == "aterfall-2"


def test_a_change_to_what_is_decided_begins_with_it_and_with_its_keys():
    case = a_case("viss-avancerad-esofaguskirurgi")
    by = a_member(case)
    area = drafted_at(case, 0).area
    key = area.exclusions[0].key
    remove = lambda old: drafting.remove(old, key)  # noqa: E731
    acts.edit(case=case, act="remove", do=remove, seen=0, by=by, now=timezone.now())
    added(case, area.exclusions[0].text, by=by, kind="exclusion")
    after = drafted_at(case, latest_number(case))
    assert key in after.used
    assert key not in {one.key for one in after.area.exclusions}


def test_a_paused_case_is_not_written_in_nor_one_that_has_left_the_group():
    case = a_case()
    by = a_member(case)
    cases.pause(case=case, why="Smittspridning.", by=US, now=timezone.now())
    with refuses("case_paused"):
        added(case, "Linsbyte", by=by)
    cases.resume(case=case, by=US)
    Case.objects.filter(pk=case.pk).update(state=CaseState.CONSULTATION)
    with refuses("state_forbids_act"):
        added(case, "Linsbyte", by=by)


def test_a_frozen_text_defines_something_and_never_changes():
    case, officer = a_case(), actor(a_person(Role.OFFICER))
    by = a_member(case)
    with refuses("text_defines_nothing"):
        acts.freeze(case=case, by=officer, now=timezone.now())
    added(case, "Linsbyte", by=by)
    units = lambda old: drafting.set_head(old, {"units": 2})  # noqa: E731
    acts.edit(case=case, act="head", do=units, seen=0, by=by, now=timezone.now())
    frozen = acts.freeze(case=case, by=officer, now=timezone.now())
    with refuses("text_frozen_already"):
        acts.freeze(case=case, by=officer, now=timezone.now())
    added(case, "Återfall", by=by)
    assert [point.text for point in newest_text(case).area.scope[0].points] == ["Linsbyte"]
    with pytest.raises(DatabaseError), transaction.atomic():
        type(frozen).objects.filter(pk=frozen.pk).update(content="{}")


def test_what_the_group_writes_leaves_every_public_page_as_it_is():
    case = a_case()
    before = register_state((cases.CASE_KIND, "area", "call"))
    added(case, "Hemligt arbetsmaterial", by=a_member(case))
    assert register_state((cases.CASE_KIND, "area", "call")) == before
    for path in (f"/pagaende/{case.key}/", "/pagaende/", "/pagaende.atom"):
        said = Client().get(path).content.decode()
        assert "Norrskenssjuka" in said
        assert "Hemligt arbetsmaterial" not in said


def test_what_somebody_declares_stands_in_no_entry_of_the_diary():
    case = a_case()
    by = actor(a_person(Role.EXPERT, GROUP))
    declare(case=case, interests="Gift med en tillverkare.", nothing=False, by=by, now=timezone.now())
    with refuses("declaration_unclear"):
        declare(case=case, interests="Gift.", nothing=True, by=by, now=timezone.now())
    (entry,) = DiaryEntry.objects.filter(act="interests_declared")
    assert "Gift" not in repr(entry.__dict__)
    (member,) = members_of(case)
    assert member.declaration.interests == "Gift med en tillverkare."


def test_a_member_has_a_healthcare_region_that_nominated_them():
    case = a_case()
    membership = a_person(Role.EXPERT, GROUP).memberships.get()
    region = Organisation.objects.get(key="sodra")
    seat(case=case, membership=membership, nominated_by=region, by=actor(a_person(Role.OFFICER)))
    assert [one.seat.nominated_by for one in members_of(case)] == [region]
    with refuses("nominated_by_no_healthcare_region"):
        seat(case=case, membership=membership, nominated_by=case.group, by=US)


# --- The pages ---------------------------------------------------------------------------------------


def test_the_page_says_what_to_look_at_and_a_refused_text_stands_in_its_form():
    case, person = a_case(), a_person(Role.EXPERT, GROUP)
    by = actor(person)
    declare(case=case, interests="", nothing=True, by=by, now=timezone.now())
    client = signed_in(Client(), person)
    page = f"/grupp/{case.key}/text/"
    form = {"once": once(), "seen": 0, "text": "Lindrig form", "level": "", "who": "", "hedge": ""}
    assert client.post(f"{page}ny/exclusion/", form).status_code == 302
    assert "Det står inte vem som gör vården i stället." in client.get(page).content.decode()
    reworded(case, "lindrig-form", "Lindrig form hos vuxna", by=a_member(case), seen=1)
    mine = {**form, "once": once(), "seen": 1, "text": "Min lydelse", "level": "region"}
    said = client.post(f"{page}del/lindrig-form/", mine).content.decode()
    assert "Lindrig form hos vuxna" in said
    assert "Min lydelse" in said
    assert 'name="seen" value="2"' in said
    assert client.post(f"{page}del/lindrig-form/", {**mine, "seen": 2}).status_code == 302
    assert "Min lydelse" in client.get(page).content.decode()
    for more in ("andringar/?fran=0", "text.docx"):
        assert client.get(f"{page}{more}").status_code == 200


def test_what_follows_is_shown_beside_what_is_written_and_nothing_is_kept():
    case = a_case()
    added(case, "Linsbyte", by=a_member(case))
    client, page = signed_in(Client(), a_person(Role.EXPERT, GROUP)), f"/grupp/{case.key}/text/"
    client.post(f"/grupp/{case.key}/intressen/", {"once": once(), "nothing": "on"})

    def beside(tab: str, text: str) -> str:
        form = {"once": once(), "seen": 1, "text": text, "visa": tab}
        answer = client.post(f"{page}del/linsbyte/", form).content.decode()
        return answer.partition('id="bredvid"')[2]

    assert "Linsbyte på båda ögonen" in beside("sida", "Linsbyte på båda ögonen")
    assert "Punkten ”Linsbyte på båda ögonen” har tillkommit" in beside("andringar", "Linsbyte på båda ögonen")
    assert "Vid vilket sjukhus" in beside("blankett", "Linsbyte på båda ögonen")
    assert "inte helt ifyllt" in beside("sida", "")
    assert texts(case) == ["Linsbyte"]
    # The tab that was chosen last stands beside the saved text as well.
    assert "Det som alla skulle läsa" in client.get(page).content.decode()
