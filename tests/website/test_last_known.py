"""When the database or the search fails, every area and number is one press away, and the page says so by itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.register.models import Area, Organisation, Posting
from nhv.rules.actor import Actor
from nhv.specification.referrals import AcuteNumber, ReferralFacts
from nhv.website.last_known import areas_and_numbers, go_on_looking, last_seen, look
from tests.support.pages import get

NUMBER = "08-465 004 10"
AREAS = "//main//a[contains(@class, 'nhv-row__title')]"
NUMBERS = "//main//a[starts-with(@href, 'tel:')]"


@pytest.fixture
def _told(sqlite_register: str) -> None:
    """One unit has told a number."""
    save_referral_information(
        area=Area.objects.get(key="neuromuskulara-sjukdomar"),
        holder=Organisation.objects.get(key="karolinska-universitetssjukhuset"),
        facts=ReferralFacts(acute=AcuteNumber(number=NUMBER, tried_on=timezone.localdate())),
        seen_version=0,
        by=Actor("program", "test"),
        now=timezone.now(),
    )


@contextmanager
def database_away(why: str = "disk I/O error") -> Iterator[None]:
    """No query is answered."""

    def refuse(execute: Callable[..., Any], *arguments: Any) -> Any:
        raise OperationalError(why)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("path", ["/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/", "/en/omraden/"])
@pytest.mark.parametrize(("why", "status"), [("disk I/O error", 500), ("couldn't get a connection", 503)])
def test_a_page_without_its_database_has_every_area_and_number(_told: None, path: str, why: str, status: int) -> None:
    look()
    with database_away(why):
        page = get(path)
    assert page.status == status
    assert len(page.links(AREAS)) == len(areas_and_numbers()) > 60
    assert page.links(NUMBERS) == ["tel:0846500410"]


@pytest.mark.parametrize("path", ["/api/v1/areas", "/fhir/Bundle/nhv-register", "/datasets/nhv-register.json"])
@pytest.mark.parametrize(("why", "status"), [("disk I/O error", 500), ("couldn't get a connection", 503)])
def test_a_program_without_its_database_is_told_as_a_program(_told: None, path: str, why: str, status: int) -> None:
    with database_away(why):
        answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


def test_what_was_seen_stays_when_the_database_is_away_and_is_dated(_told: None) -> None:
    look()
    before = last_seen()
    with database_away():
        look()
        page = get("/")
    assert last_seen() == before
    assert before is not None and f"{before.at.year} kl." in page.text


def test_a_server_looks_by_itself_until_it_ends(_told: None) -> None:
    ends = Event()
    ends.set()
    go_on_looking(ends)
    assert last_seen() is None, "who has ended looks no more"
    look()
    assert last_seen() is not None


def test_with_the_search_killed_the_page_says_so_by_itself(_told: None) -> None:
    assert get("/sok/?q=ALS").texts("//*[@role='alert']") == []
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {Posting._meta.db_table}")
    page = get("/sok/?q=ALS")
    assert page.status == 200
    assert "Frågor går inte att besvara just nu" in page.texts("//*[@role='alert']")[0]
    assert page.links(NUMBERS) == ["tel:0846500410"]
