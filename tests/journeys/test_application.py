"""A region answers the oesophagus call in a browser: alone with the keyboard, two at once, saved by itself."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.accounts.models import User
from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.working_copy import effective, own_answers
from nhv.records.receipts import verify
from nhv.register.general import general
from nhv.register.memory import KEYS
from nhv.register.models import Call, Organisation
from nhv.rules.roles import Role
from tests.journeys.applying import Person, new_session, own_product
from tests.journeys.conftest import go_through
from tests.records.uploads.making import pdf
from tests.support.calls import a_draft, an_answer, an_applicant, an_open_call
from tests.support.people import a_person, actor

SECTIONS = (
    "Sökande",
    "Blankett och plan",
    "Personal",
    "Andra kompetenser",
    "Utrustning och lokaler",
    "Övriga villkor",
    "Volym och start",
    "Patientens bästa",
    "Konsekvenser i den egna regionen",
)


@pytest.fixture(scope="module")
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


@pytest.fixture
def call(product: str) -> Call:
    return an_open_call()


@pytest.fixture
def anna(product: str) -> User:
    """May write and send for Region Skåne."""
    return an_applicant()


@pytest.fixture
def people(browser: Browser, product: str) -> Iterator[Callable[..., Person]]:
    """Opens a browser for somebody."""
    opened: list[Person] = []

    def person(user: User, **other: object) -> Person:
        opened.append(Person(browser, product, user, **other))
        return opened[-1]

    yield person
    for each in opened:
        each.leaves()


# --- Alone, with the keyboard ----------------------------------------------------------------------


def fills_the_section(person: Person, filing: Filing) -> int:
    """Answers every required question of the page with the keyboard; gives how many."""
    key = person.page.url.rstrip("/").rpartition("/")[2]
    section = filing.outline.outline.section(key)
    stands = own_answers(filing)
    required = [asked for asked in section.questions if asked.question.required and asked.only_if is None]
    for asked in required:
        if asked.key in stands:
            continue
        field = f"fraga-{asked.key}-svar"
        person.tabs_to(field)
        value = an_answer(asked)
        match asked.question.kind:
            case "yes_no":
                person.page.keyboard.press("ArrowRight")  # to «nej»
            case "choice":
                person.page.keyboard.press("Space")
            case "attachment":
                # What opens is the machine's own dialogue, which no script can press keys in.
                file = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf()}
                person.page.locator(f"#{field}").set_input_files(file)
            case "roles_and_numbers":
                person.page.keyboard.type("Kontaktsjuksköterska")
                person.page.keyboard.press("Tab")
                person.page.keyboard.type("3")
            case _:
                person.page.keyboard.type(str(value))
    return len(required)


def test_alone_with_nothing_but_the_keyboard(people, anna, call):
    person = people(anna)
    person.opens("/ansokningar/")
    person.is_in_order()
    person.enters("Börja en ansökan")
    person.is_in_order()
    person.tabs_to("id_where_0")
    person.page.keyboard.press("Space")
    person.enters("Börja")
    person.sees("svar saknas")
    person.is_in_order()
    filing = Filing.objects.get(about=call.key)
    person.enters("Sökande")
    answered = 0
    for heading in SECTIONS:
        expect(person.page.locator("h1")).to_contain_text(heading)
        person.is_in_order()
        answered += fills_the_section(person, filing)
        last = heading == SECTIONS[-1]
        person.enters("Spara" if last else "Spara och fortsätt")
    expect(person.page.locator(".nhv-missing")).to_contain_text("Inget svar saknas")
    person.is_in_order()
    person.enters("Läs igenom och skicka in")
    person.sees("normalt en allmän handling")
    person.is_in_order()
    person.enters("Skicka in")
    person.sees("Ansökan är mottagen")
    person.is_in_order()

    version = FilingVersion.objects.get(filing=filing)
    assert (version.missing, len(version.files)) == ([], 2)
    assert verify(version.receipt, keys=KEYS.public_keys()) == []
    # What a newcomer meets. A longer way is a fault of ours, whoever lengthens it.
    assert (len(person.pages_met), person.presses, answered) == (15, 14, 38)


def test_a_fault_is_found_and_mended_with_the_keyboard(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/volym-och-start/")
    person.tabs_to("fraga-vantad-volym-svar")
    person.page.keyboard.type("omkring tio")
    person.enters("Spara och fortsätt")
    person.sees("Något behöver rättas")
    person.is_in_order()
    person.tabs_to("Skriv ett tal med siffror")
    person.page.keyboard.press("Enter")
    expect(person.page.locator("#fraga-vantad-volym-svar")).to_be_focused()
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type("10")
    person.enters("Spara och fortsätt")
    assert own_answers(filing)["vantad-volym"] == 10


def test_enter_in_a_field_saves_and_goes_on(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/sokande/")
    person.answers("kontakt", "Kansliet")
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    expect(person.page.locator("h1")).to_contain_text("Blankett och plan")
    assert own_answers(filing)["kontakt"] == "Kansliet"


def test_rows_are_added_without_scripts(people, anna, call):
    filing = a_draft(call, anna)
    roles = next(a for a in filing.outline.outline.asked() if a.question.kind == "roles_and_numbers")
    section = next(s for s in filing.outline.outline.sections if roles in s.questions)
    person = people(anna, java_script_enabled=False)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/{section.key}/")
    rows = person.page.locator(f"#fraga-{roles.key} .nhv-roles__row")
    expect(rows).to_have_count(2)
    person.answers(roles.key, "Kontaktsjuksköterska")
    person.page.locator(f"#fraga-{roles.key}-antal-1").fill("2")
    person.page.locator(f"#fraga-{roles.key} button[name=more_rows]").click()
    expect(rows).to_have_count(4)
    assert own_answers(filing)[roles.key] == [{"role": "Kontaktsjuksköterska", "number": 2}]


# --- Two at once -----------------------------------------------------------------------------------


def test_two_at_once_see_both_texts_and_lose_none(people, anna, call):
    filing = a_draft(call, anna)
    olle = an_applicant(role=Role.WRITER)
    first, second = people(anna, java_script_enabled=False), people(olle, java_script_enabled=False)
    for person in (first, second):
        person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    first.answers("patientens-basta", "Närhet till anhöriga.")
    first.presses_button("Spara och fortsätt")
    second.answers("patientens-basta", "Stor vana.")
    second.presses_button("Spara och fortsätt")
    second.sees("Närhet till anhöriga.")
    second.sees(anna.name)
    expect(second.page.locator("#fraga-patientens-basta-svar")).to_have_value("Stor vana.")
    second.answers("patientens-basta", "Närhet till anhöriga och stor vana.")
    second.page.get_by_label("Spara mitt svar, så som det står i fältet ovanför").check()
    second.presses_button("Spara och fortsätt")
    assert own_answers(filing)["patientens-basta"] == "Närhet till anhöriga och stor vana."


def test_a_clash_is_in_order_for_those_who_cannot_see_it(people, anna, call):
    filing = a_draft(call, anna)
    olle = an_applicant(role=Role.WRITER)
    first, second = people(anna), people(olle)
    for person in (first, second):
        person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    first.answers("patientens-basta", "Närhet.")
    first.presses_button("Spara och fortsätt")
    second.answers("patientens-basta", "Vana.")
    second.presses_button("Spara och fortsätt")
    second.sees("Vilket svar ska gälla?")
    second.is_in_order()


# --- Saved by itself -------------------------------------------------------------------------------


def test_what_is_written_is_saved_by_itself_and_said_so(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    person.answers("patientens-basta", "Skrivet och glömt.")
    expect(person.page.get_by_role("status")).to_contain_text("Sparat ")
    assert own_answers(filing)["patientens-basta"] == "Skrivet och glömt."
    person.page.reload()
    expect(person.page.locator("#fraga-patientens-basta-svar")).to_have_value("Skrivet och glömt.")


def test_a_chosen_file_says_that_it_is_not_saved_until_it_is(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/blankett-och-plan/")
    field = person.page.locator("#fraga-verksamhetsplan-svar")
    said = person.page.locator("#fraga-verksamhetsplan .nhv-file-waits")
    expect(said).to_have_text("")
    one, other = ({"name": f"{n}.pdf", "mimeType": "application/pdf", "buffer": pdf()} for n in ("plan", "bilaga"))
    field.set_input_files(one)
    expect(said).to_have_text("Filen är vald men inte sparad. Tryck på Spara.")
    field.set_input_files([one, other])
    expect(said).to_have_text("Filerna är valda men inte sparade. Tryck på Spara.")
    field.set_input_files([])
    expect(said).to_have_text("")
    field.set_input_files(one)
    person.page.get_by_role("button", name="Spara och fortsätt").click()
    person.opens(f"/ansokningar/{filing.key}/avsnitt/blankett-och-plan/")
    expect(person.page.locator(".nhv-files")).to_contain_text("plan.pdf")
    expect(said).to_have_text("")


def test_two_who_write_at_once_see_both_texts_where_they_write_and_neither_is_lost(people, anna, call):
    filing = a_draft(call, anna)
    first, second = people(anna), people(an_applicant(role=Role.WRITER))
    for person in (first, second):
        person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    first.answers("patientens-basta", "Närhet.")
    expect(first.page.get_by_role("status")).to_contain_text("Sparat ")
    second.answers("patientens-basta", "Vana.")
    said = second.page.get_by_role("status")
    expect(said).to_contain_text("Inte sparat: någon annan, eller du själv i ett annat fönster, har svarat på")
    expect(said).not_to_contain_text("Sparat ")
    both = second.page.locator("#fraga-patientens-basta .nhv-clash__text")
    expect(both).to_contain_text(["Närhet.", "Vana."])

    asked: list[str] = []
    second.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    second.page.reload()
    assert asked == ["beforeunload"], "leaving is asked about"
    expect(second.page.locator("#fraga-patientens-basta-svar")).to_have_value("Vana.")
    expect(both).to_contain_text(["Närhet.", "Vana."])
    second.page.get_by_label("Spara mitt svar, så som det står i fältet ovanför").check()
    expect(said).to_contain_text("Sparat ")
    expect(both).to_have_count(0)
    assert own_answers(filing)["patientens-basta"] == "Vana."


def test_who_is_signed_out_is_told_and_loses_nothing_when_back(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    person.context.clear_cookies()
    person.answers("patientens-basta", "Mitt i en mening")
    expect(person.page.get_by_role("status")).to_contain_text("Du är utloggad.")
    expect(person.page.locator("#fraga-patientens-basta-svar")).to_have_value("Mitt i en mening")
    assert "patientens-basta" not in own_answers(filing)
    # In another window, meanwhile.
    name = settings.SESSION_COOKIE_NAME
    person.context.add_cookies([{"name": name, "value": new_session(anna), "url": person.page.url}])
    person.answers("patientens-basta", "Mitt i en mening, och till slut.")
    expect(person.page.get_by_role("status")).to_contain_text("Sparat ")
    assert own_answers(filing)["patientens-basta"] == "Mitt i en mening, och till slut."


def test_what_was_written_when_signed_out_waits_and_is_an_answer_only_by_a_press(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    page, name = person.page, settings.SESSION_COOKIE_NAME
    address = f"/ansokningar/{filing.key}/avsnitt/for-patienterna/"
    person.opens(address)
    origin = page.evaluate("location.origin")
    person.context.clear_cookies()
    # As it is when the limit is past: the browser has a session, and the server knows it no more.
    person.context.add_cookies([{"name": name, "value": "a" * 32, "url": origin}])
    person.answers("patientens-basta", "Mitt i en mening")
    expect(page.get_by_role("status")).to_contain_text("Du är utloggad.")
    page.on("dialog", lambda dialog: dialog.accept())
    person.follows("Logga in igen")
    person.sees("Du har blivit utloggad.")
    person.sees("väntar i det här fönstret")
    person.context.add_cookies([{"name": name, "value": new_session(anna), "url": origin}])
    person.opens(address)
    person.sees("Det du skrev är tillbaka i formuläret. Det kom inte fram.")
    expect(page.locator("[name=patientens-basta]")).to_have_value("Mitt i en mening")
    assert "patientens-basta" not in own_answers(filing)
    go_through(page.get_by_role("button", name="Spara och gå till översikten"))
    assert own_answers(filing)["patientens-basta"] == "Mitt i en mening"
    person.opens(address)
    expect(page.locator(".nhv-kept")).to_have_count(0)


def test_what_waits_is_not_shown_to_another_person(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    key = person.page.evaluate("keptName(document.querySelector('form[data-autosave]'))")
    kept = '{"patientens-basta": ["En annans ord"]}'
    person.page.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [key, kept])
    person.page.reload()
    expect(person.page.locator(".nhv-kept blockquote")).to_have_text("En annans ord")
    theirs = key.replace(f"nhv:{anna.pk}:", f"nhv:{anna.pk + 1}:")
    person.page.evaluate(
        "([key, kept]) => { sessionStorage.clear(); sessionStorage.setItem(key, kept) }", [theirs, kept]
    )
    person.page.reload()
    expect(person.page.get_by_role("button", name="Spara och fortsätt")).to_be_visible()
    person.page.wait_for_function("sessionStorage.length === 0")
    expect(person.page.locator(".nhv-kept")).to_have_count(0)


def test_the_idle_limit_is_warned_of(people, anna, call):
    filing = a_draft(call, anna)
    person = people(anna)
    page = person.page
    page.clock.install()
    person.opens(f"/ansokningar/{filing.key}/avsnitt/for-patienterna/")
    stay = page.get_by_role("button", name="Fortsätt vara inloggad")
    page.clock.fast_forward(1_000 * (settings.SESSION_COOKIE_AGE - 300))
    expect(stay).to_be_hidden()
    page.clock.fast_forward(1_000 * 240)
    expect(stay).to_be_visible()
    stay.click()
    expect(stay).to_be_hidden()


def test_a_hospitals_facts_spare_the_second_application_its_questions(people, anna, call):
    hospital = Organisation.objects.get(key="skanes-universitetssjukhus")
    attester = a_person(Role.ATTESTER, hospital.key)
    first = a_draft(call, anna, hospital=hospital.key)
    before = len(effective(first).missing)
    for fact in general().facts:
        raw = fact.question.choices[0] if fact.question.choices else 24
        facts.attest(hospital=hospital, fact=fact.key, raw=raw, by=actor(attester), now=timezone.now())
    second = a_draft(call, anna, hospital=hospital.key)
    assert before - len(effective(second).missing) == 7
    person = people(anna)
    person.opens(f"/ansokningar/{second.key}/avsnitt/utrustning/")
    person.sees("Svara något annat här")
    person.is_in_order()
    person.page.get_by_text("Svara något annat här").first.click()
    person.is_in_order()
