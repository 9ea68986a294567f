"""What was tried and refused is counted, told by health when it is much, and shown to administrators."""

import json
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nhv.accounts import attempts, attempts_told
from nhv.accounts.models import AttemptCount
from nhv.filings.acts.attachments import attach
from nhv.records.verification import faults
from nhv.register.models import DiaryPayload, OutgoingMessage
from nhv.rules.alarms import KINDS
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.people import PASSWORD, a_person, actor, signed_in

LOGIN = "/konto/logga-in/"
NEW = "sju tranor över sjön i maj"


def counted():
    attempts.write()
    return {(row.kind, row.who[:5]): row.number for row in AttemptCount.objects.all()}


@pytest.fixture(autouse=True)
def _nothing_waits():
    attempts._waiting.clear()


def wrong_password():
    Client().post(LOGIN, {"login": "nagon@exempel.invalid", "password": "fel lösenord helt och hållet"})


def forged_form():
    client = signed_in(Client(enforce_csrf_checks=True), a_person(Role.WRITER, "region-skane"))
    assert client.post("/konto/avsluta-andra/").status_code == 403


def page_of_another_role():
    assert signed_in(Client(), a_person(Role.WRITER, "region-skane")).get("/personer/").status_code == 404


def page_of_another_region():
    filing = a_draft(an_open_call(), an_applicant())
    other = signed_in(Client(), a_person(Role.WRITER, "vastra-gotalandsregionen"))
    assert other.get(f"/ansokningar/{filing.key}/").status_code == 404


def page_of_anothers_code():
    assert Client().get("/stammer-det-inte/gissad-kod/").status_code == 404


def unreadable():
    assert Client().post(LOGIN, {"credential": "[" * 5_000}).status_code == 400


def wrong_link():
    assert Client().get("/konto/inbjudan/finns-inte/").status_code == 404


def used_up_link():
    """A mailed link to a new password, which its reader has used already."""
    person = a_person(Role.REGION_ADMINISTRATOR, "region-skane")
    Client().post("/konto/losenord/glomt/", {"email": person.email})
    (mail,) = OutgoingMessage.objects.filter(to=person.email)
    link, client = re.search(r"/konto/losenord/nytt/\S+/", mail.text).group(), Client()
    form = client.get(link, follow=True).request["PATH_INFO"]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert "gäller inte längre" in Client().get(link).content.decode()


def wrong_password_when_changing_it():
    client = signed_in(Client(), a_person(Role.WRITER, "region-skane"))
    answer = client.post("/konto/losenord/byt/", {"oldpassword": "gissat", "password1": NEW, "password2": NEW})
    assert answer.status_code == 200


def wrong_code():
    client = Client()
    client.post(LOGIN, {"login": a_person(Role.REGION_ADMINISTRATOR, "region-skane").email, "password": PASSWORD})
    assert client.post("/konto/andra-steget/kod/", {"code": "000000"}).status_code == 200


def wrong_passkey():
    said = {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA"}
    credential = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": said}
    Client().post("/konto/andra-steget/nycklar/logga-in/", {"credential": json.dumps(credential)})


def refused_file():
    call, by = an_open_call(), an_applicant()
    filing = a_draft(call, by)
    (question, *_) = [asked.key for asked in filing.outline.outline.asked() if asked.question.kind == "attachment"]
    with pytest.raises(Refused):
        attach(filing=filing, question=question, name="bild.pdf", chunks=[b"MZ no pdf"], by=actor(by))


@pytest.mark.parametrize(
    ("attempt", "kind"),
    [
        (wrong_password, "wrong_password"),
        (forged_form, "forged_form"),
        (page_of_another_role, "absent"),
        (page_of_another_region, "absent"),
        (page_of_anothers_code, "absent"),
        (unreadable, "unreadable"),
        (wrong_link, "wrong_link"),
        (used_up_link, "wrong_link"),
        (wrong_password_when_changing_it, "wrong_password"),
        (wrong_code, "wrong_code"),
        (wrong_passkey, "wrong_code"),
        (refused_file, "upload_refused"),
    ],
)
def test_each_refusal_is_counted_by_its_kind(attempt, kind):
    attempt()
    assert {name: number for (name, _who), number in counted().items()} == {kind: 1}


def test_what_is_not_refused_is_not_counted():
    """The control."""
    Client().get("/")
    Client().get("/omraden/finns-inte/")
    signed_in(Client(), a_person(Role.ADMINISTRATOR)).get("/personer/")
    assert counted() == {}


def test_guesses_that_are_stopped_are_counted_as_such():
    for _ in range(6):
        wrong_password()
    kinds = {kind for kind, _who in counted()}
    assert kinds == {"wrong_password", "throttled"}


def test_neither_address_nor_what_was_written_is_kept():
    wrong_password()
    attempts.write()
    (row,) = AttemptCount.objects.all()
    assert row.who.startswith("~") and "127.0.0.1" not in row.who and len(row.who) == 17
    # The control: whoever is signed in is named by account.
    page_of_another_role()
    assert ("absent", "user:") in counted()


def test_a_sender_is_another_the_day_after(monkeypatch):
    today = attempts.sender_of("192.0.2.1")
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(attempts.timezone, "now", lambda: later)
    assert attempts.sender_of("192.0.2.1") != today


def test_there_are_only_so_many_rows_in_an_hour(monkeypatch):
    monkeypatch.setattr(attempts, "MOST_SENDERS", 5)
    for number in range(20):
        attempts.note("unreadable", f"~{number}")
        attempts.write()
    assert AttemptCount.objects.count() == 6
    assert AttemptCount.objects.get(who=attempts.OTHERS).number == 15


def test_an_act_undone_takes_no_count_with_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attempts.note("unreadable", "~1")
        raise ZeroDivisionError
    assert counted() == {("unreadable", "~1"): 1}


@pytest.mark.parametrize(("number", "told"), [(KINDS["wrong_code"].alarm_at - 1, False), (30, True)])
def test_health_says_so_in_a_sentence_when_it_is_much(number, told):
    for _ in range(number):
        attempts.note("wrong_code", "~1")
    answer = Client().get("/health/")
    # Well all the same: whoever tries must not be able to stop the service.
    assert answer.status_code == 200
    assert any("30 fel koder i andra steget" in alarm for alarm in answer.json()["alarms"]) == told


def test_what_is_old_is_forgotten():
    attempts.note("unreadable", "~1")
    attempts.write()
    attempts.forget_old()
    assert AttemptCount.objects.count() == 1
    AttemptCount.objects.update(hour=timezone.now() - timedelta(days=91))
    attempts.forget_old()
    assert AttemptCount.objects.count() == 0


def test_an_administrator_reads_who_and_how_many():
    attempts.note("forged_form", f"user:{a_person(Role.WRITER, 'region-skane').pk}")
    attempts.note("wrong_password", attempts.sender_of("192.0.2.1"))
    page = signed_in(Client(), a_person(Role.ADMINISTRATOR)).get("/avvisade-forsok/").content.decode()
    assert "Formulär utan rätt märke" in page and "Fel lösenord" in page and "192.0.2.1" not in page


def test_nobody_else_does():
    for role, place in ((Role.OFFICER, "socialstyrelsen"), (Role.REGION_ADMINISTRATOR, "region-skane")):
        assert signed_in(Client(), a_person(role, place)).get("/avvisade-forsok/").status_code == 404


def test_whoever_empties_the_counts_is_told_of(register):
    """Of an hour that is over the diary knows how many there were of each kind, and of whom nothing."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    AttemptCount.objects.create(hour=hour, kind="wrong_password", who="user:7", number=12)
    attempts_told.tell_the_diary()
    attempts_told.tell_the_diary()
    assert list(faults()) == []
    said = DiaryPayload.objects.order_by("-number").first().content
    assert said == '{"counts":{"wrong_password":12}}' and "user" not in said
    # What a slow process counts later is no fault.
    AttemptCount.objects.create(hour=hour, kind="wrong_password", who="user:8", number=1)
    assert list(faults()) == []
    AttemptCount.objects.all().delete()
    assert any("avvisade försök (wrong_password)" in fault and "säger 12, tabellen 0" in fault for fault in faults())
