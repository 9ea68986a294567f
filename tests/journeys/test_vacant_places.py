"""Places that nobody has, in a real browser: an area with sub-permits in three steps is given in part to two who
co-operate, and a seed area's permit is revoked. What is left is called anew, and given to another."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.process.permits.models import PermitMatter
from nhv.program.demo.people import BY, SOUTH, WEST
from nhv.program.demo.to_the_board import Applicant
from nhv.register.acts.documents import publish_document
from nhv.register.acts.permits import strike
from nhv.register.models import Area, Call, Permit
from nhv.specification.motion import Outcome
from tests.journeys.applying import own_product
from tests.journeys.at_the_board import (
    OFFICER,
    Way,
    begins,
    called_before,
    fill,
    in_days,
    is_decided,
    is_heard_out,
    is_prepared,
    is_published,
    is_sent,
    motion_of,
)
from tests.journeys.conftest import PHONE, WIDE
from tests.support.days import on_a_working_day

METABOLIC, NEUROMUSCULAR = "medfodd-metabol-sjukdom-inklusive-nyfoddhetsscreening", "neuromuskulara-sjukdomar"
NORTH = "region-vasterbotten"
IN_THE_WEST, IN_THE_SOUTH, IN_THE_NORTH = (
    Applicant(WEST, "sahlgrenska-universitetssjukhuset", "Störst vana i landet.", "Jouren finns.", Outcome.GRANT),
    Applicant(SOUTH, "skanes-universitetssjukhus", "Screening görs inte här.", "Jouren finns.", Outcome.PART),
    Applicant(NORTH, "norrlands-universitetssjukhus", "Ett team byggs.", "Jouren finns.", Outcome.REFUSE),
)


@pytest.fixture
def way(browser: Browser, databases) -> Iterator[Way]:
    with own_product(databases) as product:
        made = Way(browser, product, looks=False)
        yield made
        for person in made.people.values():
            person.leaves()


def as_before_the_board(area: str) -> None:
    """Nobody has a permit of the area yet."""
    for one in Permit.objects.known().filter(area__key=area):
        strike(permit=one, by=BY, why="Prov: före nämndens beslut.")
    said = Area.objects.get(key=area).documents.newest_first()[0].specification
    told = said.completeness.model_copy(update={"holders": "not_decided"})
    publish_document(area=said.model_copy(update={"completeness": told}), by=BY, why="Prov")


def is_agreed(way: Way) -> None:
    """The group asks two whether they would co-operate, and both would."""
    does = {f"does-{way.filed[WEST]}": "Screenar alla nyfödda.", f"does-{way.filed[SOUTH]}": "Verifierar i söder."}
    path = f"/matris/{way.call.key}/samverkan/"
    way.does("beredning2-sekreterare", path, "Skicka till de sökande", words="Ett gemensamt jourschema.", **does)
    for who in ("vast-sander", "skane-sander"):
        asked = way.person(who)
        asked.opens("/samverkan/")
        asked.follows("Medfödd")
        fill(asked, "agrees", "yes")
        asked.is_in_order(PHONE, WIDE)
        asked.presses_button("Skicka svaret")


def is_called_anew(way: Way, name: str, left: str) -> Call:
    """From the officer's list of places that nobody has to a call that everybody reads: so many are `left`."""
    officer = way.person(OFFICER)
    officer.opens("/handlaggning/tillstand/")
    officer.is_in_order(WIDE, PHONE)
    row = officer.page.locator("#lediga ~ ul > li").filter(has_text=name).first
    row.get_by_role("link", name="Utlys platsen").click()
    expect(officer.page.locator("[name=area] option:checked")).to_contain_text(name)
    fill(officer, "deadline", on_a_working_day(60).isoformat())
    officer.presses_button("Gör ett utkast")
    fill(officer, "contact_email", "utlysningar@demo.invalid")
    fill(officer, "questions_until", on_a_working_day(40).isoformat())
    officer.page.locator("main form button[type=submit]").first.click()
    made = Call.cases.made_here().order_by("-pk")[0]
    way.does(OFFICER, f"/handlaggning/utlysningar/{made.key}/publicera/", "Publicera")
    way.everybody_sees(f"/utlysningar/{made.key}/", name, left)
    officer.opens("/handlaggning/tillstand/")
    expect(officer.page.locator("#lediga ~ ul > li").filter(has_text=name).first).to_contain_text("en utlysning finns")
    return Call.cases.get(pk=made.pk)


def test_three_steps_of_sub_permits_are_given_to_two_who_co_operate_and_what_is_left_is_called_anew(way: Way):
    as_before_the_board(METABOLIC)
    way.is_applied_for(called_before(METABOLIC), (IN_THE_WEST, IN_THE_SOUTH, IN_THE_NORTH))
    is_prepared(way)
    is_agreed(way)
    is_heard_out()
    subs = {WEST: ["punkt-1", "punkt-2"], SOUTH: ["punkt-2"]}
    said = motion_of(way, {WEST: "grant", SOUTH: "part", NORTH: "refuse"}, subs)
    # The innermost part begins later than the permit.
    said[f"from-{way.filed[WEST]}-punkt-1"] = in_days(90)
    meeting = begins(way)
    is_decided(way, meeting, **said, cooperations=[f"{way.call.key}-sam-1"])
    is_sent(way, meeting, "grant", "part", "refuse")
    is_published()
    decision = f"/utlysningar/{way.call.key}/beslut/"
    way.everybody_sees(
        decision,
        "Tillstånd ges för 2 av 3 platser, och 1 lämnas vakant.",
        "ges för 1 av 1 platser.",
        "ges för 2 av 2 platser.",
        "Ett gemensamt jourschema.",
        english="Permits are granted for 2 of 3 places, and 1 is left vacant.",
    )
    # They co-operate, and are named.
    way.everybody_sees(f"/omraden/{METABOLIC}/", "i samverkan med Region Skåne")
    permit = Permit.objects.known().get(area__key=METABOLIC, holder__key=WEST)
    assert (permit.sub_permits, permit.cooperates_with) == (["punkt-1", "punkt-2"], [SOUTH])
    assert permit.part_days == {"punkt-1": {"from": in_days(90)}}
    is_called_anew(way, "Medfödd metabol sjukdom", "3, varav 1 ledig")


def is_asked_back(way: Way) -> None:
    """The south writes that it gives its permit back, and the officer takes it to the board."""
    south, officer = way.person("skane-sander"), way.person(OFFICER)
    permit = Permit.objects.known().get(area__key=NEUROMUSCULAR, holder__key=SOUTH)
    south.opens(f"/skrivelser/ny/{NEUROMUSCULAR}-{permit.number}/")
    south.presses_button("Börja")
    whole = south.page.url.partition("avsnitt")[0]
    south.opens(f"{whole}avsnitt/skrivelsen/")
    south.page.get_by_label("Regionen begär att tillståndet återkallas").check()
    south.answers("fran", in_days(0))
    south.answers("beskrivning", "Teamet har slutat.")
    south.page.locator("main form button[name=go][value=next]").last.click()
    south.opens(whole)
    south.follows("Läs igenom och skicka in")
    south.presses_button("Skicka in")
    south.sees("mottage")
    officer.opens("/handlaggning/tillstand/")
    officer.follows("Ta upp i ett ärende")
    expect(officer.page.get_by_label("Återkallelse", exact=False).first).to_be_checked()
    officer.presses_button("Öppna ärendet")
    officer.follows("Lämna till nämnden")
    officer.presses_button("Lämna ärendet till nämnden")


def is_revoked(way: Way) -> None:
    """The board takes the permit back from a day, and new referrals turn at once."""
    meeting = begins(way, about=f"tillstånd {PermitMatter.objects.get().key}")
    said = {"kind": "approve", "last-": in_days(90), "turned_on": in_days(0), "why": "Regionen begär det."}
    is_decided(way, meeting, **said)
    is_sent(way, meeting, "revoke")
    is_published()
    way.everybody_sees(f"/omraden/{NEUROMUSCULAR}/", "Tar inte emot nya remisser")


def test_a_seed_areas_permit_is_revoked_and_another_gets_its_place_in_part(way: Way):
    is_asked_back(way)
    is_revoked(way)
    call = is_called_anew(way, "Neuromuskulära sjukdomar", "4, varav 1 ledig")
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    call.refresh_from_db()
    way.is_applied_for(call, (IN_THE_NORTH,))
    is_prepared(way)
    is_heard_out()
    meeting = begins(way)
    is_decided(way, meeting, **motion_of(way, {NORTH: "part"}, {}))
    is_sent(way, meeting, "part")
    is_published()
    way.everybody_sees(
        f"/utlysningar/{way.call.key}/beslut/",
        "Tillstånd ges för 1 av 4 platser, och 3 har redan innehavare.",
        "ges för 0 av 2 platser, och 2 har redan innehavare.",
        english="Permits are granted for 1 of 4 places, and 3 have holders already.",
    )
    way.everybody_sees(f"/omraden/{NEUROMUSCULAR}/", way.names[NORTH])
