"""Who is asked by name, who has answered, longer time for one body, and what comes on paper from who has no account."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nhv.filings.acts.paper import confirm_paper, enter_paper
from nhv.filings.models import FilingVersion, PaperEntry
from nhv.process.cases.acts import withdraw
from nhv.process.consultations import acts, bodies, longer
from nhv.process.consultations.bodies import Outside
from nhv.process.consultations.models import Consultation, InvitedBody
from nhv.process.consultations.queries import summary_of
from nhv.program.main import main
from nhv.register.models import Organisation, OutgoingMessage
from nhv.rules.roles import Role
from nhv.specification.deadlines import working_days_around
from tests.process.test_anyones_answer import a_browser, sent
from tests.process.test_consultations import US, answered, out
from tests.support.calls import SKANE, WEST, once
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses
from tests.website.access_examples import A_PICTURE

UNION = Outside("Läkarförbundet", "Remiss@exempel.invalid")
UNION_ADDRESS = "remiss@exempel.invalid"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def asked() -> Consultation:
    return out()[1]


def region(key: str = SKANE) -> Organisation:
    return Organisation.objects.get(key=key)


def invited(asked: Consultation) -> list[InvitedBody]:
    regions = [region(SKANE), region(WEST)]
    return bodies.invite(consultation=asked, organisations=regions, others=[UNION], by=US, now=timezone.now())


def its_time_is_out(asked: Consultation) -> None:
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    asked.refresh_from_db()


def longer_for_skane(asked: Consultation, days: int = 14) -> None:
    by = actor(a_person(Role.SIGNATORY, SKANE))
    day = asked.last_day + timedelta(days=days)
    wish = longer.ask_longer(
        consultation=asked, organisation=region(), wanted_day=day, why="Nämnden möts då.", by=by, now=timezone.now()
    )
    longer.answer_longer(wish=wish, last_day=day, answer="Nämnden möts då.", by=US, now=timezone.now())


# --- Invited -----------------------------------------------------------------------------------------


def test_each_is_invited_once_and_mailed_what_everybody_may_read(asked):
    a_person(Role.SIGNATORY, WEST)
    assert len(invited(asked)) == 3
    assert invited(asked) == []
    mails = OutgoingMessage.objects.filter(kind=bodies.INVITATION)
    assert UNION_ADDRESS in set(mails.values_list("to", flat=True))
    assert all(f"/remisser/{asked.key}/" in mail.text for mail in mails)


def test_the_list_says_who_has_answered_with_an_account_and_without_and_drafts_do_not_show(asked):
    invited(asked)
    answered(asked, SKANE, standpunkt_0="Stöder")
    browser = a_browser(asked, UNION_ADDRESS)
    browser.get(f"/remisser/{asked.key}/svara/svar/")
    assert [one.answered_at is not None for one in bodies.invited_to(asked)] == [True, False, False]
    sent(browser, asked)
    assert [one.answered_at is not None for one in bodies.invited_to(asked)] == [True, False, True]


def test_those_who_have_not_answered_are_reminded(asked):
    invited(asked)
    answered(asked, SKANE, standpunkt_0="Stöder")
    assert bodies.remind(consultation=asked, by=US, now=timezone.now()) == 2
    assert set(OutgoingMessage.objects.filter(kind=bodies.REMINDER).values_list("to", flat=True)) >= {UNION_ADDRESS}


def test_nobody_is_invited_late_unreadably_or_by_a_region(asked):
    say = {"consultation": asked, "by": US, "now": timezone.now()}
    with refuses("invited_unreadable"):
        bodies.invite(others=[Outside("Förbundet", "ingen adress")], **say)
    with refuses("no_such_role"):
        bodies.invite(**{**say, "by": actor(a_person(Role.SIGNATORY, SKANE))})
    its_time_is_out(asked)
    with refuses("invitation_after_close"):
        bodies.invite(others=[UNION], **say)


# --- Longer time -------------------------------------------------------------------------------------


def test_one_body_has_longer_time_and_the_others_have_not(asked):
    longer_for_skane(asked)
    its_time_is_out(asked)
    answered(asked, SKANE, standpunkt_0="Stöder")
    answered(asked, WEST, standpunkt_0="Avstyrker")
    late = dict(FilingVersion.objects.values_list("filing__organisation__key", "time_class"))
    assert late == {SKANE: "in_time", WEST: "late"}
    assert summary_of(asked).bodies == ("Region Skåne",)


def test_nobody_reads_the_answers_and_nothing_is_ended_before_the_last_bodys_time_is_out(asked):
    answered(asked, WEST, standpunkt_0="Avstyrker")
    longer_for_skane(asked)
    its_time_is_out(asked)
    with refuses("consultation_still_open"):
        acts.end_consultation(case=asked.case, by=US, now=timezone.now())
    page = f"/remisser/{asked.key}/"
    assert "Västra Götalandsregionen" not in Client().get(page).content.decode()
    assert Client().get(f"{page}sammanstallning.csv").status_code == 404
    asked.longer_times.update(closes_at=timezone.now() - timedelta(minutes=2))
    assert "Västra Götalandsregionen" in Client().get(f"/en{page}").content.decode()


def test_a_body_without_account_that_has_longer_time_may_still_answer(asked):
    union = invited(asked)[-1]
    day = asked.last_day + timedelta(days=7)
    wish = longer.note_wish(body=union, wanted_day=day, why="Sent ute.", by=US, now=timezone.now())
    longer.answer_longer(wish=wish, last_day=day, answer="Det går bra.", by=US, now=timezone.now())
    its_time_is_out(asked)
    sent(a_browser(asked, UNION_ADDRESS), asked)
    assert FilingVersion.objects.get().time_class == "in_time"


def test_longer_time_is_refused_or_asked_for_wrongly_in_words(asked):
    by, now = actor(a_person(Role.SIGNATORY, SKANE)), timezone.now()
    told = {"consultation": asked, "organisation": region(), "why": "Prov", "by": by, "now": now}
    with refuses("longer_time_no_longer"):
        longer.ask_longer(wanted_day=asked.last_day, **told)
    with refuses("role_elsewhere"):
        longer.ask_longer(wanted_day=asked.last_day + timedelta(days=1), **{**told, "organisation": region(WEST)})
    wish = longer.ask_longer(wanted_day=asked.last_day + timedelta(days=1), **told)
    with refuses("longer_time_waits"):
        longer.ask_longer(wanted_day=asked.last_day + timedelta(days=1), **told)
    longer.answer_longer(wish=wish, last_day=None, answer="Beslutet brådskar.", by=US, now=now)
    with refuses("longer_time_answered"):
        longer.answer_longer(wish=wish, last_day=None, answer="Igen.", by=US, now=now)
    assert longer.over_at(asked) == asked.closes_at


def test_a_region_asks_and_an_officer_answers_on_their_pages(asked):
    theirs, ours = signed_in(Client(), a_person(Role.WRITER, SKANE)), signed_in(Client(), a_person(Role.OFFICER))
    day = working_days_around(asked.last_day + timedelta(days=13))[1].isoformat()
    page = f"/remisser/{asked.key}/langre-tid/"
    said = {"once": once(), "body": SKANE, "wanted_day": day, "why": "Nämnden möts den dagen."}
    assert theirs.post(page, said).status_code == 302
    wish = asked.longer_times.get()
    assert (
        "Nämnden möts den dagen."
        in ours.get(f"/handlaggning/remisser/{asked.key}/langre-tid/{wish.pk}/").content.decode()
    )
    assert f"langre-tid/{wish.pk}/" in ours.get("/handlaggning/").content.decode()
    answer = f"/handlaggning/remisser/{asked.key}/langre-tid/{wish.pk}/"
    assert ours.post(answer, {"once": once(), "last_day": day, "answer": "Ja."}).status_code == 302
    assert "Region Skåne" in ours.get(f"/handlaggning/remisser/{asked.key}/inbjudna/").content.decode()
    assert "har till och med" in theirs.get(page).content.decode()


def test_an_officer_invites_on_the_page_and_the_same_click_again_invites_nobody_more(asked):
    ours = signed_in(Client(), a_person(Role.OFFICER))
    page = f"/handlaggning/remisser/{asked.key}/inbjudna/"
    said = {"once": once(), "organisations": [SKANE, WEST]}
    for _ in range(2):
        assert ours.post(page, said).status_code == 302
        assert asked.invited.count() == 2


# --- On paper ----------------------------------------------------------------------------------------


def test_a_letter_from_who_has_no_account_is_entered_by_one_confirmed_by_another_and_counted_from_arrival(asked):
    first, second = actor(a_person(Role.REGISTRAR)), actor(a_person(Role.REGISTRAR))
    now = timezone.now()
    letter = {"for-vem": "Mig själv", "namn": "Alva Ek", "helheten": "Avstyrker", "standpunkt-0": "Avstyrker"}
    enter_paper(
        kind="open_answer", about=asked.key, owner=None, came_at=now, came_by="mail", why="Ett mejl.", raw=letter,
        by=first, now=now, once_key=once(),
    )  # fmt: skip
    entry = PaperEntry.objects.get()
    with refuses("paper_needs_another_person"):
        confirm_paper(entry=entry, by=first, now=now)
    its_time_is_out(asked)
    Consultation.objects.update(closes_at=now + timedelta(seconds=1))
    assert summary_of(asked).bodies == ()
    confirm_paper(entry=entry, by=second, now=now + timedelta(days=1))
    assert FilingVersion.objects.get().time_class == "in_time"
    summary = summary_of(asked)
    assert (summary.bodies, summary.total["oppose"]) == (("Privatperson 1",), 1)
    its_time_is_out(asked)
    page = Client().get(f"/remisser/{asked.key}/").content.decode()
    assert "Privatperson 1" in page
    assert "Alva" not in page


def test_what_stands_in_the_letter_is_typed_on_the_page_where_it_is_entered(asked):
    browser = signed_in(Client(), a_person(Role.REGISTRAR))
    page = f"/handlaggning/papper/svar-utan-konto/ny/?om={asked.key}"
    shown = browser.get(page).content.decode()
    assert "Linsbyte" in shown
    said = {
        "once": once(),
        "day": timezone.localdate().isoformat(),
        "hour": "00.01",
        "came_by": "post",
        "why": "Ett brev.",
        "filer-hela-svaret": SimpleUploadedFile("brev.png", A_PICTURE),
        "drawn": ["for-vem", "namn", "helheten", "standpunkt-0"],
        "for-vem": "Mig själv",
        "namn": "Alva Ek",
        "standpunkt-0": "Avstyrker",
    }
    response = browser.post(page, said)
    assert response.status_code == 302, response.content.decode()[:3_000]
    assert PaperEntry.objects.get().answers["standpunkt-0"] == "Avstyrker"


# --- A case that ends meanwhile ----------------------------------------------------------------------


def test_nobody_is_asked_for_an_answer_when_the_case_has_ended(asked, capsys):
    longer_for_skane(asked)
    page = f"/remisser/{asked.key}/"
    assert "Svara på remissen" in Client().get(page).content.decode()
    withdraw(case=asked.case, why="Programområdet drog tillbaka förslaget.", by=US, now=timezone.now())
    said = Client().get(page).content.decode()
    assert ("Svara på remissen" in said, "Ärendet avslutades utan definition" in said) == (False, True)
    asked.refresh_from_db()
    assert not asked.is_open(timezone.now())
    assert longer.over_at(asked) <= timezone.now()
    assert main(["verify"]) == 0, capsys.readouterr().out
