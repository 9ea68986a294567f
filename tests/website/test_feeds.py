"""What other programs follow: the feed of changes, the sitemap, robots.txt."""

import pytest
from django.test import Client, override_settings
from lxml import etree

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file

US = Actor("program", "test")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_is_atom_with_the_newest_change_first():
    publish([a_file(WEST)], by=US)
    answer = Client().get("/andringar.atom")
    feed = etree.fromstring(answer.content)
    entry = feed.find(f"{ATOM}entry")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.findtext(f"{ATOM}title") == "Provområde: Nytt område"
    assert entry.find(f"{ATOM}link").get("href").endswith("/omraden/provomrade/")
    assert {child.tag for child in entry} == {f"{ATOM}{name}" for name in ("title", "id", "link", "updated")}


def test_every_entry_of_the_feed_has_an_identity_of_its_own():
    feed = etree.fromstring(Client().get("/en/andringar.atom").content)
    identities = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(identities)) == len(identities) > 5


def test_every_address_of_the_sitemap_is_a_page():
    sitemap = etree.fromstring(Client().get("/sitemap.xml").content)
    addresses = [element.text for element in sitemap.iter("{*}loc")]
    paths = ["/" + address.split("/", 3)[3] for address in addresses]
    assert "/en/omraden/neuromuskulara-sjukdomar/" in paths
    assert dict.fromkeys(paths, 200) == {path: Client().get(path).status_code for path in paths}


def test_answers_are_not_to_be_indexed():
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /sok/" in robots
    assert robots.rstrip().endswith("/sitemap.xml")


@pytest.mark.parametrize("feed", ["/andringar.atom", "/utlysningar.atom", "/pagaende.atom"])
def test_a_feed_keeps_its_identities_when_the_register_moves(feed):
    def identities():
        return [found.text for found in etree.fromstring(Client().get(feed).content).iter(f"{ATOM}id")]

    before = identities()
    with override_settings(BASE_URL="https://annan.exempel.invalid"):
        assert identities() == before and before[0].startswith("urn:uuid:")
