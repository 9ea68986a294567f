"""The pages of an account and of the people one administers: nothing for axe to find, and nothing that runs out to
the right, in both languages, wide and on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from nhv.accounts import acts
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.journeys.conftest import NARROWEST, WIDE, browsing, disorder, violations
from tests.support.people import a_person, has_role, signed_in
from tests.support.server import running

SKANE = "region-skane"
US = Actor("program", "test")


@pytest.fixture(scope="module")
def product(databases) -> Iterator[SimpleNamespace]:
    """A running product with some people, the cookie of one who administers them, and the pages to look at."""
    with databases.copy("sqlite", "bundled") as database:
        administrator = a_person(Role.REGION_ADMINISTRATOR, SKANE)
        RecoveryCodes.activate(administrator)
        writer = a_person(Role.WRITER, SKANE)
        has_role(writer, Role.SIGNATORY, SKANE)
        acts.ask_for_reset(user=writer, by=US, why="Ringde från sitt nummer i växeln")
        region = Organisation.objects.get(key=SKANE)
        acts.invite(
            email="vantar.pa.svar@exempel.invalid",
            organisation=region,
            role=Role.ATTESTER,
            by=US,
            link=lambda token: token,
        )
        links: list[str] = []
        acts.invite(
            email="ny@exempel.invalid",
            organisation=region,
            role=Role.WRITER,
            by=US,
            link=lambda t: links.append(t) or t,
        )
        session = signed_in(Client(), administrator).cookies[settings.SESSION_COOKIE_NAME].value
        person = f"/personer/{writer.pk}/"
        with running(database, data=settings.DATA) as address:
            yield SimpleNamespace(
                address=address,
                session=session,
                own=(
                    "/konto/",
                    "/konto/andra-steget/",
                    "/konto/andra-steget/app/ta-bort/",
                    "/konto/andra-steget/nycklar/ny/",
                    "/konto/andra-steget/reservkoder/",
                    "/konto/losenord/byt/",
                    "/konto/bekrafta/",
                    "/konto/logga-ut/",
                    "/personer/",
                    "/personer/bjud-in/",
                    person,
                    f"{person}ny-roll/",
                    f"{person}flytta/",
                    f"{person}andra-steget/",
                ),
                anybodys=(
                    "/konto/logga-in/",
                    "/konto/losenord/glomt/",
                    "/konto/losenord/glomt/skickat/",
                    "/konto/losenord/nytt/1-finns-inte/",
                    "/konto/utan-inbjudan/",
                    "/konto/stangt/",
                    "/konto/via-fel/",
                    "/konto/inbjudan/finns-inte/",
                    f"/konto/inbjudan/{links[0]}/",
                ),
            )


@contextmanager
def somebody(browser: Browser, product, session: str, **other) -> Iterator[Page]:
    """A browser in which somebody is signed in, or nobody."""
    with browsing(browser, product.address, **other) as page:
        if session:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": product.address}
            page.context.add_cookies([cookie])
        yield page


@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
def test_the_pages_are_in_order(browser: Browser, product, language):
    found = {}
    for paths, session in ((product.own, product.session), (product.anybodys, "")):
        with somebody(browser, product, session) as page:
            for path in paths:
                page.goto(f"{language}{path}")
                assert page.url == f"{product.address}{language}{path}"
                found[path] = disorder(page, WIDE, NARROWEST, axe_at=(WIDE, NARROWEST))
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_a_form_with_faults_is_in_order_too(browser: Browser, product):
    with somebody(browser, product, product.session, width=NARROWEST) as page:
        page.goto("/personer/bjud-in/")
        page.get_by_label("E-postadress").fill("ingen adress")
        page.get_by_role("button", name="Skicka inbjudan").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert violations(page) == []
