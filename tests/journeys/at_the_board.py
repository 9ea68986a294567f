"""The board's way as its people walk it, each in a browser of their own: from received applications to a decision that
everybody reads. On the way the case is sent back, a member steps out and the deputy steps in, and one dissents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from nhv.accounts.models import User
from nhv.process.board.models import Meeting, Minutes
from nhv.process.board.sending import publish_due
from nhv.process.calls.acts import close
from nhv.process.hearings.models import Hearing
from nhv.program.demo import to_the_board
from nhv.program.demo.call import published
from nhv.program.demo.granted import seat_the_board
from nhv.program.demo.people import BOARD, BY, DOMAIN, SECOND, SOUTH, WEST, open_accounts
from nhv.program.demo.to_the_board import MEMBERS, Applicant
from nhv.register.models import Call, Organisation
from nhv.specification.motion import Outcome
from tests.journeys.applying import Person
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through, resize
from tests.support.board import AIRWAYS
from tests.support.days import on_a_working_day

STOCKHOLM = "region-stockholm"
APPLICANTS = (
    Applicant(WEST, "sahlgrenska-universitetssjukhuset", "Störst vana i landet.", "Jouren finns.", Outcome.GRANT),
    Applicant(SOUTH, "skanes-universitetssjukhus", "Luftvägar opereras sällan.", "Jouren finns.", Outcome.PART),
    Applicant(STOCKHOLM, "karolinska-universitetssjukhuset", "Ett team byggs.", "Jouren finns.", Outcome.REFUSE),
)


def called_before(area: str) -> Call:
    """A call of sixty days ago, whose time is out."""
    now, days = timezone.now(), timedelta(days=1)
    return published(area, "prov-utlysning", timezone.localdate() - 2 * days, now - 60 * days)


@dataclass
class Way:
    """The people of the demonstration on their way, each in a browser of their own that stays open. `looks` where each
    form is looked at, once: not where another journey has looked at the same."""

    browser: Browser
    product: str
    looks: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    looked_at: set[tuple[str, ...]] = field(default_factory=set)
    applicants: Sequence[Applicant] = ()

    def __post_init__(self) -> None:
        open_accounts()
        seat_the_board(timezone.now())

    def is_applied_for(self, call: Call, applicants: Sequence[Applicant]) -> None:
        """These have applied, and the call is closed."""
        now = timezone.now()
        for one in applicants:
            to_the_board.apply(call, one, now - timedelta(days=10))
        self.call, self.applicants = close(call=call, by=BY, now=now), applicants
        self.filed = {region: one.key for region, one in to_the_board.by_region(self.call).items()}
        self.names = {key: Organisation.objects.get(key=key).name for key in self.filed}

    def person(self, name: str) -> Person:
        """One of the demonstration's people, as `handlaggare1`."""
        if name not in self.people:
            self.people[name] = Person(self.browser, self.product, user_of(name))
        return self.people[name]

    def does(self, who: str, path: str, button: str, **fields: object) -> None:
        """Somebody fills in a form and sends it. The first of each form is in order, wide and on a phone."""
        person = self.person(who)
        person.opens(path)
        for name, value in fields.items():
            fill(person, name, value)
        form = (button, *(name.partition("-")[0] for name in fields))
        if self.looks and form not in self.looked_at:
            self.looked_at.add(form)
            found = disorder(person.page, PHONE, WIDE)
            assert found == [], found
        resize(person.page, WIDE)
        person.presses_button(button)
        expect(person.page.locator("[role=alert]")).to_have_count(0)

    def sees(self, who: str, path: str, *words: str) -> None:
        """The page says this, and is in order in both languages."""
        person = self.person(who)
        for language in ("/en", ""):
            person.opens(language + path)
            found = disorder(person.page, PHONE, WIDE)
            assert found == [], found
        for one in words:
            person.sees(one)

    def everybody_sees(self, path: str, *words: str, english: str = "") -> None:
        """The same of somebody who is not signed in; `english` is said on the English page."""
        with browsing(self.browser, self.product) as reader:
            for language, said in (("/en", [english] if english else []), ("", words)):
                assert reader.goto(language + path).status == 200
                assert disorder(reader, WIDE, PHONE) == []
                for one in said:
                    expect(reader.locator("main")).to_contain_text(one)


def user_of(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")


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


def in_days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


OFFICER, CHAIR, SECRETARY, GROUP_SECRETARY = (
    "handlaggare1",
    "namnd-ordforande",
    "namnd-sekreterare",
    "beredning2-sekreterare",
)


def is_prepared(way: Way) -> None:
    """A group is appointed; a member judges a cell, by keys alone."""
    matrix = f"/matris/{way.call.key}/"
    way.does(OFFICER, f"/handlaggning/utlysningar/{way.call.key}/beredning/", "Utse", group=SECOND)
    member = way.person("beredning2-ledamot")
    member.opens(matrix)
    member.is_in_order(PHONE, WIDE)
    # By keys alone: to the cell of the first applicant, a judgement, and back to the matrix.
    member.enters("Bedöm")
    fill(member, "met", "met")
    fill(member, "why", "Det står i ansökan.")
    member.presses_button("Spara bedömningen")
    member.sees("Uppfyllt 1")
    is_spoken_of(way)


def is_spoken_of(way: Way) -> None:
    """The group writes of all who have applied and gives its opinion; all are heard."""
    matrix = f"/matris/{way.call.key}/"
    write = f"{matrix}yttrande/skriv/"
    way.does(GROUP_SECRETARY, write, "Spara", patient="Två enheter ger störst vana.")
    for one in way.applicants:
        said = {"about": way.filed[one.region], "outcome": one.proposed.value, "patient": one.patient}
        way.does(GROUP_SECRETARY, write, "Spara", **said, system=one.system)
    way.does(GROUP_SECRETARY, f"{matrix}yttrande/avge/", "Avge yttrandet")
    way.does(
        OFFICER, f"{matrix}hora/", "Skicka", told="Yttrandet och förslaget.", last_day=on_a_working_day(10).isoformat()
    )


def is_replied_to(way: Way) -> None:
    """The south says what it has to say, and the time for it is out."""
    hearing = Hearing.objects.get()
    south = way.person("skane-sander")
    south.opens(f"/horanden/{hearing.key}/")
    south.sees("Yttrandet och förslaget.")
    south.is_in_order(WIDE, PHONE)
    south.follows("Börja ett yttrande")
    south.page.get_by_label(way.names[SOUTH]).check()
    south.presses_button("Börja")
    whole = south.page.url.partition("avsnitt")[0]
    south.opens(f"{whole}avsnitt/yttrande/")
    south.answers("yttrande", "Luftvägar kan vi ta emot om två år.")
    south.page.locator("main form button[name=go][value=next]").last.click()
    south.opens(whole)
    south.follows("Läs igenom och skicka in")
    south.presses_button("Skicka in")
    south.sees("mottaget")
    south.is_in_order(WIDE, PHONE)
    is_heard_out()


def is_heard_out() -> None:
    """The time to reply is out."""
    Hearing.objects.update(closes_at=timezone.now() - timedelta(minutes=1))


def begins(way: Way, about: str = "") -> Meeting:
    """An officer plans a meeting about the call, or another thing, and calls to it; the secretary opens it and notes
    who is there."""
    plan = {"board": BOARD, "kind": "ordinary", "day": in_days(0), "hour": "09.00", "place": "Stockholm"}
    way.does(OFFICER, "/namnden/nytt/", "Spara", **plan)
    meeting = Meeting.objects.order_by("-pk")[0]
    at = address(meeting)
    way.does(
        OFFICER, f"{at}arende/", "Lägg till", about=about or f"utlysning {way.call.key}", presenter="Handläggare 1"
    )
    way.does(OFFICER, at, "Kalla till sammanträdet")
    way.does(SECRETARY, at, "Öppna sammanträdet")
    here = [str(user_of(name).pk) for name in (*MEMBERS, "namnd-ersattare")]
    way.does(SECRETARY, f"{at}narvaro/", "Anteckna", here=here)
    return meeting


def address(meeting: Meeting) -> str:
    return f"/namnden/{meeting.key}/"


def is_adjusted(way: Way, meeting: Meeting) -> None:
    """The secretary closes the meeting; the chair and one more read the minutes and find them right."""
    way.does(SECRETARY, address(meeting), "Avsluta sammanträdet")
    for who in (CHAIR, "namnd-norr"):
        way.does(who, f"{address(meeting)}protokoll/", "Justera protokollet")
    way.sees(SECRETARY, address(meeting), "Protokollet är justerat.")


def has_papers_within_the_hour(way: Way, meeting: Meeting) -> None:
    """A member has the pack along, and the adjusted minutes are there, by the product's clock within an hour from when
    the meeting was opened."""
    member = way.person("namnd-norr")
    member.opens(address(meeting))
    pack = PdfReader(member.fetches("Underlaget att ha med sig (PDF)").path())
    assert any("§ 1." in str(one.get("/Title", "")) for one in flat(pack.outline))
    opened_at = Meeting.objects.get(pk=meeting.pk).opened_at
    assert opened_at is not None
    assert Minutes.objects.get(meeting=meeting).frozen_at - opened_at < timedelta(hours=1)


def flat(outline: Iterable[Any]) -> Iterator[Any]:
    """Every bookmark, at whatever depth."""
    for one in outline:
        yield from flat(one) if isinstance(one, list) else (one,)


def is_sent_back(way: Way) -> None:
    """The board misses something; the group says it and gives its opinion anew."""
    meeting = begins(way)
    item = f"{address(meeting)}1/"
    why = "Visa hur patienterna reser."
    way.does(CHAIR, f"{item}forslag/", "Lägg förslaget", kind="send_back", instructions=why)
    way.does(CHAIR, f"{item}besluta/", "Säg vad som är beslutat", motion=1, grounds="Yttrandet säger inget om det.")
    is_adjusted(way, meeting)
    # The group reads what is asked of it.
    group = way.person(GROUP_SECRETARY)
    group.opens(f"/matris/{way.call.key}/")
    group.sees(why)
    write = f"/matris/{way.call.key}/yttrande/"
    way.does(GROUP_SECRETARY, f"{write}skriv/", "Spara", patient="De från norr reser längst.")
    way.does(GROUP_SECRETARY, f"{write}avge/", "Avge yttrandet")


def steps_out(way: Way, meeting: Meeting) -> None:
    """The south's member signed an application; from the decision on the deputy serves."""
    item, south = f"{address(meeting)}1/", "namnd-soder"
    way.does(south, f"{item}jav/", "Anmäl", what="Jag undertecknade Skånes ansökan.")
    way.sees(south, item, "Inget förslag är lagt")
    officer = way.person(OFFICER)
    officer.opens("/handlaggning/")
    officer.page.locator("#jav ~ ul a").first.click()
    officer.page.get_by_label("Jävig: personen stängs ute").check()
    fill(officer, "why", "Undertecknade.")
    officer.is_in_order(WIDE, PHONE)
    go_through(officer.page.locator("main form button[type=submit]"))
    way.sees("namnd-ersattare", item, "ersättare", f"Jäviga enligt beslut: {user_of(south).name}")


def is_voted_on(way: Way, meeting: Meeting) -> None:
    """Four for the west and the south, three for the west and Stockholm."""
    item, subs = f"{address(meeting)}1/", {WEST: [AIRWAYS.key]}
    first = motion_of(way, {WEST: "grant", SOUTH: "part", STOCKHOLM: "refuse"}, subs)
    second = motion_of(way, {WEST: "grant", SOUTH: "refuse", STOCKHOLM: "part"}, subs)
    way.does(OFFICER, f"{item}forslag/", "Lägg förslaget", **first)
    way.does("namnd-stockholm", f"{item}forslag/", "Lägg förslaget", **second)
    way.sees(CHAIR, item, "Förslagen sida vid sida", ONE_VACANT)
    way.does(SECRETARY, f"{item}omrostning/", "Ställ mot varandra", motion=1)
    # What one votes on is said where one votes.
    way.sees("namnd-norr", f"{item}rosta/", f"tillstånd till en del, utan undertillståndet ”{AIRWAYS.text}”")
    for name in (CHAIR, "namnd-norr", "namnd-mellan", "namnd-ersattare"):
        way.does(name, f"{item}rosta/", "Rösta", motion=1)
    for name in ("namnd-vast", "namnd-stockholm", "namnd-sydost"):
        way.does(name, f"{item}rosta/", "Rösta", motion=2)
    way.sees(CHAIR, item, "Säg vad som är beslutat.", "förslag 1 har flest röster")
    why = "Störst vana är bäst för patienten."
    way.does(CHAIR, f"{item}besluta/", "Säg vad som är beslutat", grounds=why, record_number="4.1-1/2026")
    way.sees(CHAIR, item, "Ärendet är avgjort.", why)
    way.does("namnd-stockholm", f"{item}avvikande/", "Anteckna", words=DISSENT)


ONE_VACANT = f"Undertillståndet ”{AIRWAYS.text}” ges för 1 av 2 platser, och 1 lämnas vakant."
DISSENT = "Stockholm borde få tillstånd."


def motion_of(way: Way, outcomes: Mapping[str, str], subs: Mapping[str, list[str]]) -> dict[str, object]:
    """The fields of a whole motion, from today on: what each region gets, and with which sub-permits."""
    said: dict[str, object] = {"kind": "permits"}
    for region, outcome in outcomes.items():
        key = way.filed[region]
        said |= {f"outcome-{key}": outcome, f"why-{key}": "Prövat."}
        said |= {f"from-{key}": in_days(0)} if outcome != "refuse" else {}
        said |= {f"subs-{key}": subs[region]} if region in subs else {}
    return said


def is_decided(way: Way, meeting: Meeting, **said: object) -> None:
    """All agree to what the chair proposes, and the minutes are adjusted."""
    item = f"{address(meeting)}1/"
    way.does(CHAIR, f"{item}forslag/", "Lägg förslaget", **said)
    way.does(CHAIR, f"{item}besluta/", "Säg vad som är beslutat", motion=1, grounds="Bäst för patienten.")
    is_adjusted(way, meeting)


def is_sent(way: Way, meeting: Meeting, *kinds: str) -> None:
    """A lawyer has confirmed what such decisions say of appeal; the chair signs, and the parties get theirs."""
    for kind in kinds:
        told = {"text": NO_APPEAL, "source": "7 kap. 5 a § HSL", "lawyer": "Jurist (prov)"}
        way.does(OFFICER, "/namnden/overklagande/", "Spara", kind=kind, **told, confirmed_on=in_days(0))
    sign = f"{address(meeting)}1/underteckna/"
    way.does(CHAIR, sign, "Underteckna beslutet")
    way.sees(CHAIR, sign, "Undertecknat elektroniskt av")
    way.does(OFFICER, f"{address(meeting)}1/skicka/", "Skicka till parterna", day=in_days(1), hour="09.00")


NO_APPEAL = "Beslutet kan inte överklagas."


def is_published() -> None:
    """The minute that was set has come."""
    assert publish_due(by=BY, now=timezone.now() + timedelta(days=2)) == 1


def is_sent_and_published(way: Way, meeting: Meeting) -> None:
    """The parties first; nobody else reads a word before the minute that was set."""
    is_sent(way, meeting, "grant", "part", "refuse")
    paper = f"/ansokningar/{way.filed[SOUTH]}/beslut/"
    way.sees("skane-sander", paper, "tillstånd till en del", NO_APPEAL)
    with browsing(way.browser, way.product) as reader:
        assert reader.goto(f"/utlysningar/{way.call.key}/beslut/").status == 404
        reader.goto(paper)
        expect(reader.locator("body")).not_to_contain_text("tillstånd till en del")
    is_published()
