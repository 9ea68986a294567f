"""«Stämmer det inte?» from page to correction: by a stranger, without a login, and by the officer who answers."""

import re

import pytest
from django.test import Client

from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.rules.roles import Role
from nhv.website.public.doubts import doubted_page
from tests.support.pages import get
from tests.support.people import a_person, signed_in

AREA = "/omraden/neuromuskulara-sjukdomar/"
FORM = "/stammer-det-inte/"
WRONG = "Det står tre enheter, men det är fyra."


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def sent(client: Client, about: str = AREA, **said: str):
    page = client.get(FORM, {"sida": about}).content.decode()
    form = {name: hidden(page, name) for name in ("once", "page", "csrfmiddlewaretoken")}
    return client.post(FORM, form | {"text": WRONG} | said)


@pytest.mark.parametrize(
    "address", ["/", "/omraden/", AREA, f"{AREA}punkt/als/", f"{AREA}for-patienter/", f"/en{AREA}", "/sok/?q=ALS"]
)
def test_every_page_of_the_register_leads_to_the_form_without_what_was_asked(address):
    (link,) = get(address).links("//footer//a[starts-with(@href, '/stammer-det-inte/') or starts-with(@href, '/en/s')]")
    assert "q%3D" not in link and "ALS" not in link
    path = address.partition("?")[0]
    assert doubted_page(path) == path.removeprefix("/en")


@pytest.mark.parametrize(
    "address", ["/konto/login/", "/finns-inte/", "//elsewhere.invalid/", "/handlaggning/", "x" * 400]
)
def test_what_is_no_page_of_the_register_is_not_asked_about(address):
    assert doubted_page(address) == "/"


def test_a_stranger_says_what_is_wrong_and_gets_a_receipt_without_their_words():
    client = Client(enforce_csrf_checks=True)
    response = sent(client, email="lasare@exempel.invalid")
    report = ErrorReport.objects.get()
    assert response["Location"] == f"{FORM}{report.code}/"
    receipt = get(response["Location"])
    assert report.code in receipt.text
    assert "Socialstyrelsen" in receipt.text
    assert WRONG not in receipt.text and "lasare@" not in receipt.text
    assert (report.page, report.area_key) == (AREA, "neuromuskulara-sjukdomar")
    assert "no-store" in receipt.headers["Cache-Control"]


def test_a_form_from_elsewhere_is_refused():
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, {"text": WRONG, "once": "a", "page": AREA}).status_code == 403
    assert not ErrorReport.objects.exists()


def test_what_fails_is_shown_again_with_what_was_written():
    response = sent(Client(), text=WRONG, email="ingen adress")
    assert response.status_code == 422
    assert WRONG in response.content.decode()


def test_a_code_that_nobody_has_is_not_here():
    assert get(f"{FORM}AAAA-BBBB/").status == 404


def test_the_officer_answers_and_the_page_says_what_was_corrected():
    sent(Client(), email="lasare@exempel.invalid")
    report = ErrorReport.objects.get()
    officer = signed_in(Client(), a_person(Role.OFFICER))
    assert WRONG in officer.get("/handlaggning/").content.decode()
    one = f"/handlaggning/rapporter/{report.code}/"
    page = officer.get(one).content.decode()
    assert WRONG in page
    officer.post(f"{one}ta/", {"once": "b"})
    assert "hand om rapporten" in get(f"{FORM}{report.code}/").text
    before = get(AREA)
    assert "Rättelser" not in before.texts("//main//h3")
    said = {"once": "c", "outcome": "corrected", "answer": "Tack, rättat.", "note": "Antalet enheter är fyra."}
    assert officer.post(one, said).status_code == 302
    assert "Tack, rättat." in get(f"{FORM}{report.code}/").text
    for address in (AREA, f"{AREA}punkt/als/", "/rattelser/"):
        assert "Antalet enheter är fyra." in get(address).text
        assert WRONG not in get(address).text
    assert "Antalet enheter är fyra." not in get("/omraden/moyamoya/").text
    assert not AnswerAddress.objects.exists()


def test_a_registrar_reads_and_does_not_answer():
    sent(Client())
    report = ErrorReport.objects.get()
    registrar = signed_in(Client(), a_person(Role.REGISTRAR))
    one = f"/handlaggning/rapporter/{report.code}/"
    assert WRONG in registrar.get(one).content.decode()
    assert registrar.post(one, {"once": "a", "outcome": "as_it_is", "answer": "Nej."}).status_code == 403
