"""What anybody says is wrong: received with a code, bounded, answered once, and the address for it then gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.process.corrections.acts import (
    ANSWERED_MAIL,
    MOST_OF_ONE_A_DAY,
    Said,
    answer_report,
    forget_addresses,
    report_error,
    take_report,
)
from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.process.corrections.queries import corrections, how_many_wait, report_with, reports_for
from nhv.register.memory import OUTBOX
from nhv.register.models import DiaryPayload, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.refusals import OtherContent
from nhv.rules.roles import Role
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

PAGE = "/omraden/neuromuskulara-sjukdomar/"
ADDRESS = "lasare@exempel.invalid"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def an_actor(role: Role = Role.OFFICER) -> Actor:
    return actor(a_person(role))


def a_report(
    once: str = "a", *, email: str = "", sender: str = "~en", after=timedelta(), text: str = "Fel antal enheter."
):
    said = Said(page=PAGE, text=text, area_key="neuromuskulara-sjukdomar", email=email)
    return report_error(said=said, sender=sender, now=timezone.now() + after, once_key=once)


def corrected(report: ErrorReport, by: Actor, **other):
    said = {"outcome": "corrected", "answer": "Tack.", "note": "Antalet enheter är fyra, inte tre."}
    return answer_report(report=report, **(said | other), by=by, now=timezone.now())


def test_a_report_has_a_code_that_can_be_said_and_a_last_day():
    report = a_report()
    assert report_with(report.code.lower()) == report
    assert len(report.code) == 9
    assert not set(report.code) & set("01OIQ")
    assert report.answer_by == timezone.localdate(report.received_at) + timedelta(days=7)


def test_the_same_form_twice_is_one_report_and_other_words_in_it_are_said():
    assert a_report() == a_report()
    with pytest.raises(OtherContent):
        a_report(text="Något annat.")
    assert ErrorReport.objects.count() == 1


def test_one_sender_has_so_many_a_day_and_others_are_not_stopped():
    for number in range(MOST_OF_ONE_A_DAY):
        a_report(str(number))
    with refuses("too_many_error_reports"):
        a_report("one more")
    assert a_report("of another", sender="~annan")
    assert a_report("tomorrow", after=timedelta(days=1, seconds=90))


@pytest.mark.parametrize("text", ["", "  \n", "a" * 2_001])
def test_what_says_nothing_or_too_much_is_not_received(text):
    with refuses("error_report_without_text"):
        a_report(text=text)


def test_only_officers_find_reports_and_answer_them():
    report, registrar = a_report(), an_actor(Role.REGISTRAR)
    assert [list(reports_for(an_actor(role))) for role in (Role.OFFICER, Role.REGISTRAR, Role.WRITER)] == [
        [report], [report], [],
    ]  # fmt: skip
    with refuses("no_such_role"):
        corrected(report, registrar)
    assert not ErrorReport.objects.get().answered_at


def test_a_correction_is_for_everybody_to_read_and_an_answer_is_not():
    officer = an_actor()
    corrected(a_report("a"), officer)
    answer_report(
        report=a_report("b"), outcome="as_it_is", answer="Källan säger så.", note="", by=officer, now=timezone.now()
    )
    assert [one.note for one in corrections("neuromuskulara-sjukdomar")] == ["Antalet enheter är fyra, inte tre."]
    assert corrections("moyamoya") == []
    with refuses("error_report_answered_already"):
        corrected(ErrorReport.objects.last(), officer)


@pytest.mark.parametrize("other", [{"note": ""}, {"outcome": "as_it_is"}])
def test_a_note_stands_where_something_was_corrected_and_nowhere_else(other):
    with refuses("correction_without_note"):
        corrected(a_report(), an_actor(), **other)


def test_the_address_goes_with_the_answer():
    report = a_report(email=ADDRESS)
    assert AnswerAddress.objects.get().email == ADDRESS
    corrected(report, an_actor())
    assert AnswerAddress.objects.count() == 0
    (mail,) = OutgoingMessage.objects.filter(kind=ANSWERED_MAIL)
    assert (mail.to, report.code in mail.text, "Fel antal" in mail.text) == (ADDRESS, True, False)
    assert forget_addresses() == 0
    OUTBOX.deliver(lambda message: None)
    assert forget_addresses() == 1
    assert not OutgoingMessage.objects.filter(to=ADDRESS).exists()


def test_neither_words_nor_address_stand_in_the_diary():
    corrected(a_report(email=ADDRESS), an_actor())
    payloads = " ".join(str(payload.content) for payload in DiaryPayload.objects.all())
    assert ADDRESS not in payloads
    assert "Fel antal" not in payloads


def test_who_takes_it_is_known_and_a_late_one_is_late():
    officer = an_actor()
    late = take_report(report=a_report(after=-timedelta(days=8)), by=officer)
    assert (late.taken_by, late.is_overdue) == (str(officer), True)
    a_report("new", sender="~annan")
    waiting = how_many_wait()
    assert (waiting.number, waiting.overdue) == (2, 1)
