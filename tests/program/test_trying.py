"""Trying a demonstration by a press: there at the machine itself, and nowhere else.

Every condition is taken away alone: all the others hold, and the press still does nothing.
"""

import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings
from lxml import html

from nhv.accounts.demonstration import invented_people, note_seeded
from nhv.accounts.models import Session, User
from nhv.program.demo.people import PEOPLE, open_accounts
from nhv.program.demo.shown import code_of
from nhv.program.demo_mark import begin
from nhv.records.acts import one_transaction
from nhv.records.demonstration import BEGUN, KIND, put_mark, token_of
from nhv.register.memory import DIARY
from nhv.register.models import DiaryEntry, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.toml import read_organisations
from nhv.website.account.recently import JUST_SIGNED_IN
from nhv.website.account.trying import may_try
from tests.support.people import a_person, signed_in

# As a browser at the machine itself is seen by a server that listens there alone.
HERE = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}
PROGRAM = Actor("program", "test")


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.invalid")


def press(who: User, client: Client | None = None, **surroundings: str):
    """What a press on this person's button gives, with the surroundings of a request from the machine itself."""
    return (client or Client()).post("/konto/prova/", {"person": who.pk}, **{**HERE, **surroundings})


def buttons(client: Client, path: str = "/konto/logga-in/", **surroundings: str) -> list[str]:
    """The people that a page offers to be."""
    page = html.fromstring(client.get(path, **{**HERE, **surroundings}).content)
    return [button.text_content() for button in page.xpath("//button[@name='person']")]


@pytest.fixture(scope="module")
def made(databases, tmp_path_factory) -> Iterator[dict[str, str]]:
    """A demonstration's places and people, made once. Gives account → password."""
    with databases.copy("sqlite", "empty"), override_settings(DATA=tmp_path_factory.mktemp("demo")):
        begin(settings.DATA)
        bundled = read_organisations((settings.AREAS / "organisations.toml").read_text(encoding="utf-8"))
        places = {place.key: kind for kind, places in bundled.by_kind().items() for place in places}
        for key in {person.organisation for person in PEOPLE}:
            # A group stands in no document: acts make it.
            Organisation.objects.create(key=key, kind=places.get(key, Organisation.Kind.GROUP), name=key)
        yield {one.person.name: one.password for one in open_accounts()}


@pytest.fixture(scope="module")
def demonstration(made) -> Iterator[dict[str, str]]:
    with override_settings(DEMONSTRATION=True):
        yield made


# --- What it does ----------------------------------------------------------------------------------


def test_the_sign_in_page_has_a_button_for_everybody_and_what_waits_for_them(demonstration):
    names = [f"Demo: {person.who}" for person in PEOPLE]
    assert buttons(Client()) == names
    assert buttons(Client(), "/en/konto/logga-in/") == names
    page = Client().get("/en/konto/logga-in/", **HERE).content.decode()
    assert "registrar: What came on paper: one registrar enters it, another confirms." in page


def test_the_page_of_roles_has_the_tour_and_everybody_and_is_nowhere_but_in_a_demonstration(demonstration):
    one = person("enhet")
    with one_transaction(User):
        note_seeded("Ett telefonnummer att prova.", address="/enheter/", user=one, step=1, by=PROGRAM)
    page = html.fromstring(Client().get("/prova/", **HERE).content)
    (form,) = page.xpath("//ol//form")
    assert (form.action, dict(form.form_values())["next"]) == ("/konto/prova/", "/enheter/")
    assert buttons(Client(), "/prova/")[1:] == [f"Demo: {one.who}" for one in PEOPLE]
    assert page.xpath("//header//a[@href='/prova/']")
    assert buttons(Client(), "/prova/", REMOTE_ADDR="192.0.2.7") == [], "from elsewhere there is nothing to press"
    with override_settings(DEMONSTRATION=False):
        assert Client().get("/prova/", **HERE).status_code == 404
        assert "/prova/" not in Client().get("/", **HERE).content.decode()


def test_a_press_leaves_the_session_as_password_and_code_would(demonstration):
    by_hand, pressed = Client(), Client()
    by_hand.post("/konto/logga-in/", {"login": "enhet@demo.invalid", "password": demonstration["enhet"]})
    by_hand.post("/konto/andra-steget/kod/", {"code": code_of("enhet", DIARY.entries.objects.last().at)})
    answer = press(person("enhet"), pressed)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/enheter/")
    assert _shape(pressed.session) == _shape(by_hand.session)
    assert pressed.get("/enheter/", **HERE).status_code == 200


def _shape(session) -> dict[str, object]:
    """What a session holds, without its times."""
    return json.loads(re.sub(r"\b\d{10}\.\d+", '"time"', json.dumps(dict(session.items()))))


def test_a_press_gives_a_new_session_and_ends_the_one_before(demonstration):
    client = Client()
    press(person("enhet"), client)
    keys = [client.session.session_key]
    for name in ("enhet", "intygare"):
        press(person(name), client)
        keys.append(client.session.session_key)
        assert client.session["_auth_user_id"] == str(person(name).pk)
    assert len(set(keys)) == 3
    assert list(Session.objects.filter(session_key__in=keys).values_list("session_key", flat=True)) == keys[-1:]


def test_a_press_is_written_in_the_diary(demonstration):
    press(person("enhet"))
    entry = DiaryEntry.objects.last()
    assert (entry.act, entry.subject_key) == ("signed_in_by_press", str(person("enhet").pk))
    assert entry.actor == "program:demonstration"


def test_a_press_leads_to_the_page_that_was_asked_for_and_never_elsewhere(demonstration):
    who = person("enhet")
    for asked, leads in (("/enheter/?sida=2", "/enheter/?sida=2"), ("https://exempel.invalid/", "/enheter/")):
        answer = Client().post("/konto/prova/", {"person": who.pk, "next": asked}, **HERE)
        assert answer.headers["Location"] == leads


def test_every_page_of_somebody_signed_in_has_a_strip_that_switches(demonstration):
    client = Client()
    press(person("skane-admin"), client)
    for path in ("/personer/", "/", "/omraden/finns-inte/"):
        page = html.fromstring(client.get(path, **HERE).content)
        (strip,) = page.xpath("//header//details[contains(@class, 'nhv-try')]/summary")
        assert " ".join(strip.text_content().split()) == "Byt person", path
        assert "Demo: administratör i Skåne" in page.xpath("//header")[0].text_content(), path
    assert buttons(client, "/en/konto/") == [f"Demo: {person.who}" for person in PEOPLE]


def some_minutes_pass(client):
    """Since the sign-in, so that who one is is asked for again."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= JUST_SIGNED_IN
    session.save()


def test_who_one_is_is_shown_once_more_by_a_press(demonstration):
    client = Client()
    press(person("administrator1"), client)
    assert client.get("/personer/bjud-in/", **HERE).status_code == 200, "who has just signed in is not asked again"
    some_minutes_pass(client)
    asked = client.get("/personer/bjud-in/", **HERE)
    assert asked.headers["Location"] == "/konto/bekrafta/?next=%2Fpersoner%2Fbjud-in%2F"
    form = html.fromstring(client.get(asked.headers["Location"], **HERE).content).xpath("//main//form")[0]
    assert form.action == "/konto/prova/bekrafta/"
    answer = client.post(form.action, dict(form.form_values()), **HERE)
    assert answer.headers["Location"] == "/personer/bjud-in/"
    assert client.get("/personer/bjud-in/", **HERE).status_code == 200
    assert DiaryEntry.objects.last().act == "confirmed_by_press"


def test_who_has_lost_the_second_factor_is_asked_for_a_new_one(demonstration):
    who, client = person("vast-admin"), Client()
    who.authenticator_set.all().delete()
    press(who, client)
    assert client.get("/personer/", **HERE).headers["Location"] == "/konto/andra-steget/"


# --- Where it does nothing -------------------------------------------------------------------------

FROM_ELSEWHERE = {
    "the server listens to the network": {"SERVER_NAME": "0.0.0.0"},
    "the server listens to every IPv6 address": {"SERVER_NAME": "::"},
    "the server listens under a name": {"SERVER_NAME": "nhv.exempel.invalid"},
    "the browser is elsewhere": {"REMOTE_ADDR": "192.0.2.7"},
    "the peer is not known": {"REMOTE_ADDR": ""},
    "another host is asked for": {"HTTP_HOST": "nhv.exempel.invalid"},
    "a host that begins like this one": {"HTTP_HOST": "localhost.exempel.invalid:8000"},
    "an address of the network is asked for": {"HTTP_HOST": "192.0.2.1:8000"},
    **{
        f"the header {name}": {f"HTTP_{name}": "192.0.2.7"}
        for name in ("X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_FORWARDED_PROTO", "X_REAL_IP", "X_CLIENT_IP",
                     "X_ORIGINAL_FORWARDED_FOR", "FORWARDED", "VIA", "TRUE_CLIENT_IP", "CF_CONNECTING_IP")
    },
}  # fmt: skip
SETTINGS = {
    "no mark when the server began": {"DEMONSTRATION": False},
    "told to listen to the network": {"HOST": "0.0.0.0"},
    "known under a public address": {"BASE_URL": "https://nhv.exempel.invalid"},
}


def nothing_is_there(surroundings: dict[str, str]) -> bool:
    """Neither the buttons nor what they do, neither for who is signed in nor for who is not."""
    who = person("administrator1")
    inside = signed_in(Client(), who, recently=False)
    answers = (press(who, **surroundings), inside.post("/konto/prova/bekrafta/", **{**HERE, **surroundings}))
    pages = (buttons(Client(), **surroundings), buttons(inside, "/konto/", **surroundings))
    again = inside.get("/konto/andra-steget/bekrafta/", **{**HERE, **surroundings}).content.decode()
    return [answer.status_code for answer in answers] == [404, 404] and pages == ([], []) and "Det är jag" not in again


@pytest.fixture(scope="module")
def all_is_there(demonstration):
    """The same questions find it all, when every condition holds: else they would prove nothing."""
    assert not nothing_is_there({})
    assert press(person("administrator1")).status_code == 302


@pytest.mark.parametrize("surroundings", FROM_ELSEWHERE.values(), ids=FROM_ELSEWHERE)
def test_from_elsewhere_it_is_not_there(all_is_there, surroundings):
    assert nothing_is_there(surroundings)


@pytest.mark.parametrize("changed", SETTINGS.values(), ids=SETTINGS)
def test_with_other_settings_it_is_not_there(all_is_there, changed):
    with override_settings(**changed):
        assert nothing_is_there({})


@pytest.mark.parametrize("host", ["localhost", "localhost:8123", "127.0.0.1:8000", "[::1]:8000"])
@pytest.mark.parametrize(("server", "peer"), [("127.0.0.1", "127.0.0.1"), ("::1", "::1")])
def test_every_way_to_name_this_machine_is_known(demonstration, host, server, peer):
    assert may_try(RequestFactory().get("/", **{**HERE, "HTTP_HOST": host, "SERVER_NAME": server, "REMOTE_ADDR": peer}))


def test_a_directory_without_the_mark_or_with_anothers_is_none(all_is_there, tmp_path):
    with override_settings(DATA=tmp_path):
        assert nothing_is_there({})
        put_mark(tmp_path, "0" * 32)
        assert nothing_is_there({})


def test_nor_is_a_diary_that_began_otherwise(all_is_there, databases):
    """A marked directory, and people who were made by the act itself, over a register that is used in earnest."""
    token = token_of(settings.DATA)
    with databases.copy("sqlite", "bundled"):
        open_accounts()
        assert len(invented_people()) == len(PEOPLE)
        assert nothing_is_there({})
    with databases.copy("sqlite", "bundled"):
        with_the_mark_too_late(token)
        assert nothing_is_there({})


def with_the_mark_too_late(token: str) -> None:
    """The mark's token is in the diary, and is not what it began with."""
    with one_transaction(User):
        DIARY.record(BEGUN, kind=KIND, key=token, by=PROGRAM)
    open_accounts()


def test_an_account_that_was_invited_cannot_be_pressed_whatever_it_is_called(all_is_there):
    invited = a_person(Role.ADMINISTRATOR)
    User.objects.filter(pk=invited.pk).update(email="administrator9@demo.invalid", name="Demo: administratör 9")
    assert press(invited).status_code == 404
    assert "Demo: administratör 9" not in buttons(Client())
    inside = signed_in(Client(), invited, recently=False)
    assert inside.post("/konto/prova/bekrafta/", **HERE).status_code == 404
    assert buttons(inside, "/konto/") != [], "who tries may go on to be somebody invented"


def test_an_account_that_is_closed_cannot_be_pressed(all_is_there):
    who = person("vast-sander")
    User.objects.filter(pk=who.pk).update(is_active=False)
    assert press(who).status_code == 404
    assert f"Demo: {who.name}" not in buttons(Client())
    User.objects.filter(pk=who.pk).update(is_active=True)


def test_a_press_is_a_post_with_the_form_s_own_sign(all_is_there):
    strict, who = Client(enforce_csrf_checks=True), person("enhet")
    assert strict.get(f"/konto/prova/?person={who.pk}", **HERE).status_code == 405
    assert signed_in(Client(), who).get("/konto/prova/bekrafta/", **HERE).status_code == 405
    assert press(who, strict).status_code == 403
    page = html.fromstring(strict.get("/konto/logga-in/", **HERE).content)
    sign = page.xpath("//form[@action='/konto/prova/']//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = {"person": who.pk, "csrfmiddlewaretoken": sign}
    assert strict.post("/konto/prova/", sent, **HERE).status_code == 302


@pytest.mark.parametrize("number", ["", "0", "-1", "²", "9" * 30, "1 OR 1=1"])
def test_what_is_no_person_is_nobody(all_is_there, number):
    assert Client().post("/konto/prova/", {"person": number}, **HERE).status_code == 404
