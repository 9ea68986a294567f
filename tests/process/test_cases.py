"""A case from its opening to its end, on both kinds of database: who may, what is refused, what everybody reads."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.acts.conflicts import decide_conflict
from nhv.process.cases import acts
from nhv.process.cases.acts import CASE_KIND, Days
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE, CaseState
from nhv.process.cases.queries import by_step, cases_for, pipeline, standing_of
from nhv.process.consultations.acts import conclude_review, end_consultation
from nhv.process.drafting.models import FrozenText
from nhv.register.models import Area, DiaryEntry
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.website.templatetags.nhv import day
from tests.support.areas import SOUTH, a_file
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation
from tests.support.refusals import refuses

US = Actor("program", "test")
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def a_case(state: CaseState = CaseState.MAPPING, **fields) -> Case:
    case = acts.open_case(title="Norrskenssjuka", by=US, now=NOW, once_key=once())
    Case.objects.filter(pk=case.pk).update(state=state, **fields)
    case.refresh_from_db()
    return case


def officer() -> Actor:
    return actor(a_person(Role.OFFICER))


# What each act of the table is, done to a case.
ACTS = {
    "plan": lambda case, by: acts.plan(case=case, days={Step.MAPPING: Days(date(2026, 2, 2))}, by=by),
    "pause": lambda case, by: acts.pause(case=case, why="Smittspridning.", by=by, now=NOW),
    "resume": lambda case, by: acts.resume(case=case, by=by),
    "withdraw": lambda case, by: acts.withdraw(case=case, why="Svaren visade att det inte gick.", by=by, now=NOW),
    "review": lambda case, by: acts.begin_review(case=case, group=an_organisation(once(), "group"), by=by),
    "prepare_decision": lambda case, by: end_consultation(case=case, by=by, now=NOW),
    "conclude_review": lambda case, by: conclude_review(case=case, why="Texten är rättad.", by=by, now=NOW),
    "send_back": lambda case, by: acts.send_back(case=case, why="Mer behövs.", by=by),
}
READY = {
    "resume": {"paused_at": NOW, "paused_because": "Smittspridning."},
    # To change what is decided: such a text need not have been out.
    "conclude_review": {"area_id": 1},
}
DECIDED = {CaseState.REGISTER: {"area_id": 1}, CaseState.WITHDRAWN: {"ended_at": NOW, "ended_because": "Skäl"}}


def ready(act: str, state: CaseState) -> Case:
    more = {**READY.get(act, {}), **DECIDED.get(state, {})}
    if "area_id" in more:
        more["area_id"] = Area.objects.first().pk
    case = a_case(state, **more)
    if act == "conclude_review":
        frozen = {"revision": 0, "content": "{}", "sha256": "0" * 64, "frozen_at": NOW, "frozen_by": str(US)}
        FrozenText.objects.create(case=case, number=1, **frozen)
    return case


@pytest.mark.parametrize("act", ACTS)
def test_each_act_goes_from_the_states_of_the_table_and_no_other(act):
    by, went = officer(), set()
    for state in CaseState:
        case = ready(act, state)
        if CASE.can(act, source=state):
            ACTS[act](case, by)
            case.refresh_from_db()
            assert case.state == CASE.check(act, source=state).target
            went.add(state)
        else:
            with refuses("state_forbids_act"):
                ACTS[act](case, by)
    assert went == {move.source for move in CASE.moves if move.act == act}


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICER,)])
def test_nobody_but_an_officer_moves_a_case(role):
    by = actor(a_person(role, "region-skane" if role == Role.PROPOSER else once()))
    source = {move.act: move.source for move in CASE.moves}
    for act, do in ACTS.items():
        with refuses("no_such_role"):
            do(ready(act, source[act]), by)


def test_who_has_a_decided_conflict_does_not_move_it_nor_find_it():
    case, person = a_case(), a_person(Role.OFFICER)
    assert case in cases_for(actor(person))
    decide_conflict(user=person, case=case.scope, by=US, why="Prov")
    assert case not in cases_for(actor(person))
    with refuses("conflict_of_interest"):
        acts.pause(case=case, why="Prov", by=actor(person), now=NOW)


def test_a_pause_keeps_the_step_and_stops_every_move_until_it_ends():
    case, by = a_case(CaseState.CONSULTATION), officer()
    acts.pause(case=case, why="Smittspridning.", by=by, now=NOW)
    with refuses("case_paused"):
        end_consultation(case=case, by=by, now=NOW)
    assert standing_of(case.key).step == Step.CONSULTATION
    acts.resume(case=case, by=by)
    with refuses("case_not_paused"):
        acts.resume(case=case, by=by)
    assert end_consultation(case=case, by=by, now=NOW).state == CaseState.DECISION


def test_what_was_to_be_done_next_is_no_longer_owed_when_the_step_is_left():
    by, owed = (
        officer(),
        {"next_what": "Utse en sakkunniggrupp", "next_who": "Handläggaren", "next_day": date(2026, 6, 9)},
    )
    case = a_case(**owed)
    begun = acts.begin_review(case=case, group=an_organisation(once(), "group"), by=by)
    assert (begun.next_what, begun.next_who, begun.next_day) == ("", "", None)
    case = a_case(CaseState.CONSULTATION, **owed)
    ended = end_consultation(case=case, by=by, now=NOW)
    assert (ended.next_what, ended.next_day) == ("", None)
    # The control: a pause leaves the step, and what is owed in it.
    case = a_case(CaseState.REVIEW, **owed)
    assert acts.pause(case=case, why="Prov", by=by, now=NOW).next_what == "Utse en sakkunniggrupp"


def test_the_group_that_has_decided_an_area_may_take_it_up_again():
    group, other = an_organisation(once(), "group"), an_organisation(once(), "group")
    a_case(CaseState.REGISTER, group=group, area=Area.objects.order_by("key")[0])
    a_case(CaseState.REVIEW, group=other)
    at_work = {row["group"] for row in acts.groups_at_work()}
    assert (group.pk in at_work, other.pk in at_work) == (False, True)
    assert acts.begin_review(case=a_case(), group=group, by=officer()).group == group


def test_a_day_that_is_moved_needs_a_reason_and_both_days_stay():
    case, by = a_case(), officer()
    first = {Step.CONSULTATION: Days(date(2020, 3, 9), date(2020, 5, 4)), Step.DECISION: Days(date(2020, 6, 1))}
    acts.plan(case=case, days=first, by=by)
    later = {**first, Step.CONSULTATION: Days(date(2020, 3, 9), date(2020, 5, 18))}
    with refuses("reason_missing"):
        acts.plan(case=case, days=later, by=by)
    acts.plan(case=case, days=later, why="Vården är upptagen av pandemin.", by=by)
    assert acts.days_of(case) == later
    entry = DiaryEntry.objects.filter(subject_kind=CASE_KIND, subject_key=case.key).order_by("-number")[0]
    assert (entry.act, entry.why) == ("case_days_moved", "Vården är upptagen av pandemin.")


def test_a_day_that_overlaps_the_next_step_is_refused_with_both_days():
    days = {Step.CONSULTATION: Days(date(2026, 6, 8), date(2026, 9, 14)), Step.DECISION: Days(date(2026, 9, 1))}
    with refuses("case_days_clash") as refused:
        acts.plan(case=a_case(), days=days, by=officer())
    assert "14 september 2026" in str(refused.value)
    assert "1 september 2026" in str(refused.value)


def test_a_case_is_opened_once_for_one_click_and_once_for_an_area():
    key, area = once(), Area.objects.first()
    made = [acts.open_case(title="Ändrad", area=area, by=US, now=NOW, once_key=key) for _click in range(2)]
    assert made[0].pk == made[1].pk
    with refuses("case_of_area_open"):
        acts.open_case(title="Ändrad igen", area=area, by=US, now=NOW, once_key=once())


def test_two_of_the_same_name_have_addresses_of_their_own():
    assert a_case().key != a_case().key


# --- Areas that the register knows already -----------------------------------------------------------


def test_every_area_of_the_register_has_a_case_at_the_step_where_it_stands():
    found = {one.case.key: one for one in pipeline()}
    assert set(found) == {area.key for area in Area.objects.all()}
    assert found["neuromuskulara-sjukdomar"].step == Step.FOLLOW_UP
    # Called for in 2025, and nobody is known to have been granted anything.
    assert found["viss-avancerad-esofaguskirurgi"].step == Step.PREPARATION
    assert sum(map(len, by_step(list(found.values())).values())) == len(found)


def test_an_area_that_comes_gets_its_case_once():
    publish([a_file(SOUTH)], by=US)
    assert [acts.take_up_known_areas(by=US, now=NOW) for _time in range(2)] == [1, 0]
    assert standing_of("provomrade").step == Step.FOLLOW_UP


def test_what_the_register_learns_moves_a_decided_case_by_itself():
    ahead = timezone.localdate() + timedelta(days=90)
    publish([a_file({**SOUTH, "valid_from": ahead})], by=US)
    acts.take_up_known_areas(by=US, now=NOW)
    standing = standing_of("provomrade")
    assert (standing.step, standing.coming.event, standing.coming.day) == (Step.BOARD, "permits_start", ahead)


# --- What it costs -----------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_ten_times_as_many():
    by, costs = officer(), []
    for many in (5, 50):
        for _case in range(many):
            a_case(next_what="Skriva", next_who="Gruppen", next_day=date(2026, 1, 1))
        pipeline()
        with CaptureQueriesContext(connection) as captured:
            assert len(pipeline()) > many
            assert len(cases_for(by)[:50]) >= many
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 8


def test_a_page_tells_the_day_that_it_was_in_sweden():
    assert day(datetime(2026, 11, 27, 23, 30, tzinfo=UTC)) == "28 november 2026"
    assert day(date(2026, 11, 27)) == day("2026-11-27") == "27 november 2026"
