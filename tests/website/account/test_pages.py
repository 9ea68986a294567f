"""The pages of one's own account and of the people one administers."""

import re

import lxml.html
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.accounts import acts
from nhv.accounts.models import Invitation, SecondFactorReset, User
from nhv.register.memory import OUTBOX
from nhv.register.models import Organisation, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.refusals import OutcomeUnknown
from nhv.rules.roles import PLACES, Role
from nhv.website.account.recently import ask_again, reauthenticated
from nhv.website.account.refusals import may_not
from nhv.website.headers import CONTENT_SECURITY_POLICY
from tests.support.calls import once
from tests.support.pages import words_of
from tests.support.people import (
    PASSWORD,
    TOTP_SECRET,
    a_person,
    actor,
    has_role,
    has_second_factor,
    signed_in,
    totp_code,
)
from tests.support.refusals import is_told

US = Actor("program", "test")
SKANE = "region-skane"
WITH_SCRIPTS = ("/konto/logga-in/", "/konto/andra-steget/nycklar/ny/")


def text(response):
    (main,) = lxml.html.fromstring(response.content).xpath("//main")
    return words_of(main)


def a_link(email="ny@exempel.invalid", role=Role.WRITER):
    acts.invite(
        email=email,
        organisation=Organisation.objects.get(key=SKANE),
        role=role,
        by=US,
        link=lambda token: f"/konto/inbjudan/{token}/",
    )
    return re.search(r"/konto/inbjudan/\S+", OutgoingMessage.objects.filter(to=email).latest("pk").text).group()


@pytest.fixture
def administrator():
    return a_person(Role.REGION_ADMINISTRATOR, SKANE)


@pytest.fixture
def client(administrator):
    return signed_in(Client(), administrator)


def test_the_link_leads_to_a_page_that_says_what_it_is_about_and_uses_nothing_up():
    link = a_link()
    for _ in range(2):
        page = text(Client().get(link))
        assert "Skribent, Region Skåne" in page
        assert "ny@exempel.invalid" in page


def test_a_password_that_will_not_do_is_explained_and_the_link_still_opens():
    link = a_link()
    page = Client().post(link, {"name": "Ny", "password": "för kort"})
    assert "minst 15 tecken" in text(page)
    assert "Region Skåne" in text(Client().get(link))
    assert not User.objects.filter(email="ny@exempel.invalid").exists()


def test_the_organisations_name_is_no_password():
    page = Client().post(a_link(), {"name": "Ny", "password": "RegionSkåne2026!"})
    assert "går att gissa" in text(page)


def test_a_used_link_says_so_and_shows_the_way_on():
    link = a_link()
    Client().post(link, {"name": "Ny", "password": PASSWORD})
    page = Client().get(link)
    assert page.status_code == 404
    assert "Länken gäller inte längre" in text(page)


def test_who_has_an_account_signs_in_and_takes_the_role(administrator):
    there = a_person(Role.WRITER, "region-uppsala")
    link = a_link(there.email)
    assert "Du har redan ett konto" in text(Client().get(link))
    assert "Du har redan ett konto" in text(signed_in(Client(), administrator).post(link))
    mine, elsewhere = signed_in(Client(), there), signed_in(Client(), there)
    mine.post(link)
    assert "Skribent, Region Skåne" in text(mine.get("/konto/"))
    assert elsewhere.get("/konto/").status_code == 302


def test_my_account_shows_roles_and_ways_in(client):
    page = text(client.get("/konto/"))
    assert "Regionens administratör, Region Skåne" in page
    assert "Autentiseringsapp" in page
    assert "Den här webbläsaren" in page


def test_the_menu_holds_what_the_roles_may(client):
    def menu(who):
        return [
            a.get("href")
            for a in lxml.html.fromstring(who.get("/konto/").content).xpath("//nav[@aria-label='Min meny']//a")
        ]

    assert "/personer/" in menu(client)
    assert "/personer/" not in menu(signed_in(Client(), a_person(Role.WRITER, SKANE)))


def test_only_the_people_of_ones_own_organisations_are_listed(client):
    mine, others = a_person(Role.WRITER, SKANE), a_person(Role.WRITER, "region-uppsala")
    page = text(client.get("/personer/"))
    assert mine.name in page
    assert others.name not in page
    assert client.get(f"/personer/{others.pk}/").status_code == 404


def test_of_a_person_in_two_organisations_only_ones_own_is_shown(client):
    both = a_person(Role.WRITER, SKANE)
    other = has_role(both, Role.WRITER, "region-uppsala")
    page = text(client.get(f"/personer/{both.pk}/"))
    assert "Region Skåne" in page
    assert "Uppsala" not in page
    assert client.post(f"/personer/{both.pk}/roller/{other.pk}/avsluta/", {"why": "försök"}).status_code == 404


def an_invitation(client):
    """As an administrator invites somebody on the page."""
    region = Organisation.objects.get(key=SKANE)
    sent = {
        "email": "ny@exempel.invalid",
        "organisation": region.pk,
        "role": "writer",
        "valid_until": "",
        "once": once(),
    }
    client.post("/personer/bjud-in/", sent)
    return Invitation.objects.get()


def test_an_invitation_is_sent_shown_and_taken_back(client):
    an_invitation(client)
    page = client.get("/personer/")
    assert "ny@exempel.invalid" in text(page)
    assert "Inbjudan är skickad." in text(page)
    mail = OutgoingMessage.objects.get(to="ny@exempel.invalid")
    assert re.search(r"http://127\.0\.0\.1:8000/konto/inbjudan/\S{40,}/", mail.text)
    (form,) = lxml.html.fromstring(page.content).xpath("//form[contains(@action, '/aterta/')]")
    client.post(form.get("action"))
    assert "ny@exempel.invalid" not in text(client.get("/personer/"))


def refuses_for_good(message):
    raise ConnectionError("(550, b'no such user')")


def test_a_mail_that_did_not_arrive_is_seen_where_one_can_do_something_about_it(client):
    an_invitation(client)
    person = a_person(Role.WRITER, SKANE)
    with transaction.atomic():
        OUTBOX.post(kind="x", to=person.email, subject="x", text="", key="x:1")
    pages = ("/personer/", f"/personer/{person.pk}/")
    assert not any("Mejlet kom inte fram" in text(client.get(page)) for page in pages)
    OUTBOX.deliver(refuses_for_good)
    assert all("Mejlet kom inte fram: mejlservern säger att adressen" in text(client.get(page)) for page in pages)


def test_an_act_whose_outcome_is_unknown_is_told_also_where_no_form_stands(client, monkeypatch):
    def lost(**_given):
        raise OutcomeUnknown

    invitation = an_invitation(client)
    monkeypatch.setattr(acts, "withdraw_invitation", lost)
    answer = client.post(f"/personer/inbjudningar/{invitation.pk}/aterta/")
    assert answer.status_code == 503
    assert "Utfallet är okänt" in text(answer)


def test_an_organisation_out_of_reach_cannot_be_chosen(client):
    elsewhere = Organisation.objects.get(key="region-uppsala")
    page = client.post(
        "/personer/bjud-in/", {"email": "ny@exempel.invalid", "organisation": elsewhere.pk, "role": "writer"}
    )
    assert page.status_code == 200
    assert "Något behöver rättas" in text(page)
    assert not OutgoingMessage.objects.exists()


def test_a_moved_person_may_get_several_roles(administrator):
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    moving = a_person(Role.WRITER, SKANE)
    page = client.get(f"/personer/{moving.pk}/flytta/")
    offered = lxml.html.fromstring(page.content).xpath("//input[@type='checkbox'][@name='roles']/@value")
    # There is no group to move to.
    assert offered == [role for role in Role if PLACES[role] != {Organisation.Kind.GROUP}]
    uppsala = Organisation.objects.get(key="region-uppsala")
    sent = {"to": uppsala.pk, "roles": ["writer", "signatory"], "why": "ny anställning", "once": once()}
    client.post(f"/personer/{moving.pk}/flytta/", sent)
    held = moving.memberships.filter(ended_at=None).values_list("organisation__key", "role")
    assert set(held) == {("region-uppsala", "writer"), ("region-uppsala", "signatory")}


def test_a_refusal_is_shown_on_the_persons_page_in_words(client, administrator):
    membership = administrator.memberships.get()
    page = client.post(
        f"/personer/{administrator.pk}/roller/{membership.pk}/avsluta/", {"why": "slutar", "once": once()}
    )
    assert page.status_code == 409
    assert is_told("last_administrator", text(page)) and "vid Region Skåne." in text(page)


def test_a_lost_second_factor_is_asked_for_by_one_and_confirmed_by_another(client, administrator):
    lost, other = a_person(Role.WRITER, SKANE), a_person(Role.REGION_ADMINISTRATOR, SKANE)
    client.post(
        f"/personer/{lost.pk}/andra-steget/", {"how": "asked", "why": "ringde från sitt nummer", "once": once()}
    )
    assert "Du bad om det." in text(client.get(f"/personer/{lost.pk}/"))
    second = signed_in(Client(), other)
    assert "Väntar på din bekräftelse" in text(second.get("/personer/"))
    second.post(f"/personer/{lost.pk}/andra-steget/svar/", {"yes": "1", "once": once()})
    assert not has_second_factor(lost)
    assert SecondFactorReset.objects.get().confirmed_by == str(actor(other))


def test_after_a_reset_the_person_enrols_anew_before_anything_else():
    lost = a_person(Role.WRITER, SKANE)
    acts.reset_after_meeting(user=lost, by=US, why="visade legitimation")
    client = Client()
    client.post("/konto/logga-in/", {"login": lost.email, "password": PASSWORD})
    assert client.get("/konto/").headers["Location"] == "/konto/andra-steget/"
    page = client.get("/konto/andra-steget/app/").content.decode()
    secret = re.search(r"nhv-secret\">(\w+)<", page).group(1)
    client.post("/konto/andra-steget/app/", {"code": totp_code(secret)})
    assert client.get("/konto/").status_code == 200


def test_the_last_second_factor_cannot_be_taken_away_by_oneself(client, administrator):
    page = client.post("/konto/andra-steget/app/ta-bort/")
    assert "Det är ditt enda andra steg." in text(page)
    assert has_second_factor(administrator)


def test_the_secret_of_a_second_factor_cannot_be_read_in_the_database(administrator):
    kept = administrator.authenticator_set.get()
    assert TOTP_SECRET not in str(kept.data)


def test_who_may_see_but_not_do_is_told_who_may():
    response = signed_in(Client(), a_person(Role.WRITER, SKANE)).get("/konto/")
    page = may_not(response.wsgi_request, "application.send")
    assert page.status_code == 403
    assert "behörig att skicka in" in text(page)


def test_just_now_means_within_a_quarter_of_an_hour_and_asked_anew(administrator):
    asked = signed_in(Client(), administrator).get("/konto/").wsgi_request
    not_asked = signed_in(Client(), administrator, recently=False).get("/konto/").wsgi_request
    assert reauthenticated(asked)
    assert not reauthenticated(not_asked)
    asked.session["account_authentication_methods"][0]["at"] -= 15 * 60 + 1
    assert not reauthenticated(asked)


def test_who_is_asked_again_comes_back_to_where_they_were(administrator):
    client = signed_in(Client(), administrator, recently=False)
    away = ask_again(client.get("/konto/").wsgi_request, then="/personer/").headers["Location"]
    assert away == "/konto/bekrafta/?next=%2Fpersoner%2F"
    assert client.post(away, {"password": PASSWORD}).headers["Location"] == "/personer/"
    assert reauthenticated(client.get("/konto/").wsgi_request)


def test_nobody_is_led_away_from_here_by_next(administrator):
    client = signed_in(Client(), administrator, recently=False)
    away = client.post(
        "/konto/bekrafta/?next=https://annan.exempel/", {"password": PASSWORD, "next": "//annan.exempel/"}
    )
    assert away.headers["Location"] == "/ansokningar/", "where one's own work begins"


@pytest.mark.parametrize("address", WITH_SCRIPTS)
def test_the_pages_of_passkeys_run_our_own_files_and_nothing_else(client, address):
    response = (Client() if "logga-in" in address else client).get(address)
    assert (
        response.headers["Content-Security-Policy"]
        == f"{CONTENT_SECURITY_POLICY}; script-src 'self'; connect-src 'self'"
    )
    scripts = lxml.html.fromstring(response.content).xpath("//script[not(@type='application/json')]")
    kept = [] if "logga-in" in address else ["/static/kept.js"]
    assert [script.get("src") for script in scripts] == [
        *kept,
        "/static/mfa/js/webauthn-json.js",
        "/static/mfa/js/webauthn.js",
        "/static/account/js/onload.js",
        "/static/passkeys.js",
    ]
    assert lxml.html.fromstring(response.content).xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []


def test_no_other_page_of_ours_runs_any(client):
    away = Client().get("/konto/losenord/glomt/")
    assert away.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    scripts = lxml.html.fromstring(client.get("/konto/").content).xpath("//script/@src")
    assert scripts == ["/static/kept.js"], "what keeps what somebody has written, and nothing else"


def test_the_mail_with_a_new_password_names_our_own_address_whatever_the_request_says(administrator):
    Client(headers={"host": "annan.exempel"}).post("/konto/losenord/glomt/", {"email": administrator.email})
    text_of_mail = OutgoingMessage.objects.get(to=administrator.email).text
    assert re.search(r"http://127\.0\.0\.1:8000/konto/losenord/nytt/\S+/", text_of_mail)
    assert "annan.exempel" not in text_of_mail


def test_a_forgotten_password_is_chosen_anew_and_the_second_step_is_still_asked_for(administrator):
    new = "sju svanar på en stilla sjö"
    here = signed_in(Client(), administrator)
    Client().post("/konto/losenord/glomt/", {"email": administrator.email})
    link = re.search(r"/konto/losenord/nytt/\S+/", OutgoingMessage.objects.get().text).group()
    client = Client()
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert here.get("/konto/").status_code == 302
    response = client.post("/konto/logga-in/", {"login": administrator.email, "password": new})
    assert response.headers["Location"] == "/konto/andra-steget/kod/"
    assert "gäller inte längre" in text(Client().get(link, follow=True))


@pytest.mark.parametrize("address", ["/konto/", "/konto/andra-steget/", "/personer/", "/personer/bjud-in/"])
def test_the_pages_speak_english_too(client, address):
    html = lxml.html.fromstring(client.get(f"/en{address}").content)
    assert html.get("lang") == "en"
    assert "Sign out" in words_of(html)


def test_the_list_of_people_asks_as_much_for_fifty_as_for_five(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/personer/")
        return len(captured)

    for _ in range(5):
        a_person(Role.WRITER, SKANE)
    few = queries()
    for _ in range(45):
        a_person(Role.WRITER, SKANE)
    assert queries() == few <= 12
