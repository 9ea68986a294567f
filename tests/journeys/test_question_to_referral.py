"""From a question to knowing what to do: as one who refers, with a mouse, a keyboard, or no scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import go_through


class Referrer:
    """Somebody with a patient and a question."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def asks(self, question: str) -> None:
        self.page.get_by_role("searchbox").fill(question)
        go_through(self.page.get_by_role("button", name="Sök svar"))

    def sees_the_verdict(self, word: str) -> None:
        expect(self.page.locator(".nhv-verdict__word").first).to_have_text(word)

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def does_not_read(self, text: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(text)

    def follows(self, link: str) -> None:
        go_through(self.page.get_by_role("link", name=link).first)

    def is_at(self, address: str) -> None:
        assert address in self.page.url


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def referrer(request, visit):
    return Referrer(visit("/", java_script_enabled=request.param))


def test_a_child_with_spinal_muscular_atrophy_is_sent_to_the_two_units_for_children(referrer):
    referrer.asks("spinal muskelatrofi 3 år")
    referrer.sees_the_verdict("Ja, ingår")
    referrer.reads("Karolinska universitetssjukhuset")
    referrer.reads("Sahlgrenska universitetssjukhuset")
    referrer.does_not_read("Linköpings universitetssjukhus")
    referrer.follows("Mer om hur du remitterar")
    referrer.is_at("/omraden/neuromuskulara-sjukdomar/#remiss")
    referrer.reads("Källan säger inget om hur patienten remitteras.")


def test_a_patient_with_als_is_cared_for_at_home(referrer):
    referrer.asks("ALS")
    referrer.sees_the_verdict("Nej, ingår inte")
    referrer.reads("egionala ALS-team")


def test_a_fistula_goes_to_the_conference_and_the_answer_can_be_kept(referrer):
    referrer.asks("fistel matstrupe luftstrupe")
    referrer.sees_the_verdict("Till nationell konferens")
    referrer.follows("Länk att dela")
    referrer.is_at("/punkt/esofago-respiratoriska-fistlar/?datum=")
    referrer.sees_the_verdict("Till nationell konferens")
    referrer.follows("Skriv ut svaret")
    referrer.reads("esofago-respiratoriska fistlar utan extensiv tumörväxt")


def test_what_the_register_does_not_know_is_no_verdict(referrer):
    referrer.asks("vrickad fot")
    referrer.reads("Att inget hittas är inget besked")


def test_the_answers_can_be_narrowed(referrer):
    referrer.asks("ALS")
    referrer.page.get_by_text("Filtrera svaren").click()
    referrer.page.get_by_label("Sjukvårdsregion").select_option("norra")
    go_through(referrer.page.get_by_role("button", name="Filtrera"))
    referrer.reads("Registret har inget svar")


def test_the_same_page_is_there_in_english_and_back(referrer):
    referrer.asks("ALS")
    referrer.follows("English")
    referrer.sees_the_verdict("No, not included")
    referrer.follows("Svenska")
    referrer.sees_the_verdict("Nej, ingår inte")


def press_tab_to(page: Page, name: str) -> None:
    """Walks with the Tab key until the element with this text or label has the focus; it must then be visible."""
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate("[document.activeElement.innerText || '', document.activeElement.id]")
        if name in at[0] or name == at[1]:
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"Tab never came to {name!r}")


def test_the_keyboard_is_enough(visit):
    page = visit("/")
    press_tab_to(page, "Hoppa till innehållet")
    press_tab_to(page, "fraga")
    page.keyboard.type("spinal muskelatrofi 3 år")
    page.keyboard.press("Enter")
    expect(page.locator(".nhv-verdict__word").first).to_have_text("Ja, ingår")
    press_tab_to(page, "Mer om hur du remitterar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Så remitterar du")).to_be_in_viewport()
    press_tab_to(page, "Enheter med tillstånd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enheter med tillstånd")).to_be_in_viewport()


def test_what_has_the_focus_can_be_seen(visit):
    page = visit("/")
    for _ in range(15):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement)
            return style.boxShadow !== 'none' || style.outlineStyle !== 'none' || style.backgroundColor
        }""")
        assert seen
