"""Sign-in at an OpenID Connect provider in a real browser, which holds our pages to what they say of forms."""

from playwright.sync_api import Browser, expect

from nhv.rules.roles import Role
from tests.journeys.conftest import browsing
from tests.support.people import a_person
from tests.support.provider import CLIENT, SECRET, a_provider
from tests.support.server import end, start


def test_the_button_leads_to_the_provider_and_back_signed_in(browser: Browser, databases, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with databases.copy("sqlite", "bundled") as database, a_provider() as provider:
        writer = a_person(Role.WRITER, "region-skane", second_factor=False)
        provider.claims = {"email": writer.email, "email_verified": True, "amr": ["mfa"]}
        server, address = start(
            database,
            data=tmp_path,
            NHV_OIDC_ISSUER=provider.address,
            NHV_OIDC_CLIENT_ID=CLIENT,
            NHV_OIDC_SECRET_FILE=str(secret),
            NHV_OIDC_NAME="Regionens inloggning",
            NHV_OIDC_SECOND_FACTOR="mfa",
        )
        try:
            with browsing(browser, address) as page:
                page.goto("/konto/logga-in/")
                page.get_by_role("button", name="Logga in med Regionens inloggning").click()
                expect(page.locator("h1")).to_have_text("Ansökningar")
        finally:
            end(server)
