"""`nhv demo`: everything is there and can be used, once, in a directory of its own, and every page says what it is."""

import io
import re
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from nhv.accounts.demonstration import seeded_cases
from nhv.accounts.models import Membership, User
from nhv.filings.acts.set_aside import waiting
from nhv.filings.models import Filing
from nhv.program.data_directory import secret_key
from nhv.program.demo.call import QUESTION, the_open_call
from nhv.program.demo.people import PEOPLE
from nhv.program.demo.shown import code_of, people_table
from nhv.program.demo.tour import BESIDE, TOUR
from nhv.program.demo_mark import mark_again
from nhv.program.main import main
from nhv.records.demonstration import is_marked
from nhv.register import referrals
from nhv.register.memory import DIARY
from nhv.register.models import DiaryEntry, HospitalFact, Organisation, OutgoingMessage
from nhv.rules.access import standing
from nhv.rules.roles import Role
from nhv.website.account.menu import MENU
from nhv.website.words import DEEDS, ROLES
from tests.conftest import RUN
from tests.support.databases import in_use
from tests.support.demonstrated import PORT, copied, made
from tests.support.pages import get
from tests.support.people import a_person, signed_in

# What making it may cost, whatever later parts of the story add. The processor's time, so that no busy machine decides.
MOST_SECONDS = 120
BANNER = ": påhittade konton och ärenden"


@pytest.fixture
def data(tmp_path):
    """A data directory that nobody has used."""
    with override_settings(DATA=tmp_path):
        yield tmp_path


@pytest.fixture
def blank(databases):
    """A database in which nothing has been done."""
    with databases.copy("sqlite", "empty"):
        yield


def demo(*arguments):
    """Exit status, what was printed, and what was said to be wrong."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["demo", *arguments])
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A copy of the run's demonstration, for all the tests that only look at it. Gives what was printed."""
    folder = tmp_path_factory.mktemp("copied") / "demonstration"
    address = copied(RUN, folder)
    with override_settings(DATA=folder, SECRET_KEY=secret_key(folder)), in_use(address):
        yield made(RUN)[1]


def passwords(out):
    """Account → password, as a newcomer reads them."""
    rows = re.findall(r"^(\S+)  +([a-z0-9-]{17})  [A-Z2-7]{32}  ", out, re.MULTILINE)
    return dict(rows)


def sign_in(name, password):
    """As on the pages: address and password, then a code. Gives the client and what the last page led to."""
    # Each at a machine of their own: of one address a few are let in a minute.
    client = Client(REMOTE_ADDR=f"127.0.1.{1 + [person.name for person in PEOPLE].index(name)}")
    first = client.post("/konto/logga-in/", {"login": f"{name}@demo.invalid", "password": password})
    assert first.url.endswith("/konto/andra-steget/kod/")
    last = client.post(first.url, {"code": code_of(name, timezone.now())})
    return client, last


def starts(role):
    """What the menu leads somebody with this role to."""
    return [entry for entry in MENU if standing({role}, entry.needs) == "may"]


def test_every_account_signs_in_with_password_and_code_and_may_what_its_role_may(shown):
    known = passwords(shown)
    assert list(known) == [person.name for person in PEOPLE]
    assert {membership.role for membership in Membership.objects.all()} == {person.role for person in PEOPLE}
    for person in PEOPLE:
        client, last = sign_in(person.name, known[person.name])
        assert last.status_code == 302, person.name
        for entry in starts(person.role):
            assert client.get(reverse(entry.name)).status_code == 200, (person.name, entry.name)
    assert [role for role in Role if not list(starts(role))] == [], "nobody comes in to an empty menu"


def test_whatever_has_been_done_with_a_call_or_something_filed_is_told_in_words(shown):
    told = DIARY.entries.objects.filter(subject_kind__in=("call", "filing")).values_list("act", flat=True)
    assert {*told} - DEEDS.keys() == set() and "effect_judged" in told


def test_every_role_has_a_person_for_whom_something_waits():
    assert {person.role for person in PEOPLE} == set(Role)
    assert [person.name for person in PEOPLE if not person.waits] == []


def test_the_printed_table_tells_of_everybody():
    rows = people_table().splitlines()
    for person in PEOPLE:
        (row,) = [row for row in rows if f"| `{person.name}` |" in row]
        assert row.startswith(f"| {ROLES[person.role]} | ")
        assert row.endswith(f" | {person.waits} |")


def test_a_question_waits_for_the_officer(shown):
    client = signed_in(Client(), User.objects.get(email="handlaggare1@demo.invalid"))
    assert QUESTION in client.get("/handlaggning/").content.decode()


def test_an_application_waits_for_the_registrar_and_another_for_its_writer(shown):
    client = signed_in(Client(), User.objects.get(email="registrator1@demo.invalid"))
    assert "Västra Götalandsregionen" in client.get("/handlaggning/ansokningar/").content.decode()
    client = signed_in(Client(), User.objects.get(email="skane-skriver@demo.invalid"))
    begun = Filing.objects.get(about=the_open_call().key, organisation__key="region-skane")
    assert begun.key in client.get("/ansokningar/").content.decode()


def test_making_it_costs_little():
    assert made(RUN)[2] < MOST_SECONDS


def test_the_addresses_that_are_printed_have_the_port_in_use():
    printed = made(RUN)[1]
    assert set(re.findall(r"http://[^/\s]+", printed)) == {f"http://127.0.0.1:{PORT}"}
    assert f"http://127.0.0.1:{PORT}/utlysningar/demo-" in printed


def test_what_is_printed_fits_a_screen(shown):
    # With a path as people have them: that of a test is as long as it happens to be.
    lines = re.sub(r"/\S*/(data|demonstration)[^\s/:]*", "/srv/nhv/data", shown).splitlines()
    # One line for each person, and as many again as before.
    assert len(lines) <= len(PEOPLE) + 12
    assert max(map(len, lines)) <= 140


def test_there_is_an_open_call_with_mails_facts_and_referral_information(shown):
    assert the_open_call().closes_at - timezone.now() > timedelta(days=40)
    told = set(OutgoingMessage.objects.filter(kind="call").values_list("to", flat=True))
    assert len(told) == 21
    assert all(address.endswith("@demo.invalid") for address in OutgoingMessage.objects.values_list("to", flat=True))
    today = timezone.localdate()
    valid = [fact.valid_until >= today for fact in HospitalFact.objects.all()]
    assert (valid.count(False), valid.count(True) > 2) == (1, True)
    ages = [unit.referral.is_stale for unit in referrals.units(None) if unit.referral]
    assert (ages.count(True), ages.count(False) > 2) == (1, True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/pagaende/midvinterhosta-pahittad/", ("Avslutat utan definition", "vinner inte på att samlas")),
        ("/remisser/midvinterhosta-pahittad-1/", ("Avstyrker",)),
        ("/pagaende/fjallsvindel-pahittad/", ("Har upphävts av", "Vad som gällde")),
        ("/pagaende/fjallsvindel-upphavande-pahittat/", ("Inte längre nationell", "upphävd och gällde till och med")),
        ("/pagaende/norrskenssjuka-pahittad/", ("Har ändrats av",)),
        (
            "/pagaende/norrskenssjuka-rattelse-pahittad/",
            ("från ”Återfall inom 12 månader” till ”Återfall inom 12 månader efter avslutad behandling”",),
        ),
        ("/pagaende/norrskenssjuka-rattelse-pahittad/beslut/", ("Vad som ändras i definitionen", "efter avslutad")),
    ],
)
def test_everybody_follows_an_area_that_ended_one_withdrawn_and_a_definition_put_right(shown, path, words):
    page = Client().get(path).text
    assert [word for word in words if word not in page] == []


def test_a_second_time_nothing_changes_and_no_password_is_shown(shown):
    entries = DiaryEntry.objects.count()
    status, again, _ = demo()
    assert (status, DiaryEntry.objects.count(), passwords(again)) == (0, entries, {})
    assert not any(password in again for password in passwords(shown).values())


def test_what_is_shown_is_kept_nowhere_in_the_clear(shown):
    database = Path(connection.settings_dict["NAME"])
    places = [database, database.with_name(f"{database.name}-wal"), *settings.DATA.rglob("*")]
    kept = b"".join(path.read_bytes() for path in places if path.is_file())
    assert b"handlaggare1@demo.invalid" in kept, "else the search proves nothing"
    secrets = re.findall(r"  ([A-Z2-7]{32})  ", shown)
    assert len(secrets) == len(PEOPLE)
    assert not any(word.encode() in kept for word in (*passwords(shown).values(), *secrets))


def test_a_code_is_given_for_invented_accounts_only(shown):
    status, code, _ = demo("code", "handlaggare1@demo.invalid")
    assert (status, bool(re.fullmatch(r"\d{6}\n", code))) == (0, True)
    status, out, err = demo("code", "somebody@region.invalid")
    assert (status, out) == (2, "")
    assert "är inget demokonto" in err


def test_a_copy_of_the_database_is_marked_again(shown):
    mark = settings.DATA / "demonstration"
    token = mark.read_text()
    mark.unlink()
    mark_again(settings.DATA)
    assert (mark.read_text(), mark.stat().st_mode & 0o777) == (token, 0o600)


def test_pages_of_those_who_are_signed_in_say_that_it_is_a_demonstration(shown):
    client = signed_in(Client(), User.objects.get(email="enhet@demo.invalid"))
    with override_settings(DEMONSTRATION=True):
        for path in ("/konto/", "/enheter/"):
            assert BANNER in client.get(path).content.decode(), path
    assert BANNER not in client.get("/konto/").content.decode()


def test_it_is_made_on_postgresql_too(databases, data):
    with databases.copy("postgresql", "empty"):
        status, out, _ = demo()
        assert status == 0
        _, last = sign_in("skane-sander", passwords(out)["skane-sander"])
        assert last.status_code == 302


def test_a_register_that_was_no_demonstration_never_becomes_one(sqlite_register, data):
    status, out, err = demo()
    assert (status, out) == (2, "")
    assert "är ingen demonstration" in err
    assert (User.objects.count(), is_marked(data)) == (0, False)


def test_nor_with_the_mark_of_another(sqlite_register, data):
    (data / "demonstration").write_text("0" * 32)
    assert demo()[0] == 2
    assert demo("code", "handlaggare1")[0] == 2
    assert User.objects.count() == 0


def test_nor_where_somebody_has_an_account(blank, data):
    Organisation.objects.create(key="socialstyrelsen", kind="authority", name="Socialstyrelsen")
    a_person()
    assert demo()[0] == 2
    assert User.objects.count() == 1


def test_nor_where_files_have_been_received(blank, data):
    (data / "files").mkdir()
    (data / "files" / "ab").write_bytes(b"received")
    assert demo()[0] == 2
    assert User.objects.count() == 0


def test_an_officer_meets_a_case_of_every_kind_and_a_writer_a_choice(shown):
    filings = {filing.organisation_id: filing for filing in Filing.objects.filter(about="demo-stangd")}
    seen = {
        region: (filing.state, filing.late, filing.versions.count(), bool(filing.record_number))
        for region, filing in filings.items()
    }
    assert seen == {
        "region-uppsala": ("under_review", False, 2, True),
        "region-stockholm": ("completion_requested", False, 1, True),
        "region-ostergotland": ("received", False, 2, True),
        "region-vasterbotten": ("received", True, 1, False),
    }
    (theirs,) = waiting(Filing.objects.get(about=the_open_call().key, organisation__key="region-skane"))
    assert theirs.mine != theirs.theirs


def test_everything_that_is_worth_a_look_opens_for_who_looks_at_it_in_both_languages(shown):
    seeded = seeded_cases()
    assert [one.what for one in seeded] == [*TOUR, *BESIDE]
    assert [one.step for one in seeded if one.step] == [1, 2, 3, 4, 5, 6]
    for one in seeded:
        client = signed_in(Client(), one.user) if one.user else Client()
        for address in (one.address, f"/en{one.address}"):
            assert client.get(address).status_code == 200, address
        if one.user:
            assert Client().get(one.address).status_code in (302, 404), "else anybody could look"


def test_an_invented_area_has_a_history(shown):
    page = get("/omraden/polarnattsjuka-pahittad/").text
    assert "Norrlands universitetssjukhus" in page and "påhittat" in page
    assert "Återfall inom ett år." in get("/omraden/polarnattsjuka-pahittad/versioner/1-2/").text


PAGES = ("/", "/en/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/", "/utlysningar/", "/finns-inte/",
         "/konto/logga-in/", "/konto/losenord/glomt/")  # fmt: skip


def test_every_kind_of_page_says_that_it_is_a_demonstration_and_none_says_so_elsewhere(sqlite_register):
    banner = "//header//div[contains(@class, 'nhv-notice--demonstration')]"
    assert {path: get(path).texts(banner) for path in PAGES} == {path: [] for path in PAGES}
    with override_settings(DEMONSTRATION=True):
        for path in PAGES:
            (said,) = get(path).texts(banner)
            assert said.startswith("Demonstration"), path
