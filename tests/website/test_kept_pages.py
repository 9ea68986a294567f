"""Public pages are kept until what they are made of changes, and only where their address asks nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.accounts.vouching.regional_care import save_regional_care
from nhv.followup.memory import FOLLOW_UP
from nhv.process.board.seats import BOARD_KIND
from nhv.process.cases.acts import CASE_KIND, open_case
from nhv.process.corrections.acts import CORRECTION, REPORT
from nhv.process.placements.baselines import BASELINE
from nhv.process.proposals.acts import PROPOSAL_KIND
from nhv.records.acts import one_transaction
from nhv.register.acts.documents import publish_document, publish_general
from nhv.register.acts.permits import Terms, grant
from nhv.register.general import general
from nhv.register.memory import (
    AREA,
    CALL,
    DIARY,
    GENERAL,
    ORGANISATION,
    PERMIT,
    REFERRAL,
    REGIONAL_CARE,
    REGISTER_KINDS,
)
from nhv.register.models import Area, Organisation
from nhv.register.organisations import enter_organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.specification.referrals import ReferralFacts
from nhv.specification.regional_care import RegionalCareFacts
from nhv.website import caching
from tests.support.areas import WEST, a_file, an_area
from tests.support.calls import an_open_call

US = Actor("program", "test")
EXCLUSIONS = [{"key": "enkel-vard", "text": "Enkel vård."}]
HELD = {AREA, PERMIT, ORGANISATION}
# Address → what its page is made of.
PAGES: dict[str, set[str]] = {
    "/": {*HELD, CALL},
    "/omraden/": {*HELD, REFERRAL},
    "/omraden/provomrade/": {*HELD, CALL, REFERRAL, CORRECTION, BOARD_KIND},
    "/omraden/provomrade/punkt/bedomning/": {*HELD, CALL, REFERRAL, REGIONAL_CARE, CORRECTION},
    "/omraden/provomrade/punkt/enkel-vard/?region=region-skane": {*HELD, CALL, REFERRAL, REGIONAL_CARE, CORRECTION},
    "/omraden/provomrade/for-patienter/": {*HELD, CALL, GENERAL},
    "/rattelser/": {REPORT, CORRECTION, CASE_KIND},
    "/omraden/provomrade/versioner/": {AREA},
    "/utlysningar/": {CALL},
    "/utlysningar/ansokan-2025/": {CALL, BOARD_KIND},
    "/utlysningar.atom": {CALL},
    "/pagaende/": {*HELD, CALL, CASE_KIND},
    "/pagaende/viss-avancerad-esofaguskirurgi/": {*HELD, CALL, CASE_KIND, BOARD_KIND},
    "/pagaende/forslag/": {PROPOSAL_KIND},
    "/pagaende.atom": {CASE_KIND},
    "/pagaende.ics": {AREA, CALL, CASE_KIND},
    "/andringar.atom": {AREA, PERMIT},
    "/sitemap.xml": {AREA, CALL, ORGANISATION},
    "/regioner/": {ORGANISATION},
    "/regioner/region-skane/": {*HELD, REFERRAL},
    "/portfolj/": HELD,
    "/portfolj/region-skane/": {*HELD, FOLLOW_UP},
    "/utgangslagen/": {BASELINE},
    "/om-data/": HELD,
    "/tillganglighet/": set(),
    "/api/v1/api-info": set(),
    "/api/v1/areas": HELD,
    "/api/v1/areas/provomrade": {*HELD, CALL, REFERRAL},
    "/api/v1/areas/provomrade/versions": {AREA},
    "/api/v1/permits": {*HELD, REFERRAL},
    "/api/v1/calls": {CALL},
    "/api/v1/organisations": {ORGANISATION},
    "/api/v1/regional-care": {AREA, ORGANISATION, REGIONAL_CARE},
    "/api/v1/register.json": set(REGISTER_KINDS),
    "/api/v1/portfolio": {*HELD, FOLLOW_UP},
    "/api/v1/portfolio.csv": {*HELD, FOLLOW_UP},
    "/api/v1/portfolio/region-skane": {*HELD, FOLLOW_UP},
    "/api/v1/register.csv": {*HELD, REFERRAL},
    "/api/v1/register.xlsx": {*HELD, REFERRAL},
}


@pytest.fixture(autouse=True)
def _a_register(sqlite_register, monkeypatch):
    publish([a_file(WEST, exclusions=EXCLUSIONS)], by=US)
    monkeypatch.setattr(caching, "KEPT", caching.Pages(most_bytes=16_000_000))
    # Pages that say whether a call is open are made anew each minute; here it stands still.
    monkeypatch.setattr(caching, "this_minute", lambda: "")


def tags() -> dict[str, str]:
    return {address: Client().get(address)["ETag"] for address in PAGES}


@pytest.mark.parametrize(
    "kind",
    [
        *REGISTER_KINDS,
        REGIONAL_CARE,
        CASE_KIND,
        BOARD_KIND,
        PROPOSAL_KIND,
        REPORT,
        CORRECTION,
        "filing",
        "user",
        "call_case",
        "address",
    ],
)
def test_a_page_is_made_anew_by_what_it_is_made_of_and_by_nothing_else(kind, monkeypatch):
    minute = timezone.now().replace(second=0)
    monkeypatch.setattr(timezone, "now", lambda: minute)
    before = tags()
    with one_transaction(Area):
        DIARY.record("prov", kind=kind, key="provomrade", by=US)
    after = tags()
    assert {page for page in PAGES if after[page] != before[page]} == {page for page in PAGES if kind in PAGES[page]}


ACTS: dict[str, Callable[[], object]] = {
    "area": lambda: publish_document(area=an_area(name_en="Test area", units=1, exclusions=EXCLUSIONS), by=US),
    "permit": lambda: grant(
        document=Area.objects.get(key="provomrade").documents.newest_first()[0],
        terms=Terms(holder=Organisation.objects.get(key="region-skane"), valid_from=date(2024, 1, 1)),
        by=US,
    ),
    "organisation": lambda: enter_organisation(
        kind="hospital", name="Provsjukhuset", under=Organisation.objects.get(key="region-skane"), by=US
    ),
    "call": lambda: an_open_call(area="provomrade"),
    "referral information": lambda: save_referral_information(
        area=Area.objects.get(key="provomrade"),
        holder=Organisation.objects.get(key="sahlgrenska-universitetssjukhuset"),
        facts=ReferralFacts(address="Provgatan 1"),
        seen_version=0,
        by=US,
        now=timezone.now(),
    ),
    "regional care": lambda: save_regional_care(
        area=Area.objects.get(key="provomrade"),
        clause="enkel-vard",
        region=Organisation.objects.get(key="region-skane"),
        facts=RegionalCareFacts(who="Provkliniken"),
        seen_version=0,
        by=US,
        now=timezone.now(),
    ),
    "case": lambda: open_case(title="Provärende", by=US, now=timezone.now(), once_key="prov"),
    "general": lambda: publish_general(general=general().model_copy(update={"facts": (), "functions": ()}), by=US),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_page_says_something_else_under_the_same_tag(act, monkeypatch):
    """The slow way: every page is made anew after a real act, and what differs must have another tag."""
    minute = timezone.now().replace(second=0)
    monkeypatch.setattr(timezone, "now", lambda: minute)

    def made_anew() -> dict[str, tuple[str, bytes]]:
        monkeypatch.setattr(caching, "KEPT", caching.Pages(most_bytes=0))
        answers = {address: Client().get(address) for address in PAGES}
        return {address: (answer["ETag"], answer.content) for address, answer in answers.items()}

    before = made_anew()
    ACTS[act]()
    after = made_anew()
    assert {page for page in PAGES if after[page][1] != before[page][1] and after[page][0] == before[page][0]} == set()
    assert act == "general" or any(after[page][1] != before[page][1] for page in PAGES)


# --- Questions ---------------------------------------------------------------------------------------

ASKING = (
    "/sok/?q=hemligsjuka",
    "/api/v1/search?q=hemligsjuka",
    "/omraden/provomrade/?q=hemligsjuka",
    "/omraden/provomrade/punkt/bedomning/?q=hemligsjuka",
    "/omraden/?text=hemligsjuka",
    "/omraden/?sida=hemligsjuka",
    "/omraden/?hittepa=hemligsjuka",
)
ASKING_NOTHING = ("/", "/omraden/?sida=1&galler=ja&alder=barn&text=", "/omraden/provomrade/?datum=2024-05-01")


def kept() -> int:
    return len(caching.KEPT._pages)


@pytest.mark.parametrize("address", ASKING)
def test_what_somebody_asks_is_kept_by_nobody_else(address):
    for _time in range(2):
        answer = Client().get(address)
        assert "private" in answer["Cache-Control"] and "public" not in answer["Cache-Control"]
    assert kept() == 0


@pytest.mark.parametrize("address", ASKING_NOTHING)
def test_a_page_that_asks_nothing_would_have_been_kept(address):
    answer = Client().get(address)
    assert (answer.status_code, "public" in answer["Cache-Control"], kept()) == (200, True, 1)


@pytest.mark.parametrize(("second", "seconds"), [(0, 60), (59, 1)])
def test_nobody_keeps_a_call_past_the_minute_its_time_is_out(second, seconds, monkeypatch):
    call = an_open_call(area="provomrade")
    minute = timezone.now().replace(second=second)
    monkeypatch.setattr(timezone, "now", lambda: minute)
    for address in ("/utlysningar/", f"/utlysningar/{call.key}/", "/api/v1/calls"):
        assert f"max-age={seconds}" in Client().get(address)["Cache-Control"].split(", "), address
    assert "max-age=60" in Client().get("/omraden/provomrade/")["Cache-Control"], "else every page is kept as short"


def test_a_page_is_made_anew_where_the_installation_has_moved_to_another_address(register):
    address = "/api/v1/register.csv"
    kept = Client().get(address)
    assert Client().get(address, headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
    with override_settings(BASE_URL="https://moved.example"):
        moved = Client().get(address, headers={"If-None-Match": kept.headers["ETag"]})
        assert moved.status_code == 200 and "https://moved.example/omraden/" in moved.content.decode()
    assert "moved.example" not in Client().get(address).content.decode()
