"""The production database gives the same pages."""

from tests.journeys.conftest import browsing
from tests.journeys.test_question_to_referral import Referrer
from tests.support.server import running


def test_a_child_is_sent_to_the_same_two_units(browser, databases):
    with (
        databases.copy("postgresql", "bundled") as database,
        running(database) as address,
        browsing(browser, address) as page,
    ):
        page.goto("/")
        referrer = Referrer(page)
        referrer.asks("spinal muskelatrofi 3 år")
        referrer.sees_the_verdict("Ja, ingår")
        referrer.reads("Karolinska universitetssjukhuset")
        referrer.does_not_read("Linköpings universitetssjukhus")
        referrer.follows("Mer om hur du remitterar")
        referrer.is_at("/omraden/neuromuskulara-sjukdomar/#remiss")
