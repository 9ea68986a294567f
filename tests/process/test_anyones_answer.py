"""A consultation answered by anybody: a link to an address, one answer that belongs to it, and what is counted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.desk import desk
from nhv.filings.acts.paper import confirm_paper, enter_paper
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.owners import Owner
from nhv.process.consultations import acts, links
from nhv.process.consultations.models import AddressLink, Consultation, Respondent
from nhv.process.consultations.queries import bodies_that_answered, summary_of
from nhv.register.models import DiaryEntry, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.process.test_consultations import answered, out
from tests.support.calls import SKANE, WEST, once
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

ADDRESS = "alva@exempel.invalid"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def asked() -> Consultation:
    return out()[1]


def a_link(asked: Consultation, address: str = ADDRESS, *, device: str = "192.0.2.7", days: float = 0) -> str:
    """The token of the link that is mailed."""
    now = timezone.now() + timedelta(days=days)
    tokens: list[str] = []
    link = lambda token: tokens.append(token) or f"https://exempel.invalid/{token}"  # noqa: E731
    links.ask_for_link(consultation=asked, address=address, device=device, link=link, now=now)
    return tokens[0]


def a_browser(asked: Consultation, address: str = ADDRESS) -> Client:
    """One in which the address is confirmed."""
    client = Client()
    here = f"/remisser/{asked.key}/svara/"
    assert client.post(here, {"once": once(), "address": address}).status_code == 200
    text = OutgoingMessage.objects.filter(to=address).latest("pk").text
    (path,) = re.findall(r"https?://[^/]+(/\S+)", text)
    assert client.post(path, {"once": once()}).headers["Location"] == f"{here}svar/"
    return client


def sent(client: Client, asked: Consultation, **said: str) -> None:
    """The page filled in and sent, as a browser does it."""
    page = f"/remisser/{asked.key}/svara/svar/"
    shown = client.get(page).content.decode()
    told = {"for-vem": "Mig själv", "namn": "Alva Ek", "helheten": "Tillstyrker"}
    told |= {name.replace("_", "-"): value for name, value in said.items()}
    drawn = re.findall(r'name="drawn" value="([^"]+)"', shown)
    revision = re.search(r'name="revision" value="(\d+)"', shown)[1]
    response = client.post(page, {**told, "drawn": drawn, "revision": revision, "send": "1"})
    assert response.status_code == 302, response.content.decode()[:4_000]
    assert "kvitto" in response.headers["Location"]


# --- The link ----------------------------------------------------------------------------------------


def test_before_it_is_confirmed_nothing_is_kept_or_mailed_but_the_link(asked):
    entries, mails = DiaryEntry.objects.count(), OutgoingMessage.objects.count()
    a_link(asked)
    assert (Respondent.objects.count(), Filing.objects.filter(kind="open_answer").count()) == (0, 0)
    # That a mail waits is watched, and what its entry says is neither to whom nor what.
    assert [one.act for one in DiaryEntry.objects.order_by("number")[entries:]] == ["rows_kept"]
    assert OutgoingMessage.objects.count() == mails + 1
    AddressLink.objects.update(made_at=timezone.now() - links.VALID_FOR)
    links.forget_links()
    assert not AddressLink.objects.exists()


def test_a_link_opens_once_for_a_day_and_the_newest_alone(asked):
    first, second = a_link(asked), a_link(asked)
    now = timezone.now()
    assert links.opens(first, now) is None
    with refuses("address_link_ended"):
        links.confirm(token=second, now=now + links.VALID_FOR)
    told = links.confirm(token=second, now=now)
    with refuses("address_link_ended"):
        links.confirm(token=second, now=now)
    assert links.confirm(token=a_link(asked), now=timezone.now()) == told


def test_a_program_that_looks_through_mails_confirms_nothing(asked):
    path = f"/remisser/{asked.key}/svara/lank/{a_link(asked)}/"
    assert Client().get(path).status_code == 200
    assert not Respondent.objects.exists()
    assert Client().get(f"{path[:-4]}/").status_code == 404


@pytest.mark.parametrize(
    ("most", "one_more"),
    [
        (links.MOST_TO_ADDRESS, lambda n: (ADDRESS, f"192.0.2.{n}")),
        (links.MOST_FROM_DEVICE, lambda n: (f"person{n}@exempel.invalid", "192.0.2.7")),
    ],
)
def test_an_address_and_a_device_have_their_bounds_in_a_day(asked, most, one_more):
    for number in range(most):
        address, device = one_more(number)
        a_link(asked, address, device=device)
    address, device = one_more(most)
    with refuses("too_many_links"):
        a_link(asked, address, device=device)
    assert not AddressLink.objects.filter(address_mark__contains="@").exists()


def test_everybody_together_has_a_bound_too(asked, monkeypatch):
    monkeypatch.setattr(links, "MOST_IN_ALL", 1)
    a_link(asked)
    with refuses("too_many_links"):
        a_link(asked, "annan@exempel.invalid", device="192.0.2.8")


def test_no_link_is_mailed_when_the_time_is_out_nor_to_what_is_no_address(asked):
    with refuses("answer_address_unreadable"):
        a_link(asked, "alva")
    with refuses("consultation_over"):
        a_link(asked, days=80)


# --- The answer --------------------------------------------------------------------------------------


def test_who_has_confirmed_an_address_answers_and_gets_a_receipt(asked):
    client = a_browser(asked)
    sent(client, asked, standpunkt_0="Avstyrker", skal_0="Resorna blir för långa.")
    page = client.get(f"/remisser/{asked.key}/svara/kvitto/1/").content.decode()
    assert "Svaret är mottaget" in page
    receipt = client.get(f"/remisser/{asked.key}/svara/kvitto/1/kvitto.json")
    assert receipt.content.decode() == FilingVersion.objects.get(filing__kind="open_answer").receipt
    # Again from the same address, in another browser: the same answer, replaced.
    sent(a_browser(asked), asked, standpunkt_0="Stöder")
    assert Filing.objects.filter(kind="open_answer").count() == 1
    assert summary_of(asked).rows[0].counts == {"support": 1, "change": 0, "oppose": 0, "silent": 0}


def test_nobody_else_opens_it(asked):
    sent(a_browser(asked), asked)
    here = f"/remisser/{asked.key}/svara/"
    another, stranger = a_browser(asked, "bo@exempel.invalid"), Client()
    assert "Alva Ek" not in another.get(f"{here}svar/").content.decode()
    assert another.get(f"{here}kvitto/1/").status_code == 404
    assert stranger.get(f"{here}svar/").headers["Location"] == here
    assert stranger.get(f"{here}kvitto/1/").status_code == 404


def test_an_account_of_the_same_number_is_somebody_else(asked):
    sent(a_browser(asked), asked)
    filing = Filing.objects.get(kind="open_answer")
    assert filing.person < 0
    assert not access.reach(Actor("user", str(-filing.person)), "open_answer.read_own").covers_owner(
        None, filing.person
    )
    assert access.reach(Actor("address", str(-filing.person)), "open_answer.read_own").covers_owner(None, filing.person)


def test_an_address_reaches_nothing_but_its_own(asked):
    by = links.actor_of(links.confirm(token=a_link(asked), now=timezone.now()))
    with refuses("no_such_role"):
        acts.say_outcome(consultation=asked, body=SKANE, part="", outcome="no", why="Nej", by=by)


def test_private_persons_have_a_number_and_organisations_their_name_on_the_web(asked):
    sent(a_browser(asked), asked, standpunkt_0="Avstyrker", allmant_villkor="Ring mig på 070.")
    sent(
        a_browser(asked, "kansli@exempel.invalid"), asked, for_vem="En organisation", organisation="Norrskensföreningen"
    )
    answered(asked, SKANE, standpunkt_0="Stöder")
    assert {body.name for body in bodies_that_answered(asked).values()} == {
        "Privatperson 1", "Norrskensföreningen", "Region Skåne",
    }  # fmt: skip
    key = next(key for key, body in bodies_that_answered(asked).items() if body.name == "Privatperson 1")
    officer = actor(a_person(Role.OFFICER))
    acts.say_outcome(consultation=asked, body=key, part="linsbyte", outcome="no", why="Få patienter.", by=officer)
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    page = Client().get(f"/remisser/{asked.key}/").content.decode()
    for words in ("Privatperson 1", "Norrskensföreningen", "Få patienter."):
        assert words in page
    for words in ("Alva", "070", ADDRESS):
        assert words not in page


def test_the_registrar_meets_every_answer_that_has_no_number_and_paper_that_waits(asked):
    sent(a_browser(asked), asked)
    answered(asked, SKANE, standpunkt_0="Stöder")
    now, one, other = timezone.now(), a_person(Role.REGISTRAR), a_person(Role.REGISTRAR)
    told = {"kind": "consultation", "about": asked.key, "owner": Owner(WEST), "came_at": now, "came_by": "mail"}
    raw = {"helheten": "Avstyrker", "standpunkt-0": "Avstyrker"}
    entry = enter_paper(**told, why="Kom med e-post.", raw=raw, by=actor(one), now=now, once_key=once())
    page = signed_in(Client(), other).get("/handlaggning/").content.decode()
    for words in ("Svar utan konto", "Region Skåne", "Västra Götalandsregionen"):
        assert words in page
    confirm_paper(entry=entry, by=actor(other), now=timezone.now())
    assert [part.name for part, _found in desk(actor(other), timezone.now())] == ["answers_unnumbered"]
    assert summary_of(asked).rows[0].counts == {"support": 1, "change": 0, "oppose": 1, "silent": 1}
    # Sent by the web as well, the region is still one body, by what came last.
    answered(asked, WEST, standpunkt_0="Stöder")
    assert summary_of(asked).rows[0].counts == {"support": 2, "change": 0, "oppose": 0, "silent": 1}


def test_officers_read_what_has_come_in_and_nothing_of_a_draft(asked):
    client, draft = a_browser(asked), a_browser(asked, "bo@exempel.invalid")
    sent(client, asked)
    draft.get(f"/remisser/{asked.key}/svara/svar/")
    officer = signed_in(Client(), a_person(Role.OFFICER))
    listed = officer.get("/handlaggning/svar-utan-konto/").content.decode()
    filings = Filing.objects.filter(kind="open_answer")
    keys = {filing.received_at is None: filing.key for filing in filings}
    assert keys[False] in listed
    assert keys[True] not in listed
    assert "Alva Ek" in officer.get(f"/handlaggning/svar-utan-konto/{keys[False]}/").content.decode()
    assert officer.get(f"/handlaggning/svar-utan-konto/{keys[True]}/").status_code == 404
