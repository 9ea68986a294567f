"""What everybody reads of a permit's life: a part that ends, said before, on and after its day; a revocation and a
re-examination in the condition's trail, on the area's page, in its timeline and day by day; all from one place."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.language.dates import date_in_words
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Decided, Next
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.permits.places import vacant_places
from nhv.process.permits.told import decisions_told
from nhv.register.models import Permit
from nhv.register.publication import publish
from nhv.rules.roles import Role
from nhv.specification.motion import Motion, MotionKind, Stage
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.board import a_board, made_public, on_the_agenda
from tests.support.calls import PROGRAM
from tests.support.pages import get
from tests.support.people import a_person, actor
from tests.support.permits import a_matter_before_the_board

AREA, HOLDER = "provomrade", "vastra-gotalandsregionen"
CHILDREN = {"key": "barn", "text": "Vård av barn", "units": 1}
DOCTORS = {"key": "narkos", "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt"}
DAYS = {"decided_on": date(2023, 12, 1)}
SAHLGRENSKA = "Sahlgrenska universitetssjukhuset"


@pytest.fixture(autouse=True)
def _two_permits(register):
    west = {**WEST, **DAYS, "sub_permits": ["barn"], "cooperates_with": ["Region Skåne"]}
    south = {**SOUTH, **DAYS, "cooperates_with": ["Västra Götalandsregionen"]}
    publish([a_file(west, south, conditions=[DOCTORS], sub_permits=[CHILDREN], units=2)], by=PROGRAM)


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _words(day: date) -> str:
    return date_in_words(day)


def _on(day: date, page: str = "") -> str:
    return get(f"/omraden/{AREA}/{page}?datum={day}").text


def _matter(kind: MatterKind, ground: Ground | None = None):
    permit = Permit.objects.known().select_related("area", "holder").get(area__key=AREA, holder__key=HOLDER)
    about = About(kind, "Narkosen saknas.", ground=ground, conditions=("narkos",))
    return acts.open_matter(
        area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=timezone.now()
    )


def _revoked(*stages: Stage, **more: object) -> str:
    """The board revokes it, after the holder's reply. Gives the matter's key."""
    matter, now = _matter(MatterKind.REVOCATION, Ground.CONDITIONS), timezone.now()
    acts.hear(matter=matter, told="Narkosen saknas.", last_day=_in(2), by=PROGRAM, now=now)
    acts.reply(matter=matter, words="Vi söker läkare.", by=actor(a_person(Role.SIGNATORY, HOLDER)), now=now)
    matter.refresh_from_db()
    acts_matter = a_matter_before_the_board(_out_of_time(matter))
    board = a_board()
    said = {"kind": MotionKind.APPROVE, "why": "Villkoret uppfylls inte.", "stages": stages, **more}
    made_public(board, on_the_agenda(board, acts_matter), Motion.model_validate(said))
    return matter.key


def _out_of_time(matter):
    type(matter).objects.filter(pk=matter.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    matter.refresh_from_db()
    return matter


def test_a_part_that_ends_is_said_before_on_and_after_its_day():
    last = _in(30)
    _revoked(Stage(part="barn", last=last))
    until = f"till och med {_words(last)}"
    for day in (_in(0), last):
        assert f"Vård av barn {until}" in _on(day)
        assert f"Undertillstånd: Vård av barn {until}" in _on(day, "tillstand/")
    after, days = _on(last + timedelta(days=1)), _on(last + timedelta(days=1), "tillstand/")
    assert f"{SAHLGRENSKA} hade det {until}" in after
    assert "inte inlagt här" not in after.partition("Enheter med tillstånd")[2].partition("Villkor")[0]
    assert f"Undertillståndet ”Vård av barn” gällde {until}." in days
    assert "Utan undertillstånd för: Vård av barn" in days, "the other permit never had it"
    # The rows of what has been known differ in what differs.
    rows = [one for one in get(f"/omraden/{AREA}/tillstand/").texts("//tbody/tr") if SAHLGRENSKA in one]
    assert len(rows) == len(set(rows)) == 2
    clause = f"/omraden/{AREA}/punkt/barn/?datum={last + timedelta(days=1)}"
    page = get(clause).text
    assert "Ingen enhet har tillstånd till det. 0 av 1 beslutade platser har tillstånd, och 1 är vakant." in page
    assert "Nämnden har inte gett" not in page
    (vacant,) = (one for one in vacant_places() if one.area == AREA)
    assert (vacant.part, vacant.decided, vacant.held, vacant.free) == ("barn", 1, 0, 1)


def test_a_revocation_is_told_with_ground_condition_and_reply_wherever_the_permit_is():
    key = _revoked(Stage(last=_in(60)), turned_on=_in(10))
    trail = get(f"/omraden/{AREA}/villkor/narkos/").text
    days = get(f"/omraden/{AREA}/tillstand/").text
    paper = get(f"/omraden/{AREA}/tillstand/{key}/").text
    for text in (trail, days, paper):
        for words in ("uppfylls inte längre", "Narkos dygnet runt", "Störst vana"):
            assert words in text.replace("Villkoren", "villkoren")
        # What the holder wrote nobody has read through for everybody.
        assert "Vi söker läkare." not in text
    assert f"Innehavaren yttrade sig den {_words(_in(0))}." in trail
    assert "och har yttrat sig." in paper
    assert f"från 1 januari 2024 till och med {_words(_in(60))}" in trail
    area = get(f"/omraden/{AREA}/")
    assert f"/omraden/{AREA}/tillstand/{key}/" in area.links("//section[@aria-labelledby='beslut']//a")
    (timeline,) = area.texts("//section[@aria-labelledby='tidslinje']//ol")
    assert f"Nämnden återkallade ett tillstånd, helt eller till en del {SAHLGRENSKA}" in timeline
    # What comes later is no part of an earlier day.
    assert "Tillståndet återkallas" in _on(_in(0))
    assert "Tillståndet återkallas" not in _on(_in(-1))
    assert "Tar inte emot nya remisser" not in _on(_in(9), "tillstand/")
    assert f"Tar inte emot nya remisser sedan {_words(_in(10))}" in _on(_in(10), "tillstand/")


def test_a_permit_that_is_tried_again_and_kept_is_told_of_too():
    now = timezone.now()
    matter = _matter(MatterKind.RE_EXAMINATION)
    acts.hear(matter=matter, told="Omprövning.", last_day=_in(2), by=PROGRAM, now=now)
    decided = Decided("4.1-20/2028", "Nämnden", _in(0), granted=False, reasons="Jouren är bemannad.")
    for address in ("villkor/narkos/", "tillstand/", ""):
        assert "4.1-20/2028" not in get(f"/en/omraden/{AREA}/{address}").text
    acts.decide(matter=_out_of_time(matter), said=decided, by=PROGRAM, now=now)
    for address in ("villkor/narkos/", "tillstand/", ""):
        page = get(f"/omraden/{AREA}/{address}").text
        assert "Tillståndet gäller som förut" in page
        assert "4.1-20/2028" in page
    assert "Jouren är bemannad." in get(f"/omraden/{AREA}/villkor/narkos/").text
    assert "prövades på nytt och gäller som förut" in get(f"/omraden/{AREA}/").text


def test_a_partner_is_named_and_is_one_no_more_when_its_permit_has_ended():
    row = "//section[@aria-labelledby='enheter']//tr[contains(., 'Skånes')]"
    (before,) = get(f"/omraden/{AREA}/").texts(row)
    assert "i samverkan med Västra Götalandsregionen" in before
    _revoked(Stage(last=_in(5)))
    (then,) = get(f"/omraden/{AREA}/?datum={_in(5)}").texts(row)
    (after,) = get(f"/omraden/{AREA}/?datum={_in(6)}").texts(row)
    assert "i samverkan med" in then
    assert "i samverkan med" not in after


def test_what_is_told_asks_as_much_for_ten_decisions_as_for_one():
    asked = []
    for _round in range(2):
        for _one in range(1 if not asked else 9):
            now, matter = timezone.now(), _matter(MatterKind.RE_EXAMINATION)
            acts.hear(matter=matter, told="Omprövning.", last_day=_in(2), by=PROGRAM, now=now)
            said = Decided("1/2028", "Nämnden", _in(0), granted=False, reasons="Skäl.")
            acts.decide(matter=_out_of_time(matter), said=said, by=PROGRAM, now=now)
        with CaptureQueriesContext(connection) as captured:
            assert len(decisions_told(AREA)) == (1 if not asked else 10)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 3
