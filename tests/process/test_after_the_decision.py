"""What everybody reads when the board has decided: nothing that was written before its decision stands against it, and
the call for a place that is vacant says which are taken."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.calls import acts as calls
from nhv.process.permits.places import places_of
from nhv.process.weighing.queries import applications
from nhv.register.models import AreaDocument, Organisation, OutgoingMessage
from tests.support.board import a_board, a_hearing, a_weighed_call, an_open_meeting, an_opinion, made_public, permits
from tests.support.calls import AREA, PROGRAM, SKANE, WEST, a_draft_call
from tests.support.pages import get

pytestmark = pytest.mark.usefixtures("register")
NOT_YET = (
    "Inga enheter är utsedda",
    "har inte utsett",
    "Inget nämndbeslut är taget",
    "inte beslutade ännu",
    "sakkunniggruppens förslag",
    "No units have been appointed",
    "not_decided",
)
PAGES = (f"/omraden/{AREA}/", f"/en/omraden/{AREA}/", f"/omraden/{AREA}/for-patienter/", f"/omraden/{AREA}/tillstand/")
REGISTRAR = "registrator@skane.invalid"
UNIT = "Skånes universitetssjukhus"


@pytest.fixture
def granted(register):
    """The board has given one of two applicants a permit, and everybody may read it."""
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    before = " ".join(told() for told in (lambda: get(PAGES[0]).text, _api))
    assert all(one in before for one in ("Inga enheter är utsedda", "not_decided")), "said as long as it is true"
    made_public(board, item, permits(applications(weighing.call), refuse=WEST))
    return weighing.call


def _api() -> str:
    return Client().get(f"/api/v1/areas/{AREA}").content.decode()


def test_no_page_says_that_nothing_is_decided_when_it_is(granted):
    told = {address: get(address).text for address in PAGES} | {"api": _api()}
    assert UNIT in told[PAGES[0]]
    for address, text in told.items():
        for words in NOT_YET:
            assert words not in text, (address, words)


def test_the_call_for_a_vacant_place_says_who_has_the_others_and_how_many_are_open(granted):
    places = places_of(AREA)
    assert (places.decided, [one.region.key for one in places.taken], places.free) == (2, [SKANE], 1)
    Organisation.objects.filter(key=SKANE).update(email=REGISTRAR)
    draft = a_draft_call(key="ny-plats", contact_email="fragor@exempel.invalid", questions_until=_in(9))
    said = (
        f"Utlysningen gäller en plats. Vården ska bedrivas vid två enheter. Har redan tillstånd tills vidare: {UNIT} "
        "(Region Skåne)."
    )
    calls.publish(call=draft, by=PROGRAM, now=timezone.now())
    page = get("/utlysningar/ny-plats/")
    assert said in page.text
    assert "Antal enheter 2, varav 1 ledig" in page.text
    assert "vid två enheter. Utlysningen" not in page.text, "two units are not what is called for"
    assert get("/utlysningar/ny-plats/utlysning.pdf").status == 200
    (letter,) = OutgoingMessage.objects.filter(kind="call", subject__startswith="Ny utlysning", to=REGISTRAR).order_by(
        "-pk"
    )[:1]
    assert said in letter.text
    told = Client().get("/api/v1/calls").json()["items"]
    (one,) = (each for each in told if each["key"] == "ny-plats")
    assert (one["places_open"], [each["place"] for each in one["taken"]]) == (1, [UNIT])


def test_a_first_call_says_nothing_of_places_that_nobody_has():
    draft = a_draft_call(key="den-forsta", contact_email="fragor@exempel.invalid", questions_until=_in(9))
    assert (draft.facts.taken, draft.facts.places_open) == ((), None)
    assert "varav" not in get("/utlysningar/den-forsta/").text


@pytest.mark.parametrize("words", ["utsedd", "utsett", "ppointed"])
def test_no_document_says_in_prose_what_the_permits_tell(words):
    """A sentence that is true until the board decides would stand beside its decision the day after."""
    for document in AreaDocument.objects.all():
        area = document.specification
        prose = [area.summary or "", area.summary_en or "", *area.notes, *area.completeness.missing]
        assert not [one for one in prose if words in one], document.area.key


def _in(days: int):
    return timezone.localdate() + timedelta(days=days)
