"""The catalogue at its address: every way it names leads to what it says."""

from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from rdflib import DCTERMS, Graph, URIRef

from nhv.interchange.catalogue import Publisher
from tests.interchange.test_catalogue import findings

ADDRESS = "/datasets/dcat"
DOWNLOAD = URIRef("http://www.w3.org/ns/dcat#downloadURL")


@pytest.fixture
def published():
    with override_settings(PUBLISHER=Publisher("Myndigheten för prov", "2021005555", "data@demo.invalid")):
        yield


def test_without_a_publisher_there_is_no_catalogue(register):
    answer = Client().get(ADDRESS)
    assert answer.status_code == 404
    assert "NHV_PUBLISHER" in answer.json()["detail"]


def test_every_distribution_is_there_and_has_the_media_type_that_it_says(register, published):
    answer = Client().get(ADDRESS)
    assert answer.headers["Content-Type"].startswith("application/rdf+xml")
    assert findings(answer.content) == ""
    graph = Graph().parse(data=answer.content, format="xml")
    ways = list(graph.subject_objects(DOWNLOAD))
    assert len(ways) >= 5
    for way, address in ways:
        fetched = Client().get(urlsplit(str(address)).path)
        assert fetched.status_code == 200, address
        assert fetched.headers["Content-Type"].startswith(str(graph.value(way, DCTERMS.format))), address


def test_a_portal_on_another_site_may_read_it_and_no_page_of_ours_for_people(register, published):
    assert Client().get(ADDRESS).headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/api/v1/areas").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in Client().get("/omraden/").headers
    assert "Access-Control-Allow-Origin" not in Client().post("/api/v1/areas").headers


def test_a_trace_goes_on_in_the_answer_and_no_two_answers_are_one_step():
    given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    steps = [Client(headers={"traceparent": given}).get("/api/v1/areas").headers["traceparent"] for _ in range(2)]
    assert all(step.split("-")[1] == given.split("-")[1] and step.endswith("-01") for step in steps)
    assert len({given, *steps}) == 3
    begun = Client(headers={"traceparent": "00-zz"}).get("/api/v1/areas").headers["traceparent"]
    assert len(begun) == len(given) and given.split("-")[1] not in begun
