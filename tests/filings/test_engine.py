"""Its next users: something else is filed with an outline, a table of moves, words and one line of URL a door."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from nhv.accounts.models import User
from nhv.filings.acts import drafts
from nhv.filings.kinds import KINDS, add_kind
from nhv.filings.owners import Owner
from nhv.filings.queries import own_filings, received_filing, received_filings
from nhv.filings.states import FilingState
from nhv.process.applications.moves import APPLICATION
from nhv.process.calls.moves import CALL
from nhv.register.models import CallState, OutgoingMessage
from nhv.rules.access import ACCESS
from nhv.rules.roles import Role
from tests.support import provsvar
from tests.support.activities import activities_added
from tests.support.calls import once, sent
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

GROUP = "provgruppen"


@pytest.fixture
def _provsvar() -> Iterator[None]:
    """The kind is there, as if its room had added it when it was made ready."""
    with activities_added({}):
        add_kind(provsvar.KIND)
        yield
    KINDS.pop("provsvar")
    for activity in provsvar.KIND.activities:
        ACCESS.pop(activity, None)


def a_member() -> User:
    """Somebody who writes in the group."""
    return a_person(Role.WRITER, GROUP)


@pytest.fixture
def member(register: str, _provsvar: None) -> User:
    """A member of the group."""
    an_organisation(GROUP, "group")
    return a_member()


@pytest.fixture
def _addresses(_provsvar: None) -> Iterator[None]:
    """The website with the two lines of URL."""
    module = ModuleType("tests_provsvar_urls")
    module.urlpatterns = provsvar.urlpatterns_with_provsvar()  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    with override_settings(ROOT_URLCONF=module.__name__):
        yield
    sys.modules.pop(module.__name__)


def test_a_provsvar_is_a_members_own_and_is_received_with_a_mail_of_its_own(member: User) -> None:
    colleague, officer = a_member(), a_person(Role.OFFICER)
    filing = drafts.start_filing(kind="provsvar", owner=Owner(GROUP, member.pk), by=actor(member), once_key=once())
    drafts.save_answers(filing=filing, raw={"varde": "7"}, seen_revision=0, by=actor(member))
    assert list(own_filings(actor(colleague), kind="provsvar")) == [], "it is the member's own, not the group's"
    assert list(received_filings(actor(officer), kind="provsvar")) == [], "a draft is nobody else's"
    version = sent(filing, member, despite_missing=False)
    assert version.answers_by_key == {"varde": 7}
    assert received_filing(actor(officer), filing.key, kind="provsvar") == filing
    assert received_filing(actor(officer), filing.key, kind="application") is None, "it is no application"
    told = OutgoingMessage.objects.filter(kind="provsvar_send")
    assert [(mail.to, mail.subject) for mail in told] == [(member.email, "Ditt provsvar är mottaget")]
    with refuses("state_forbids_act"):
        sent(filing, member)  # its table has no way to replace


def test_nobody_begins_a_provsvar_for_another_or_for_the_whole_group(member: User) -> None:
    colleague = a_member()
    for owner in (Owner(GROUP, colleague.pk), Owner(GROUP), Owner(person=member.pk)):
        with refuses("role_elsewhere", "owner_of_another_kind"):
            drafts.start_filing(kind="provsvar", owner=owner, by=actor(member), once_key=once())


def test_its_pages_are_there_by_the_words_and_one_line_of_url_for_each_door(member: User, _addresses: None) -> None:
    client = signed_in(Client(), member)
    begun = client.post("/provsvar/ny/", {"where": f"{GROUP}/", "once": once()})
    here = begun.headers["Location"]
    assert client.get("/provsvar/").content.decode().count(here) == 1
    assert "Svaret" in client.get(here).content.decode()
    saved = client.post(f"{here}avsnitt/svar/", {"drawn": ["varde", "ord"], "varde": "7", "ord": "", "revision": "0"})
    assert saved.status_code == 302
    page = client.get(f"{here}skicka/")
    whole = {name: page.context[name] for name in ("once", "revision", "answers")}
    receipt = client.post(f"{here}skicka/", whole).headers["Location"]
    assert "Svaret är mottaget" in client.get(receipt).content.decode()
    for address in ("las/", "utkast.pdf", "word/", "word/formular.docx", "version/1/", "version/1/handling.pdf"):
        assert client.get(f"{here}{address}").status_code == 200, address
    assert client.get(f"{here}aterta/").status_code == 404, "its table has no such act, so there is no such page"

    officer = signed_in(Client(), a_person(Role.OFFICER))
    key = here.rstrip("/").rpartition("/")[2]
    listed = officer.get("/handlaggning/provsvar/").content.decode()
    assert "Inkomna provsvar" in listed
    assert f"/handlaggning/provsvar/{key}/" in listed
    assert member.name in officer.get(f"/handlaggning/provsvar/{key}/").content.decode()
    for address in ("version/1/kvitto.pdf", "version/1/kvitto.json", "version/1/handling.pdf"):
        assert officer.get(f"/handlaggning/provsvar/{key}/{address}").status_code == 200, address
    assert officer.get("/handlaggning/provsvar.xlsx").status_code == 200


def test_what_came_on_paper_is_its_senders_whoever_that_is(member: User, _addresses: None) -> None:
    client, colleague = signed_in(Client(), member), a_member()
    filing = drafts.start_filing(kind="provsvar", owner=Owner(GROUP, member.pk), by=actor(member), once_key=once())
    drafts.save_answers(filing=filing, raw={"varde": "7"}, seen_revision=0, by=actor(member))
    form = client.get(f"/provsvar/{filing.key}/word/formular.docx")
    first, second = (signed_in(Client(), a_person(Role.REGISTRAR)) for _ in range(2))
    papers = "/handlaggning/papper/provsvar/"
    page = first.get(f"{papers}ny/").content.decode()
    assert f"{member.name}, Provgruppen" in page and f"{colleague.name}, Provgruppen" in page
    word = SimpleUploadedFile("svar.docx", b"".join(form.streaming_content) if form.streaming else form.content)
    told = {
        "sender": f"{GROUP}/{member.pk}",
        "day": "2025-03-03",
        "hour": "10.00",
        "came_by": "post",
        "why": "Nätet låg",
    }
    entry = first.post(f"{papers}ny/", {**told, "word_form": word, "once": once()}).headers["Location"]
    assert f"{member.name}, Provgruppen" in first.get(papers).content.decode()
    assert f"{member.name}, Provgruppen" in second.get(entry).content.decode()
    received = second.post(entry, {"once": once()}).headers["Location"]
    assert member.name in second.get(received).content.decode()
    (filed,) = [one for one in own_filings(actor(member), kind="provsvar") if one.state == FilingState.RECEIVED]
    assert (filed.person, filed.organisation_id, filed.versions.get().answers_by_key) == (
        member.pk,
        GROUP,
        {"varde": 7},
    )
    assert list(own_filings(actor(colleague), kind="provsvar")) == []


def test_another_member_does_not_find_it(member: User, _addresses: None) -> None:
    filing = drafts.start_filing(kind="provsvar", owner=Owner(GROUP, member.pk), by=actor(member), once_key=once())
    assert signed_in(Client(), member).get(f"/provsvar/{filing.key}/").status_code == 200
    assert signed_in(Client(), a_member()).get(f"/provsvar/{filing.key}/").status_code == 404


def test_no_state_is_a_dead_end_by_mistake() -> None:
    assert set(FilingState) - {move.source for move in APPLICATION.moves} == {FilingState.WITHDRAWN}
    assert set(CallState) - {move.source for move in CALL.moves} == {CallState.CLOSED, CallState.WITHDRAWN}


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with refuses("state_forbids_act"):
        provsvar.PROVSVAR.check("send", source=FilingState.WITHDRAWN)
