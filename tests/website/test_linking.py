"""Answers elsewhere: a link, a browser's own search field, and a frame in somebody else's page."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings

from nhv.program.faults import InputFault
from nhv.program.settings import sites

INTRANET = "https://intranat.demo.invalid"
FRAMED = "/infoga/svar/?q=SMA"


@pytest.fixture(autouse=True)
def _in_a_register(sqlite_register):
    pass


def page(address):
    return Client().get(address).content.decode()


def written_in(html, name):
    """What somebody copies out of a field."""
    return unescape(re.search(rf'<textarea[^>]*id="{name}"[^>]*>(.*?)</textarea>', html, re.DOTALL)[1])


def test_a_question_becomes_a_link_that_answers_it():
    html = page("/lank/?q=SMA+3+%C3%A5r&region=region-skane")
    address = re.search(r'href="(http[^"]*sok/\?q=[^"]*)"', html)[1].replace("&amp;", "&")
    assert "region=region-skane" in address
    assert "Neuromuskulära sjukdomar" in page(address.removeprefix("http://127.0.0.1:8000"))


@pytest.mark.parametrize("question", ['"><script>alert(1)</script>', "a'b&c"])
def test_what_is_copied_is_html_that_holds_the_question_as_text(question):
    with override_settings(FRAME_ANCESTORS=[INTRANET]):
        html = Client().get("/lank/", {"q": question}).content.decode()
    for name in ("lank-html", "lank-ram"):
        copied = written_in(html, name)
        assert "<script>" not in copied and copied.startswith("<")
        assert unescape(copied).count(question) == 1


def test_a_frame_is_let_in_by_nobody_until_a_site_is_named():
    answer = Client().get(FRAMED)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    with override_settings(FRAME_ANCESTORS=[INTRANET]):
        answer = Client().get(FRAMED)
        assert f"frame-ancestors {INTRANET}" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers
        # The control: no other page follows.
        other = Client().get("/sok/?q=SMA")
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["X-Frame-Options"] == "DENY"


def test_the_framed_answer_has_no_script_no_cookie_and_tells_no_other_site_where_it_was():
    answer = Client().get(FRAMED)
    html = answer.content.decode()
    assert "Neuromuskulära sjukdomar" in html and "<script" not in html and "<nav" not in html
    assert not answer.cookies and answer.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert '<base target="_blank">' in html


def test_nothing_found_is_said_to_be_no_verdict():
    assert "inget besked" in page("/infoga/svar/?q=xyzzyplugh")
    assert "Ingen fråga är ställd" in page("/infoga/svar/")


def test_a_browser_learns_to_ask():
    answer = Client().get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    urls = ElementTree.fromstring(answer.content).findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    for url in urls:
        address = url.get("template").removeprefix("http://127.0.0.1:8000").replace("{searchTerms}", "SMA")
        assert Client().get(address).headers["Content-Type"].startswith(url.get("type"))
    assert len(urls) == 2 and 'rel="search"' in page("/")


@pytest.mark.parametrize(
    "named", ["*", "https://a.example/path", "'self'", "https://a.example; script-src *", "a.example"]
)
def test_what_is_no_site_is_refused(named):
    assert sites([INTRANET]) == [INTRANET]
    with pytest.raises(InputFault, match="NHV_FRAME_ANCESTORS"):
        sites([named])
