"""The same form sent once more with something else in it: both are shown as people write them, with the way back."""

import pytest
from django import forms
from django.test import Client, RequestFactory
from django.utils import translation

from nhv.rules.refusals import OtherContent
from nhv.rules.roles import Role
from nhv.website.account.other_content import other_content
from nhv.website.act_forms import ActForm, ParagraphsField
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, signed_in


@pytest.fixture
def note():
    """Where an officer writes notes about an application, and what writes one."""
    by = an_applicant()
    filing = a_filled_application(an_open_call(), by)
    sent(filing, by)
    officer, page, key = signed_in(Client(), a_person(Role.OFFICER)), f"/handlaggning/ansokningar/{filing.key}/", once()
    return filing, lambda text: officer.post(
        f"{page}anteckning/", {"once": key, "text": text}, headers={"Referer": f"http://testserver{page}"}
    )


def test_both_texts_stand_on_the_page_and_it_leads_back_to_the_form(note):
    filing, write = note
    assert write("Det första").status_code == 302
    answer = write("Något annat")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Det första" in page and "Något annat" in page
    assert f'href="/handlaggning/ansokningar/{filing.key}/"' in page
    assert [kept.text for kept in filing.notes.all()] == ["Det första"]


def test_the_control_the_same_text_again_is_done(note):
    _filing, write = note
    assert (write("Det första").status_code, write("Det första").status_code) == (302, 302)


@pytest.mark.parametrize("sign", ["\x1b", "\ufdd0", "\ue000"])
def test_no_note_holds_what_does_not_show(note, sign):
    filing, write = note
    answer = write(f"Avslå{sign} inte")
    assert answer.status_code == 200 and "inte syns hos alla" in answer.content.decode()
    assert filing.notes.count() == 0


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u3164", "\U000e0041", "\xad"])
def test_no_note_holds_what_nobody_sees(note, sign):
    filing, write = note
    assert write(f"Avslå{sign} inte").status_code == 302
    assert [kept.text for kept in filing.notes.all()] == ["Avslå inte"]


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_note_has_one_kind_of_line_break(note, sign):
    filing, write = note
    assert write(f"Första{sign}andra").status_code == 302
    assert [kept.text for kept in filing.notes.all()] == ["Första\nandra"]


def test_figures_that_look_other_than_they_are_are_no_note(note):
    filing, write = note
    assert "inte syns hos alla" in write("08-12\u202e34").content.decode()
    assert filing.notes.count() == 0


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\u2028", "\u2029", "\x85"])
def test_a_field_of_one_line_has_one(sign):
    class Form(ActForm):
        name = forms.CharField()
        text = ParagraphsField()

    form = Form({"once": once(), "name": f"Ett{sign}två", "text": f"Ett{sign}två"})
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["text"]) == ("Ett två", "Ett\ntvå")


@pytest.mark.parametrize(
    ("name", "carried", "swedish", "english"),
    [
        ("despite_missing", "true", "Ja", "Yes"),
        ("despite_missing", "false", "Nej", "No"),
        ("deadline", '"2027-03-01"', "1 mars 2027", "1 March 2027"),
        ("deadline_time", '"12:00:00"', "12.00", "12.00"),
        ("came_at", '"2027-03-01 11:30:00+00:00"', "1 mars 2027 12.30", "1 March 2027 12.30"),
        ("organisation", "region-skane", "Region Skåne", "Region Skåne"),
        ("place", "null", "–", "–"),
        ("text", "true", "true", "true"),
    ],
)
def test_what_the_form_carried_is_said_as_people_write_it(name, carried, swedish, english):
    """In the language of the page; «x» stands for what came first."""
    for language, words in (("sv", swedish), ("en", english)):
        with translation.override(language):
            page = shown(OtherContent(first={name: "x"}, now={name: carried}))
        assert f">{words}</dd>" in page


def test_a_mark_of_the_forms_own_is_named_and_not_shown():
    page = shown(OtherContent(first={"answers": "3f2a", "revision": "1"}, now={"answers": "77bc", "revision": "2"}))
    assert "Vilken sparad text som skickas, Svaren" in page or "Svaren, Vilken sparad text som skickas" in page
    assert "77bc" not in page


def shown(said):
    request = RequestFactory().post("/nagonstans/")
    request.user = a_person(Role.OFFICER)
    return other_content(request, said).content.decode()
