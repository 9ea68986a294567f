"""A new area on its way in a real browser: from an idea to a definition in force, another that ends without one, and a
decided definition that is put right. What everybody reads is read on the way."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.process.cases.acts import open_case
from nhv.process.cases.models import Case
from nhv.process.consultations.models import Consultation
from nhv.register.models import Area, OutgoingMessage, Permit
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through, resize
from tests.support.calls import SKANE, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, an_organisation

US = Actor("program", "test")
GROUP = "sakkunniggruppen-norrskenssjuka-socialstyrelsen"
TEXT = "/grupp/norrskenssjuka/text/"
OFFICERS = "/handlaggning/arenden/norrskenssjuka/"
AREA = "neuromuskulara-sjukdomar"


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def in_days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


class Way:
    """The people of one way, each in a browser of their own."""

    def __init__(self, browser: Browser, product: str) -> None:
        self.browser, self.product = browser, product
        self.officer = self.person(Role.OFFICER)

    def person(self, role: Role, organisation: str = "socialstyrelsen") -> Person:
        return Person(self.browser, self.product, a_person(role, organisation))

    def everybody_reads(self, path: str, *words: str, never: str = "inget sådant") -> None:
        """On the public page, in both languages and at both widths."""
        with browsing(self.browser, self.product) as reader:
            for language in ("", "/en"):
                reader.goto(language + path)
                for word in words:
                    expect(reader.locator("main")).to_contain_text(word)
                expect(reader.locator("main")).not_to_contain_text(never)
                assert disorder(reader, WIDE, PHONE) == []

    def decides(self, path: str, button: str, **fields: str) -> None:
        """An officer's act with a form of its own."""
        page = self.officer.page
        self.officer.opens(path)
        for label, value in fields.items():
            page.locator(f"#id_{label}").fill(value)
        self.officer.is_in_order(WIDE, PHONE)
        self.officer.presses_button(button)


@pytest.fixture
def way(browser: Browser, product: str) -> Way:
    return Way(browser, product)


def is_proposed(way: Way) -> None:
    proposer = way.person(Role.PROPOSER, SKANE)
    proposer.opens("/forslag/nytt/")
    fill = proposer.page.get_by_label
    fill("Vad området skulle heta").fill("Norrskenssjuka")
    fill("Vilken vård det gäller").fill("Linsbyte och ljusdämpning.")
    fill("Varför vården behöver samlas").fill("Få patienter.")
    fill("Den kräver en viss volym").check()
    proposer.is_in_order(WIDE, PHONE)
    proposer.presses_button("Lämna förslaget")
    proposer.sees("På listan")
    way.everybody_reads("/pagaende/forslag/", "Norrskenssjuka")
    way.officer.opens("/handlaggning/forslag/")
    way.officer.follows("Norrskenssjuka")
    way.officer.is_in_order(WIDE, PHONE)
    way.officer.presses_button("Öppna ett ärende")


def gets_its_group(way: Way) -> None:
    way.decides(f"{OFFICERS}genomlysning/grupp/", "Lägg till", name="Sakkunniggruppen norrskenssjuka")
    way.officer.page.get_by_label("Sakkunniggrupp").select_option(label="Sakkunniggruppen norrskenssjuka")
    way.officer.is_in_order(WIDE, PHONE)
    way.officer.presses_button("Börja")
    way.officer.sees("Genomlysning")
    days = {"consultation_begins": in_days(0), "consultation_ends": in_days(70), "decision_begins": in_days(71)}
    way.decides(f"{OFFICERS}datum/", "Spara datumen", **days)
    way.officer.is_in_order(WIDE, PHONE)


def named(words: str) -> re.Pattern[str]:
    """What is only read aloud stands after a blank of its own."""
    return re.compile(re.escape(words).replace(":", r"\s*:"))


def pressed(within, name: str) -> None:
    """The button or link of this name, reached and pressed with the keyboard alone."""
    found = within.get_by_role("button", name=named(name)).or_(within.get_by_role("link", name=named(name))).first
    found.focus()
    with found.page.expect_navigation():
        found.page.keyboard.press("Enter")


def adds(page, words: str) -> None:
    """A point, by keys alone."""
    page.goto(TEXT)
    pressed(page, "Lägg till en punkt: omfattning")
    page.get_by_label("Lydelse").focus()
    page.keyboard.type(words)
    # Looked at first: nothing is saved by that, and the form can be saved after it.
    resize(page, WIDE)
    for tab in ("Blankett", "Publik sida"):
        page.get_by_role("button", name=tab).click()
        expect(page.get_by_role("button", name=tab)).to_have_attribute("aria-current", "true")
    expect(page.locator("#bredvid")).to_contain_text(words)
    pressed(page, "Spara")


def is_written(way: Way) -> Person:
    expert = way.person(Role.EXPERT, Case.objects.get(key="norrskenssjuka").group.key)
    expert.opens("/grupp/norrskenssjuka/intressen/")
    expert.is_in_order(WIDE, PHONE)
    expert.page.get_by_label("Jag har inget att anmäla").check()
    expert.presses_button("Spara")
    expert.is_in_order(WIDE, PHONE)
    page = expert.page
    for words in ("Linsbyte", "Ljusdämpning"):
        adds(page, words)
    pressed(page, "Upp: Ljusdämpning")
    # The focus stays at the button that was pressed, so that it can be pressed again.
    expect(page.get_by_role("button", name=named("Upp: Ljusdämpning"))).to_be_focused()
    keys = page.locator(".nhv-draft .nhv-draft").evaluate_all("rows => rows.map(row => row.id)")
    assert keys == ["ljusdampning", "linsbyte"]
    pressed(page, "Ändra namn, antal och ålder")
    page.get_by_label("Antal enheter").focus()
    page.keyboard.type("2")
    pressed(page, "Spara")
    expert.is_in_order(WIDE, PHONE)
    sees_what_follows(expert)
    page.goto(f"{TEXT}andringar/")
    expert.is_in_order(WIDE, PHONE)
    return expert


def sees_what_follows(expert: Person) -> None:
    """Beside the text, while it is written and before it is saved; on a phone instead of it."""
    page, beside = expert.page, expert.page.locator("#bredvid")
    expect(beside).to_contain_text("Ljusdämpning")
    for tab in ("Blankett", "Ändringar", "Testfrågor", "Publik sida"):
        pressed(page.get_by_role("group", name="Vad som visas bredvid texten"), tab)
        expert.is_in_order(WIDE, PHONE)
    resize(page, WIDE)
    pressed(page, "Ändra: Ljusdämpning")
    page.get_by_label("Lydelse").fill("Ljusdämpning med filter")
    expect(beside).to_contain_text("Ljusdämpning med filter")
    page.get_by_role("button", name="Ändringar").press("Enter")
    expect(beside).to_contain_text("Punkten ”Ljusdämpning med filter” har tillkommit")
    expert.is_in_order(WIDE)
    resize(page, PHONE)
    expect(page.get_by_label("Lydelse")).to_be_hidden()
    page.get_by_role("button", name="Texten").press("Enter")
    expect(page.get_by_label("Lydelse")).to_have_value("Ljusdämpning med filter")
    expect(beside).to_be_hidden()
    resize(page, WIDE)
    assert Case.objects.get(key="norrskenssjuka").revisions.filter(content__contains="med filter").count() == 0


def goes_out(way: Way) -> None:
    way.everybody_reads("/pagaende/norrskenssjuka/", "Norrskenssjuka", never="Ljusdämpning")
    way.officer.opens(TEXT)
    way.officer.presses_button("Frys texten som en version")
    way.decides(f"{OFFICERS}remiss/", "Skicka ut")
    way.everybody_reads("/remisser/norrskenssjuka-1/", "Ljusdämpning", never="Region Skåne")


def is_answered(way: Way) -> Person:
    """By a region that would change a point."""
    region = way.person(Role.SIGNATORY, SKANE)
    page = region.page
    region.opens("/remisser/norrskenssjuka-1/")
    region.follows("Svara för en region")
    region.is_in_order(WIDE, PHONE)
    page.get_by_label("Region Skåne").check()
    region.presses_button("Börja")
    region.is_in_order(WIDE, PHONE)
    region.follows("Allmänt")
    page.get_by_label("Tillstyrker med synpunkter").check()
    region.is_in_order(WIDE, PHONE)
    region.presses_button("Spara och fortsätt")
    page.locator("#fraga-standpunkt-1").get_by_label("Vill ändra").check()
    region.is_in_order(WIDE, PHONE)
    region.presses_button("Spara och fortsätt")
    region.opens(page.url.partition("avsnitt")[0])
    region.follows("Läs igenom och skicka in")
    region.is_in_order(WIDE, PHONE)
    region.presses_button("Skicka in")
    region.sees("mottaget")
    region.is_in_order(WIDE, PHONE)
    return region


def is_answered_by_anybody(way: Way) -> None:
    """Somebody without an account, on a phone, by the link in a mail."""
    with browsing(way.browser, way.product, width=PHONE) as page:
        page.goto("/remisser/norrskenssjuka-1/")
        go_through(page.get_by_role("link", name="Svara på remissen"))
        assert disorder(page, WIDE, PHONE) == []
        page.get_by_label("Din e-postadress").fill("alva@exempel.invalid")
        go_through(page.get_by_role("button", name="Skicka länken"))
        expect(page.locator("main")).to_contain_text("En länk är på väg")
        assert disorder(page, WIDE, PHONE) == []
        mail = OutgoingMessage.objects.get(to="alva@exempel.invalid")
        page.goto(re.search(r"https?://[^/]+(/\S+)", mail.text)[1])
        assert disorder(page, WIDE, PHONE) == []
        go_through(page.get_by_role("button", name="Bekräfta och skriv svaret"))
        page.get_by_label("Mig själv").check()
        page.get_by_label("Ditt namn").fill("Alva Ek")
        assert disorder(page, WIDE, PHONE) == []
        go_through(page.get_by_role("button", name="Skicka in svaret"))
        # What is missing is said, and what was written is there.
        expect(page.locator("[role=alert]")).to_contain_text("Förslaget i sin helhet")
        expect(page.get_by_label("Ditt namn")).to_have_value("Alva Ek")
        page.get_by_label("Tillstyrker", exact=True).check()
        page.locator("#fraga-standpunkt-0").get_by_label("Stöder").check()
        go_through(page.get_by_role("button", name="Skicka in svaret"))
        expect(page.locator("main")).to_contain_text("Svaret är mottaget")
        assert disorder(page, WIDE, PHONE) == []


def changes_the_text(way: Way, expert: Person) -> None:
    """The time is out; the point is reworded, and the region is told so."""
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    way.decides(f"{OFFICERS}tillbaka/", "Lämna tillbaka", why="Svaren ändrar en punkt.")
    page = expert.page
    page.goto(TEXT)
    pressed(page, "Ändra: Linsbyte")
    page.get_by_label("Lydelse").fill("Linsbyte på båda ögonen")
    pressed(page, "Spara")
    way.officer.opens(TEXT)
    way.officer.presses_button("Frys texten som en version")
    outcomes = way.officer.page
    way.officer.opens("/handlaggning/remisser/norrskenssjuka-1/")
    outcomes.get_by_label("Vem som svarade").select_option(label="Region Skåne")
    outcomes.get_by_label("Om vilken del").select_option("linsbyte")
    outcomes.get_by_label("Varför").fill("Det framgick inte vilka ögon.")
    way.officer.is_in_order(WIDE, PHONE)
    way.officer.presses_button("Spara")
    way.officer.sees("Linsbyte på båda ögonen")


BOSS = "Generaldirektören (prov)"


def is_decided(way: Way, region: Person) -> None:
    way.everybody_reads("/remisser/norrskenssjuka-1/", "vilka ögon", "Privatperson 1", never="båda ögonen")
    way.decides(f"{OFFICERS}till-beslut/", "Gå till beslut", why="Svaren är omhändertagna.")
    told = {
        "record_number": "0.0-1/2026",
        "in_force_from": in_days(0),
        "reason": "Som gruppen föreslår.",
        "decider": BOSS,
    }
    way.decides(f"{OFFICERS}beslut/", "Underteckna och publicera", **told)
    way.officer.is_in_order(WIDE, PHONE)
    way.everybody_reads("/omraden/norrskenssjuka/", "Linsbyte på båda ögonen")
    way.everybody_reads("/pagaende/norrskenssjuka/", "0.0-1/2026")
    way.everybody_reads("/pagaende/norrskenssjuka/beslut/", BOSS, "Det framgick inte vilka ögon.")
    way.everybody_reads("/remisser/norrskenssjuka-1/", "vilka ögon", "Linsbyte på båda ögonen")
    region.opens("/remissvar/")
    region.follows("Norrskenssjuka")
    region.follows("Besked om ert svar")
    region.sees("Linsbyte på båda ögonen")


def test_an_idea_becomes_a_definition_in_force_that_an_answer_has_changed(way):
    is_proposed(way)
    gets_its_group(way)
    expert = is_written(way)
    goes_out(way)
    region = is_answered(way)
    is_answered_by_anybody(way)
    changes_the_text(way, expert)
    is_decided(way, region)


def test_one_that_ends_without_a_definition_says_why_to_everybody(way):
    case = open_case(title="Midvinterhosta", by=US, now=timezone.now(), once_key=once())
    why = "Vården vinner inte på att samlas."
    way.decides(f"/handlaggning/arenden/{case.key}/avsluta/", "Avsluta ärendet", why=why)
    way.officer.is_in_order(WIDE, PHONE)
    way.everybody_reads(f"/pagaende/{case.key}/", why)
    way.everybody_reads("/pagaende/", why)


def test_a_definition_is_put_right_and_what_it_means_is_said_first(way):
    area = Area.objects.get(key=AREA)
    holder = Permit.objects.known().filter(area=area).first().holder.name
    applicant = an_applicant()
    sent(a_draft(an_open_call(area=AREA), applicant), applicant)
    page = way.officer.page
    way.officer.opens("/handlaggning/arenden/nytt/")
    page.get_by_label("Vad ärendet gäller").fill("Rättelse av neuromuskulära sjukdomar")
    page.get_by_label("Området, om definitionen").select_option(AREA)
    way.officer.is_in_order(WIDE, PHONE)
    way.officer.presses_button("Öppna ärendet")
    group = an_organisation("gruppen-for-neuromuskulara-sjukdomar", "group")
    case = "/handlaggning/arenden/rattelse-av-neuromuskulara-sjukdomar/"
    way.officer.opens(f"{case}genomlysning/")
    page.get_by_label("Sakkunniggrupp").select_option(label=group.name)
    way.officer.presses_button("Börja")
    expert = way.person(Role.EXPERT, group.key)
    expert.opens("/grupp/rattelse-av-neuromuskulara-sjukdomar/intressen/")
    expert.page.get_by_label("Jag har inget att anmäla").check()
    expert.presses_button("Spara")
    expert.opens("/grupp/rattelse-av-neuromuskulara-sjukdomar/text/")
    expert.is_in_order(WIDE, PHONE)
    expert.opens("/grupp/rattelse-av-neuromuskulara-sjukdomar/text/uppgifter/")
    expert.page.get_by_label("Antal enheter").fill("1")
    expert.presses_button("Spara")
    way.officer.opens("/grupp/rattelse-av-neuromuskulara-sjukdomar/text/")
    way.officer.presses_button("Frys texten som en version")
    way.decides(f"{case}till-beslut/", "Gå till beslut", why="Antalet var fel skrivet.")
    way.officer.opens(f"{case}beslut/")
    for words in (holder, "Ansökningar som har kommit in: 1", "återkalla den och lys ut på nytt"):
        way.officer.sees(words)
    told = {"record_number": "0.0-2/2026", "in_force_from": in_days(0), "reason": "Rättelse.", "decider": BOSS}
    way.decides(f"{case}beslut/", "Underteckna och publicera", **told)
    way.everybody_reads("/pagaende/rattelse-av-neuromuskulara-sjukdomar/beslut/", "Antalet enheter har ändrats från")
    way.everybody_reads("/pagaende/rattelse-av-neuromuskulara-sjukdomar/", holder, "Ansökningar som har kommit in: 1")
    way.everybody_reads(f"/omraden/{AREA}/versioner/", "2")
