"""One click, one case: the same key gives the same result, also when it is sent twenty times at once."""

from dataclasses import replace

import pytest
from django.db import transaction

from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import DiaryEntry, IdempotencyKey
from nhv.rules.actor import Actor
from nhv.rules.refusals import OtherContent
from tests.support.patience import until
from tests.support.refusals import refuses
from tests.support.together import at_once

ME, YOU = Actor("user", "1"), Actor("user", "2")


def an_act():
    """An act that leaves a trace."""
    number = DiaryEntry.objects.count()
    return {"number": DIARY.record("tested", kind="test", key=str(number), by=ME).number}


def test_the_second_time_gives_the_first_result(empty_database):
    assert (
        IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act)
        == IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act)
        == {"number": 1}
    )
    assert IDEMPOTENCY.run("annan", "test", ME, {}, an_act) == {"number": 2}


def test_twenty_at_once_do_it_once(empty_database):
    """The one who does it is not done before all the others have asked."""
    asked = []

    def slowly():
        until(lambda: len(asked) == 20)
        return an_act()

    def ask():
        asked.append(True)
        return IDEMPOTENCY.run("nyckel", "test", ME, {}, slowly)

    assert at_once(20, ask) == [{"number": 1}] * 20
    assert DiaryEntry.objects.count() == IdempotencyKey.objects.count() == 1


def test_without_the_key_twenty_at_once_do_it_twenty_times(empty_database):
    """The control of the test above."""

    def bare():
        with transaction.atomic():
            return an_act()

    at_once(20, bare)
    assert DiaryEntry.objects.count() == 20


@pytest.mark.parametrize(("act", "by"), [("annat", ME), ("test", YOU)])
def test_a_key_belongs_to_one_act_and_one_actor(empty_database, act, by):
    IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act)
    with refuses("form_key_used"):
        IDEMPOTENCY.run("nyckel", act, by, {}, an_act)
    assert DiaryEntry.objects.count() == 1


def test_an_act_that_fails_does_not_use_up_its_key(empty_database):
    with pytest.raises(ZeroDivisionError):
        IDEMPOTENCY.run("nyckel", "test", ME, {}, lambda: {"number": 1 // 0})
    assert IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act) == {"number": 1}


@pytest.mark.parametrize("key", ["a\x00b", "a" * 101])
def test_a_key_that_no_database_keeps_is_refused_in_words(empty_database, key):
    with refuses("form_key_unreadable"):
        IDEMPOTENCY.run(key, "test", ME, {}, an_act)
    assert DiaryEntry.objects.count() == 0


def test_a_form_without_a_key_is_refused(empty_database):
    with refuses("form_key_missing"):
        IDEMPOTENCY.run("", "test", ME, {}, an_act)
    assert DiaryEntry.objects.count() == 0


def test_the_same_key_with_something_else_in_it_is_said_with_both(empty_database):
    first = IDEMPOTENCY.run("nyckel", "test", ME, {"text": "Det första", "day": 1}, an_act)
    assert IDEMPOTENCY.run("nyckel", "test", ME, {"day": 1, "text": "Det första"}, an_act) == first
    with pytest.raises(OtherContent) as said:
        IDEMPOTENCY.run("nyckel", "test", ME, {"text": "Det andra", "day": 1}, an_act)
    assert said.value.differing == [("text", "Det första", "Det andra")]
    assert DiaryEntry.objects.count() == 1


@pytest.mark.parametrize(
    "now", [{"text": "a" * 3_000 + "!"}, {"text": "a" * 2_999}, {"text": "a" * 3_000, "more": ""}, {}]
)
def test_the_fingerprint_is_of_all_of_it_also_what_is_too_long_to_show(empty_database, now):
    IDEMPOTENCY.run("nyckel", "test", ME, {"text": "a" * 3_000}, an_act)
    with pytest.raises(OtherContent):
        IDEMPOTENCY.run("nyckel", "test", ME, now, an_act)
    assert len(IdempotencyKey.objects.get().carried) < 2_100


def test_where_content_is_not_to_be_kept_only_the_fingerprint_is(empty_database):
    keys = replace(IDEMPOTENCY, keeps_content=False)
    keys.run("nyckel", "test", ME, {"text": "Om en patient"}, an_act)
    assert "patient" not in IdempotencyKey.objects.get().carried
    with pytest.raises(OtherContent):
        keys.run("nyckel", "test", ME, {"text": "Om en annan"}, an_act)
