"""The board's way in a real browser: from received applications to two permits in force, one of them in part and a
place left vacant. On the way the case is sent back, a member steps out and the deputy steps in, and one dissents."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.accounts.models import User
from nhv.process.board.models import Meeting, PublishedDecision
from nhv.process.board.sending import publish_due
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.queries import applications
from nhv.register.models import Call, Permit
from nhv.register.publication import publish
from nhv.rules.roles import Role
from nhv.specification.area import Area
from nhv.specification.document import AreaFile
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through, resize
from tests.support.board import GROUP, Board, a_board
from tests.support.calls import PROGRAM, SKANE, WEST, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, an_organisation

NORTH = "region-vasterbotten"
NAMES = {NORTH: "Region Västerbotten", SKANE: "Region Skåne", WEST: "Västra Götalandsregionen"}
CHILDREN = "Barn under 18 år"
DARK = "Mörkrum"


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def three_have_applied() -> Call:
    """For an invented area of three units, of which one for children; the time to apply is out."""
    plain = {
        "key": "norrskenssjuka",
        "name": "Norrskenssjuka",
        "units": 3,
        "in_force_from": timezone.localdate() - timedelta(days=30),
        "scope": [{"key": "omfattning", "points": [{"key": "linsbyte", "text": "Linsbyte"}]}],
        "sub_permits": [{"key": "barn", "text": CHILDREN, "units": 1, "covers": {"points": ["linsbyte"]}}],
        "conditions": [{"key": "morkrum", "group": "critical_equipment", "force": "must", "text": DARK,
                        "stage": "called", "question": {"kind": "yes_no", "text": "Finns mörkrum?"}}],
    }  # fmt: skip
    publish([AreaFile(area=Area.model_validate(plain))], by=PROGRAM)
    call = an_open_call(area="norrskenssjuka", key="norrskenssjuka-prov")
    for region in NAMES:
        by = an_applicant(region)
        sent(a_draft(call, by, organisation=region), by)
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    return Call.cases.get(pk=call.pk)


class Way:
    """The people of one way, each in a browser of their own while they do something."""

    def __init__(self, browser: Browser, product: str) -> None:
        self.browser, self.product = browser, product
        self.people: dict[int, Person] = {}
        self.looked_at: set[tuple[str, ...]] = set()
        self.call = three_have_applied()
        an_organisation(GROUP, "group")
        self.board: Board = a_board()
        self.officer = a_person(Role.OFFICER, "socialstyrelsen")
        self.filed = {one.organisation.key: one.key for one in applications(self.call) if one.organisation}

    def person(self, user: User) -> Person:
        """One browser each, that stays open."""
        if user.pk not in self.people:
            self.people[user.pk] = Person(self.browser, self.product, user)
        return self.people[user.pk]

    def does(self, user: User, path: str, button: str, **fields: object) -> None:
        """Somebody fills in a form and sends it. The first of each form is in order, wide and on a phone."""
        person = self.person(user)
        person.opens(path)
        for name, value in fields.items():
            fill(person, name, value)
        if (button, *fields) not in self.looked_at:
            self.looked_at.add((button, *fields))
            person.is_in_order(WIDE, PHONE)
        resize(person.page, WIDE)
        person.presses_button(button)
        expect(person.page.locator("[role=alert]")).to_have_count(0)

    def sees(self, user: User, path: str, *words: str) -> None:
        """The page says this, and is in order in both languages."""
        person = self.person(user)
        for language in ("/en", ""):
            person.opens(language + path)
            person.is_in_order(WIDE, PHONE)
        for one in words:
            person.sees(one)


def fill(person: Person, name: str, value: object) -> None:
    """A field by its name, whatever kind it is of."""
    found = person.page.locator(f"form [name='{name}']")
    kind = found.first.evaluate("one => one.type")
    if kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            person.page.locator(f"form [name='{name}'][value='{one}']").check()
    elif kind == "select-one":
        found.select_option(str(value))
    else:
        found.fill(str(value))


@pytest.fixture
def way(browser: Browser, product: str) -> Iterator[Way]:
    made = Way(browser, product)
    yield made
    for person in made.people.values():
        person.leaves()


def in_days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def is_prepared(way: Way) -> User:
    """The group judges a cell, writes of all three, and gives its opinion; all are heard."""
    matrix = f"/matris/{way.call.key}/"
    way.does(way.officer, f"/handlaggning/utlysningar/{way.call.key}/beredning/", "Utse", group=GROUP)
    member = way.person(a_person(Role.PREPARATORY_MEMBER, GROUP))
    member.opens(matrix)
    member.is_in_order(PHONE, WIDE)
    # By keys alone: to the cell of the first applicant, a judgement, and back to the matrix.
    member.enters("Bedöm")
    fill(member, "met", "met")
    fill(member, "why", "Mörkrummet finns.")
    member.presses_button("Spara bedömningen")
    member.sees("Uppfyllt 1")
    secretary = a_person(Role.PREPARATORY_SECRETARY, GROUP)
    write = f"{matrix}yttrande/skriv/"
    way.does(secretary, write, "Spara", patient="Två enheter ger störst vana.")
    for region, outcome in ((NORTH, "grant"), (SKANE, "part"), (WEST, "refuse")):
        said = {"about": way.filed[region], "outcome": outcome, "patient": "Bäst för patienten."}
        way.does(secretary, write, "Spara", **said, system="Akutkedjan håller.")
    way.does(secretary, f"{matrix}yttrande/avge/", "Avge yttrandet")
    way.does(way.officer, f"{matrix}hora/", "Skicka", told="Yttrandet och förslaget.", last_day=in_days(10))
    return secretary


def is_replied_to(way: Way) -> None:
    """The west says what it has to say, and the time for it is out."""
    hearing = Hearing.objects.get()
    west = way.person(a_person(Role.SIGNATORY, WEST))
    west.opens(f"/horanden/{hearing.key}/")
    west.sees("Yttrandet och förslaget.")
    west.is_in_order(WIDE, PHONE)
    west.follows("Börja ett yttrande")
    west.page.get_by_label(NAMES[WEST]).check()
    west.presses_button("Börja")
    whole = west.page.url.partition("avsnitt")[0]
    west.opens(f"{whole}avsnitt/yttrande/")
    west.answers("yttrande", "Mörkrummet är klart till våren.")
    west.page.locator("main form button[name=go][value=next]").last.click()
    west.opens(whole)
    west.follows("Läs igenom och skicka in")
    west.presses_button("Skicka in")
    west.sees("mottaget")
    west.is_in_order(WIDE, PHONE)
    Hearing.objects.update(closes_at=timezone.now() - timedelta(minutes=1))


def begins(way: Way) -> Meeting:
    """An officer plans a meeting and calls to it; the secretary opens it and notes who is there."""
    plan = {"board": way.board.board.key, "kind": "ordinary", "day": in_days(0), "hour": "09.00", "place": "Stockholm"}
    way.does(way.officer, "/namnden/nytt/", "Spara", **plan)
    meeting = Meeting.objects.order_by("-pk")[0]
    at = address(meeting)
    way.does(way.officer, f"{at}arende/", "Lägg till", about=f"utlysning {way.call.key}", presenter="Handläggare 1")
    way.does(way.officer, at, "Kalla till sammanträdet")
    way.does(way.board.secretary, at, "Öppna sammanträdet")
    here = [str(one.pk) for one in (*way.board.members.values(), way.board.deputies["sodra"])]
    way.does(way.board.secretary, f"{at}narvaro/", "Anteckna", here=here)
    return meeting


def address(meeting: Meeting) -> str:
    return f"/namnden/{meeting.key}/"


def is_adjusted(way: Way, meeting: Meeting) -> None:
    """The secretary closes the meeting; the chair and one more read the minutes and find them right."""
    way.does(way.board.secretary, address(meeting), "Avsluta sammanträdet")
    for who in ("chair", "norra"):
        way.does(way.board.members[who], f"{address(meeting)}protokoll/", "Justera protokollet")
    way.sees(way.board.secretary, address(meeting), "Protokollet är justerat.")


def is_sent_back(way: Way, secretary: User) -> None:
    """The board misses something; the group says it and gives its opinion anew."""
    meeting, chair = begins(way), way.board.members["chair"]
    item = f"{address(meeting)}1/"
    why = "Visa hur barnen reser."
    way.does(chair, f"{item}forslag/", "Lägg förslaget", kind="send_back", instructions=why)
    way.does(chair, f"{item}besluta/", "Säg vad som är beslutat", motion=1, grounds="Yttrandet säger inget om det.")
    is_adjusted(way, meeting)
    way.does(secretary, f"/matris/{way.call.key}/yttrande/skriv/", "Spara", patient="Barn från söder reser längst.")
    way.does(secretary, f"/matris/{way.call.key}/yttrande/avge/", "Avge yttrandet")


def steps_out(way: Way, meeting: Meeting) -> None:
    """The south's member signed an application; from the decision on the deputy serves."""
    item, south = f"{address(meeting)}1/", way.board.members["sodra"]
    way.does(south, f"{item}jav/", "Anmäl", what="Jag undertecknade Skånes ansökan.")
    way.sees(south, item, "Inget förslag är lagt")
    officer = way.person(way.officer)
    officer.opens("/handlaggning/")
    officer.page.locator("#jav ~ ul a").first.click()
    officer.page.get_by_label("Jävig: personen stängs ute").check()
    fill(officer, "why", "Undertecknade.")
    officer.is_in_order(WIDE, PHONE)
    go_through(officer.page.locator("main form button[type=submit]"))
    way.sees(way.board.deputies["sodra"], item, "ersättare", f"Jäviga enligt beslut: {south.name}")


def is_voted_on(way: Way, meeting: Meeting) -> None:
    """Four for the north and the south, three for the north and the west."""
    item, start = f"{address(meeting)}1/", in_days(90)
    first = motion_of(way, start, **{NORTH: "grant", SKANE: "part", WEST: "refuse"})
    second = motion_of(way, start, **{NORTH: "grant", SKANE: "refuse", WEST: "grant"})
    way.does(way.officer, f"{item}forslag/", "Lägg förslaget", **first)
    way.does(way.board.members["vastra"], f"{item}forslag/", "Lägg förslaget", **second)
    way.sees(way.board.members["chair"], item, "Förslagen sida vid sida", "1 av 3 platser lämnas vakant.")
    way.does(way.board.secretary, f"{item}omrostning/", "Ställ mot varandra", motion=1)
    members, deputy = way.board.members, way.board.deputies["sodra"]
    # What one votes on is said where one votes.
    way.sees(
        members["norra"], f"{item}rosta/", f"Region Skåne: tillstånd till en del, utan undertillståndet ”{CHILDREN}”"
    )
    for user in (members["chair"], members["norra"], members["mellansverige"], deputy):
        way.does(user, f"{item}rosta/", "Rösta", motion=1)
    for key in ("vastra", "stockholm-gotland", "sydostra"):
        way.does(members[key], f"{item}rosta/", "Rösta", motion=2)
    way.sees(members["chair"], item, "Säg vad som är beslutat.", "Förslag 1 har vunnit.")
    why = "Störst vana är bäst för patienten."
    way.does(members["chair"], f"{item}besluta/", "Säg vad som är beslutat", motion=1, grounds=why)
    way.sees(members["chair"], item, "Ärendet är avgjort.", "Störst vana är bäst för patienten.")
    way.does(members["vastra"], f"{item}avvikande/", "Anteckna", words="Väst borde få tillstånd.")


def motion_of(way: Way, start: str, **outcomes: str) -> dict[str, object]:
    """The fields of a whole motion: the north has the children wherever it is granted."""
    said: dict[str, object] = {"kind": "permits"}
    for region, outcome in outcomes.items():
        key = way.filed[region]
        said |= {f"outcome-{key}": outcome, f"why-{key}": "Prövat."}
        said |= {f"from-{key}": start} if outcome != "refuse" else {}
        said |= {f"subs-{key}": ["barn"]} if region == NORTH else {}
    return said


def is_sent_and_published(way: Way, meeting: Meeting) -> None:
    """The parties first; nobody else reads a word before the minute that was set."""
    for kind in ("grant", "part", "refuse"):
        told = {"text": "Beslutet kan inte överklagas.", "source": "7 kap. 5 a § HSL", "lawyer": "Jurist (prov)"}
        way.does(way.officer, "/namnden/overklagande/", "Spara", kind=kind, **told, confirmed_on=in_days(0))
    sign, chair = f"{address(meeting)}1/underteckna/", way.board.members["chair"]
    way.does(chair, sign, "Underteckna beslutet")
    way.sees(chair, sign, "Undertecknat elektroniskt av")
    send = f"{address(meeting)}1/skicka/"
    way.does(way.officer, send, "Skicka till parterna", day=in_days(1), hour="09.00")
    paper = f"/ansokningar/{way.filed[SKANE]}/beslut/"
    way.sees(a_person(Role.SIGNATORY, SKANE), paper, "tillstånd till en del", "Beslutet kan inte överklagas.")
    with browsing(way.browser, way.product) as reader:
        assert reader.goto(f"/utlysningar/{way.call.key}/beslut/").status == 404
        reader.goto(paper)
        expect(reader.locator("body")).not_to_contain_text("tillstånd till en del")
    assert publish_due(by=PROGRAM, now=timezone.now() + timedelta(days=2)) == 1


def everybody_reads(way: Way) -> None:
    with browsing(way.browser, way.product) as reader:
        for language in ("/en", ""):
            assert reader.goto(f"{language}/utlysningar/{way.call.key}/beslut/").status == 200
            assert disorder(reader, WIDE, PHONE) == []
        for words in (NAMES[NORTH], "avslag", "1 av 3 platser lämnas vakant.", "Väst borde få tillstånd.", DARK):
            expect(reader.locator("main")).to_contain_text(words)
        # Every condition's trail, from the decision.
        trails = reader.locator("main a[href*='/villkor/']")
        addresses = [one.get_attribute("href") for one in trails.all()]
        assert addresses
        for trail in addresses:
            assert reader.goto(trail).status == 200
            for words in ("Nämndens beslut", NAMES[NORTH], NAMES[SKANE]):
                expect(reader.locator("main")).to_contain_text(words)
            assert disorder(reader, WIDE, PHONE) == []
        reader.goto(f"/utlysningar/{way.call.key}/beslut/")
        go_through(reader.locator("main").get_by_role("link", name="Området", exact=True))
        expect(reader.locator("main")).to_contain_text(NAMES[SKANE])


def test_from_received_applications_to_two_permits_in_force_one_of_them_in_part(way: Way):
    secretary = is_prepared(way)
    is_replied_to(way)
    is_sent_back(way, secretary)
    meeting = begins(way)
    steps_out(way, meeting)
    is_voted_on(way, meeting)
    is_adjusted(way, meeting)
    is_sent_and_published(way, meeting)
    everybody_reads(way)
    published = PublishedDecision.objects.get().permits
    given = {one.holder.key: one.sub_permits for one in Permit.objects.known() if one.key in published}
    assert given == {NORTH: ["barn"], SKANE: []}
