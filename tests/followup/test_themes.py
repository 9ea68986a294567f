"""The in-depth follow-up of a year: asked of all units, answered by each, read by officers, and told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.derived.theme_answer import MAY_BE_SHOWN
from nhv.filings.acts.drafts import save_answers
from nhv.filings.models import Filing
from nhv.filings.queries import own_filing
from nhv.followup import themes
from nhv.followup.lacking import not_come
from nhv.followup.models import Theme, ThemeEdition
from nhv.followup.queries import duties_of
from nhv.followup.theme_answers import answers_to, theme_at
from nhv.followup.theme_kind import KIND
from nhv.language.of_patients import may_point_out, of_patients
from nhv.register.memory import DIARY
from nhv.register.models import OutgoingMessage
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.support.calls import PROGRAM, once
from tests.support.days import on_a_working_day
from tests.support.people import a_person, actor, signed_in
from tests.support.reports import YEAR, a_round, a_theme, a_theme_answer, sent, the_duties

QUESTIONS = ("Hur samarbetar ni med de andra enheterna?", "Vad har ni lärt er av varandra?")
SAID = {"fraga-1": "Vi möts varje månad.", "fraga-2": "Att dela på jouren.", MAY_BE_SHOWN: True}
PATH = f"/handlaggning/uppfoljning/{YEAR}/tema/"
PUBLIC = f"/uppfoljning/{YEAR}/tema/"


def code_of(do, **told) -> str:
    with pytest.raises(Refused) as said:
        do(by=PROGRAM, now=timezone.now(), year=YEAR, **told)
    return said.value.code


def told(*shown, text="Enheterna möts oftare än förr.") -> ThemeEdition:
    return themes.tell_theme(year=YEAR, text=text, shown=[one.key for one in shown], by=PROGRAM, now=timezone.now())


def test_every_unit_of_the_round_is_asked_and_told_so_once(register):
    duty = the_duties()[0]
    editor = a_person(Role.UNIT_EDITOR, duty.place.key)
    assert code_of(themes.remind) == "no_theme"
    theme = a_theme(QUESTIONS)
    assert theme.questions == list(QUESTIONS) and theme.subject == "Samarbete mellan enheter"
    (mail,) = OutgoingMessage.objects.filter(to=editor.email, kind="theme_asked")
    assert "/temasvar/" in mail.text and duty.document.name in mail.text
    again = {"subject": "Annat", "clause": "", "questions": QUESTIONS, "last_day": theme.last_day}
    assert code_of(themes.ask, **again) == "theme_asked_already"
    assert Theme.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"subject": "  "}, "theme_without_subject"),
        ({"questions": ("", " ")}, "theme_questions"),
        ({"questions": ("Hur?",) * 11}, "theme_questions"),
        ({"questions": ("x" * 501,)}, "text_too_long"),
        ({"last_day": timedelta(days=-1)}, "round_day_passed"),
    ],
)
def test_a_theme_that_cannot_be_asked_is_refused_in_words(sqlite_register, changed, code):
    a_round()
    asked = {"subject": "Ämne", "clause": "", "questions": ("Hur?",), "last_day": timedelta(days=9)} | changed
    assert code_of(themes.ask, **asked | {"last_day": timezone.localdate() + asked["last_day"]}) == code
    assert not Theme.objects.exists()


def test_only_officers_ask_and_tell(sqlite_register):
    theme = a_theme(QUESTIONS)
    sent(a_theme_answer(the_duties()[0]), SAID)
    for who in (Role.REGISTRAR, Role.UNIT_EDITOR):
        place = the_duties()[0].place.key if who == Role.UNIT_EDITOR else "socialstyrelsen"
        by = actor(a_person(who, place))
        with pytest.raises(Refused):
            themes.tell_theme(year=YEAR, text="Text.", shown=(), by=by, now=timezone.now())
        with pytest.raises(Refused):
            themes.remind(year=YEAR, by=by, now=timezone.now())
    assert not theme.editions.exists() and told().number == 1


def test_an_answer_is_its_units_until_it_is_sent_and_never_anothers(sqlite_register):
    a_theme(QUESTIONS)
    ours, theirs = the_duties()[:2]
    answer = a_theme_answer(ours, SAID)
    mine, other = (actor(a_person(Role.UNIT_EDITOR, one.place.key)) for one in (ours, theirs))
    assert own_filing(mine, answer.key, kind=KIND.name) and not own_filing(other, answer.key, kind=KIND.name)
    assert all(one.filing is None for one in answers_to(theme_at(YEAR)))
    sent(answer)
    found = {one.duty.key: one for one in answers_to(theme_at(YEAR))}
    assert [words for _question, words in found[ours.key].said] == ["Vi möts varje månad.", "Att dela på jouren."]
    assert found[theirs.key].filing is None
    with pytest.raises(Refused) as refused:
        a_theme_answer(ours)
    assert refused.value.code == "theme_answer_begun"


def test_what_is_asked_does_not_disturb_the_annual_report(sqlite_register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    sent(a_theme_answer(duty), SAID)
    assert duty in not_come(YEAR)


def test_the_summary_shows_the_answers_that_may_be_and_names_the_rest(register):
    a_theme(QUESTIONS, clause="Enheterna ska samarbeta.")
    first, second, third = the_duties()[:3]
    sent(a_theme_answer(first), SAID)
    sent(a_theme_answer(second), SAID | {"fraga-1": "Hemligt arbetssätt.", MAY_BE_SHOWN: False})
    assert Client().get(PUBLIC).status_code == 404
    assert code_of(themes.tell_theme, text="Text.", shown=[second.key]) == "unit_says_no"
    assert code_of(themes.tell_theme, text="Text.", shown=[third.key]) == "no_answer_to_show"
    assert code_of(themes.tell_theme, text=" ", shown=[]) == "summary_missing"
    edition = told(first)
    page = Client().get(PUBLIC).content.decode()
    assert "Enheterna möts oftare än förr." in page and "Vi möts varje månad." in page
    assert "Enheterna ska samarbeta." in page and "Hemligt arbetssätt." not in page
    assert "har svarat, svaret visas inte" in page and "har inte svarat" in page
    assert code_of(themes.tell_theme, text=edition.text, shown=[first.key]) == "nothing_new_of_theme"


def test_a_published_summary_stays_when_another_is_published(sqlite_register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    sent(a_theme_answer(duty), SAID)
    told(duty)
    sent(Filing.objects.get(about=duty.key), SAID | {"fraga-1": "Vi möts varje vecka."})
    assert "Vi möts varje månad." in Client().get(PUBLIC).content.decode()
    told(duty, text="Nu möts de varje vecka.")
    newest, before = (Client().get(path).content.decode() for path in (PUBLIC, f"{PUBLIC}utgava-1/"))
    assert "Vi möts varje vecka." in newest and "Vi möts varje månad." not in newest
    assert "Vi möts varje månad." in before and "nyare sammanfattning" in before


@pytest.mark.parametrize(
    "words",
    ["Vi hade 3 patienter.", "Två nya patienter kom.", "Pat 19121212-1212 mår bra.", "121212-1212", "Hon är född 2011",
     "tre flickor", "1 200 patienter", "200412121212"],
)  # fmt: skip
def test_words_that_may_be_of_patients_are_told_to_nobody(words, sqlite_register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    sent(a_theme_answer(duty), SAID | {"fraga-2": words})
    assert code_of(themes.tell_theme, text="Text.", shown=[duty.key]) == "of_patients"
    assert code_of(themes.tell_theme, text=words, shown=[]) == "of_patients"
    assert not ThemeEdition.objects.exists() and told().number == 1


@pytest.mark.parametrize(
    "words",
    ["När en patient remitteras ringer vi.", "Sedan 2023 har vi två möten om året.", "Ring 08-123 45 67.",
     "Barn och vuxna vårdas av samma team.",
     "Patienten får en plan, och en patient från Region Skåne ringer själv.",
     "Kvinnor från hela landet kommer hit.", "Barn 0–17 år och vuxna över 18 år.",
     "Tre enheter delar på jouren.", "Diarienummer 12345/2024-12"],
)  # fmt: skip
def test_words_about_how_one_works_are_let_through(words):
    assert not list(of_patients(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [("Kvinnan från Arjeplog, 34 år, blev frisk.", ["Kvinnan från Arjeplog", "34 år"]),
     ("En man från Kiruna fick vård i två enheter.", ["En man från Kiruna"]), ("Ett barn väntade.", ["Ett barn"]),
     ("En 7-årig pojke bedömdes.", ["En 7-årig pojke"]), ("Hur många patienter fick vänta?", ["Hur många patienter"]),
     ("En patient på Gotland reste.", ["En patient på Gotland"])],
)  # fmt: skip
def test_words_by_which_somebody_may_be_known_again_are_found(text, words):
    assert list(may_point_out(text)) == words


@pytest.mark.parametrize(
    "text",
    ["När en patient remitteras ringer vi.", "Sedan 2023 har vi två möten om året.", "Efter 2 år prövas det igen.",
     "Barn och vuxna vårdas av samma team.", "Det man gör är att ringa.", "Den som är 18 år eller äldre.",
     "En gång i månaden möts vi i Lund.", "För 5 år sedan började vi."],
)  # fmt: skip
def test_words_of_nobody_are_not_asked_about(text):
    assert not list(may_point_out(text))


def test_what_may_point_somebody_out_is_published_only_with_why_it_does_not(register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    sent(a_theme_answer(duty), SAID | {"fraga-2": "Kvinnan från Arjeplog, 34 år, blev frisk."})
    assert code_of(themes.tell_theme, text="Ett barn väntade.", shown=[]) == "may_point_out"
    assert code_of(themes.tell_theme, text="Text.", shown=[duty.key]) == "may_point_out"
    assert code_of(themes.tell_theme, text="Text.", shown=[duty.key], nobody_because="De 3 patienterna vet.") == (
        "of_patients"
    )
    assert not ThemeEdition.objects.exists()
    why = "Påhittat exempel ur vår utbildning."
    told = {"year": YEAR, "by": PROGRAM, "now": timezone.now(), "nobody_because": why}
    themes.tell_theme(text="Text.", shown=[duty.key], **told)
    entry = DIARY.entries._default_manager.get(act="theme_told")
    assert why in str(DIARY.payloads._default_manager.get(number=entry.number).content)
    page = Client().get(PUBLIC).content.decode()
    assert "Arjeplog" in page and why not in page


def test_a_question_that_asks_how_many_is_stopped_until_somebody_answers_for_it(sqlite_register):
    a_round()
    officer = signed_in(Client(), a_person(Role.OFFICER))
    last = (timezone.localdate() + timedelta(days=9)).isoformat()
    filled = {"subject": "Väntan", "questions": "Hur många patienter fick vänta?", "last_day": last, "once": once()}
    assert "Varför ingen kan kännas igen" not in officer.get(f"{PATH}fraga/").content.decode()
    page = officer.post(f"{PATH}fraga/", filled).content.decode()
    assert "Fråga 1: ”Hur många patienter”" in page and "Varför ingen kan kännas igen" in page
    assert not Theme.objects.exists()
    assert officer.post(f"{PATH}fraga/", filled | {"nobody_because": "Svaret är i ord."}).status_code == 302
    assert Theme.objects.exists()


def test_a_unit_is_told_while_it_writes_what_keeps_its_answer_from_being_shown(sqlite_register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    filing = a_theme_answer(duty)
    editor = signed_in(Client(), a_person(Role.UNIT_EDITOR, duty.place.key))
    assert "Se över det här" not in editor.get(f"/temasvar/{filing.key}/").content.decode()
    save = {"fraga-1": "Minst tio patienter.", "fraga-2": "En man från Kiruna."}
    save_answers(filing=filing, raw=save, seen_revision=filing.revision, by=PROGRAM)
    page = editor.get(f"/temasvar/{filing.key}/").content.decode()
    assert "”tio patienter” kan vara uppgifter om patienter" in page and "”En man från Kiruna” kan göra" in page


def test_an_officer_asks_reads_and_publishes_on_the_pages(sqlite_register):
    a_round()
    officer = signed_in(Client(), a_person(Role.OFFICER))
    assert officer.get(PATH).headers["Location"].endswith("/tema/fraga/")
    last = on_a_working_day(9).isoformat()
    filled = {"subject": "Forskning", "questions": "Vad forskar ni om?\n\nMed vilka?", "last_day": last, "once": once()}
    assert officer.post(f"{PATH}fraga/", filled).status_code == 302
    assert Theme.objects.get().questions == ["Vad forskar ni om?", "Med vilka?"]
    duty = the_duties()[0]
    sent(a_theme_answer(duty), {"fraga-1": "Om nerver.", MAY_BE_SHOWN: True})
    page = officer.get(PATH).content.decode()
    assert "Om nerver." in page and "Har inte svarat" in page
    carried = {"text": "Alla forskar.", "shown": [duty.key], "once": once()}
    assert officer.post(f"{PATH}publicera/", carried).status_code == 302
    assert "Om nerver." in Client().get(PUBLIC).content.decode()
    assert officer.post(f"{PATH}paminn/", {"once": once()}).status_code == 302


def test_a_unit_finds_the_questions_with_what_it_may_not_write(sqlite_register):
    a_theme(QUESTIONS)
    duty = the_duties()[0]
    unit = signed_in(Client(), a_person(Role.UNIT_EDITOR, duty.place.key))
    assert "Samarbete mellan enheter" in unit.get("/temasvar/").content.decode()
    answer = a_theme_answer(duty)
    page = unit.get(f"/temasvar/{answer.key}/avsnitt/svar/").content.decode()
    assert QUESTIONS[0] in page and "aldrig om en patient" in page


@pytest.mark.parametrize("times", [1, 10])
def test_the_officers_page_asks_as_much_for_ten_answers(sqlite_register, times):
    a_theme(QUESTIONS)
    for duty in all_duties()[:times]:
        sent(a_theme_answer(duty), SAID)
    theme = theme_at(YEAR)
    with CaptureQueriesContext(connection) as asked:
        assert sum(one.filing is not None for one in answers_to(theme)) == times
    assert len(asked) == 3


def all_duties():
    return list(duties_of(a_round().year))
