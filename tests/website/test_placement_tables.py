"""The tables behind travel times: anybody begins with the same bytes as the program."""

from hashlib import sha256

import pytest
from django.test import Client

from nhv.placement.listing import tables_of
from nhv.register.placement import country
from tests.support.pages import get

pytestmark = pytest.mark.usefixtures("sqlite_register")


@pytest.mark.parametrize("name", ["municipalities", "roads", "airports"])
def test_the_page_leads_to_each_table_with_its_sources(name):
    links = [link.get("href") for link in get("/om-data/").html.xpath("//main//a")]
    (address,) = [link for link in links if link.endswith(f"{name}.tsv")]
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/tab-separated-values; charset=utf-8"
    assert answer.content.decode().startswith("# ")
    assert name == "airports" or sha256(answer.content).hexdigest() == tables_of(country())[name]["sha256"]
