"""Half a day in the browser's calendar: the browser holds the form back and says so, instead of sending no day."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

from nhv.rules.roles import Role
from tests.journeys.conftest import browsing
from tests.support.databases import Databases
from tests.support.people import a_person
from tests.support.server import running
from tests.support.visitor import Visitor

_UNLOOKED = "document.querySelector('[type=date]').form.noValidate = true"


@pytest.mark.parametrize("looks", [True, False], ids=["ours", "control"])
def test_half_a_day_is_not_sent_as_none(browser: Browser, databases: Databases, looks: bool) -> None:
    with (
        databases.copy("sqlite", "bundled") as database,
        running(database, data=Path(settings.DATA)) as address,
        browsing(browser, address) as page,
    ):
        session = Visitor.of(address, a_person(Role.OFFICER)).session
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page.goto("/handlaggning/uppfoljning/")
        page.evaluate("" if looks else _UNLOOKED)
        posted: list[str] = []
        page.on("request", lambda one: posted.append(one.post_data or "") if one.method == "POST" else None)
        day, send = page.locator("[name=last_day]"), page.locator("form:has([name=last_day]) button[type=submit]")
        page.locator("[name=year]").fill("2024")
        day.fill("")
        day.press_sequentially("03")
        assert day.evaluate("field => field.validity.badInput")
        if looks:
            send.click()
            # The browser says why, at the field.
            expect(day).to_be_focused()
            assert posted == []
        else:
            with page.expect_request(lambda one: one.method == "POST"):
                send.click()
            assert ["last_day=&" in f"{body}&" for body in posted] == [True]
