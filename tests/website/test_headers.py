"""What every answer says about itself, and that an unchanged page need not be sent again."""

import pytest
from django.test import Client

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")
PAGES = ("/", "/sok/?q=ALS", "/omraden/", "/omraden/neuromuskulara-sjukdomar/", "/finns-inte/", "/robots.txt")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_run_nothing_is_framed_and_nothing_follows_along(address):
    headers = Client().get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", PAGES[:-1])
def test_no_page_carries_a_script_or_a_style_of_its_own(address):
    html = get(address).html
    assert html.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("address", PAGES[:4])
def test_an_unchanged_page_is_answered_with_304(address):
    first = Client().get(address)
    again = Client(headers={"if-none-match": first["ETag"]}).get(address)
    whose, age = first["Cache-Control"].split(", max-age=")
    assert (whose, again.status_code) == ("private" if "?q=" in address else "public", 304)
    # What says how much time is left of something is made anew each minute.
    assert 0 < int(age) <= 60 if address == "/" else age == "60"


def test_a_publication_changes_the_tag():
    before = Client().get("/omraden/")["ETag"]
    publish([a_file(WEST)], by=US)
    assert Client(headers={"if-none-match": before}).get("/omraden/").status_code == 200
