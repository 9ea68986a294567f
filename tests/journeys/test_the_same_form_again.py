"""«Back» in the browser and two tabs: a form sent again with something else in it is never taken for the first."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from nhv.accounts.models import User
from nhv.process.models import CallQuestion
from nhv.register.models import Call
from tests.journeys.conftest import browsing
from tests.support.calls import an_applicant, an_open_call
from tests.support.databases import Databases
from tests.support.server import running
from tests.support.visitor import Visitor

FIRST, OTHER = "Får två sjukhus söka tillsammans?", "Gäller kravet även jourtid?"


def signed_in_at(page: Page, address: str, user: User) -> None:
    session = Visitor.of(address, user).session
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def ask(page: Page, question: str) -> None:
    page.locator("[name=question]").fill(question)
    page.get_by_role("button", name="Skicka frågan").click()


def questions(call: Call) -> list[str]:
    return list(CallQuestion.objects.filter(call=call).order_by("pk").values_list("question", flat=True))


def test_back_and_other_words_is_answered_with_both(browser: Browser, databases: Databases) -> None:
    with (
        databases.copy("sqlite", "bundled") as database,
        running(database, data=Path(settings.DATA)) as address,
        browsing(browser, address) as page,
    ):
        call = an_open_call()
        signed_in_at(page, address, an_applicant())
        page.goto(f"/utlysningar/{call.key}/fraga/")
        key = page.locator("[name=once]").input_value()
        ask(page, FIRST)
        expect(page.locator("main")).to_contain_text("Frågan är skickad")
        # A browser that showed the form as it was, key and all (ours asks for it anew).
        page.go_back()
        page.locator("[name=once]").evaluate("(field, key) => { field.value = key }", key)
        ask(page, OTHER)
        expect(page.locator("h1")).to_have_text("Det som kom nu är inte sparat")
        expect(page.locator("main")).to_contain_text(FIRST)
        expect(page.locator("main")).to_contain_text(OTHER)
        assert questions(call) == [FIRST]
        # «Back», and a new form: another question.
        page.goto(f"/utlysningar/{call.key}/fraga/")
        ask(page, OTHER)
        expect(page.locator("main")).to_contain_text("Frågan är skickad")
        # Two tabs are two forms, each with a key of its own.
        tabs = [page.context.new_page() for _ in range(2)]
        for tab in tabs:
            tab.goto(f"/utlysningar/{call.key}/fraga/")
        for tab, words in zip(tabs, ("Den ena?", "Den andra?"), strict=True):
            ask(tab, words)
            expect(tab.locator("main")).to_contain_text("Frågan är skickad")
        assert questions(call) == [FIRST, OTHER, "Den ena?", "Den andra?"]
