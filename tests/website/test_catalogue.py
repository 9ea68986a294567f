"""The catalogue at its address: every way it names leads to what it says."""

from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from nhv.interchange.catalogue import Publisher
from nhv.website.public.catalogue import OPENAPI
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


def test_the_service_answers_at_its_own_address_and_serves_every_dataset(register, published):
    graph = Graph().parse(data=Client().get(ADDRESS).content, format="xml")
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert set(graph.objects(service, DCAT.servesDataset)) == set(graph.subjects(RDF.type, DCAT.Dataset)) != set()
    root = urlsplit(str(graph.value(service, DCAT.endpointURL))).path
    for address in (root, f"{root}/"):
        told = Client().get(address).json()
        assert told["openapi"].endswith(OPENAPI) and len(told["addresses"]) > 8
        for each in (told["openapi"], told["about"], *told["files"]):
            assert Client().get(urlsplit(each).path).status_code == 200, each
    assert Client().get(root, {"a": "b"}).status_code == 422


def test_a_portal_on_another_site_may_read_it_and_no_page_of_ours_for_people(register, published):
    assert Client().get(ADDRESS).headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/api/v1/areas").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in Client().get("/omraden/").headers
    assert Client().options("/omraden/").headers.get("Access-Control-Allow-Methods") is None
    assert "Access-Control-Allow-Origin" not in Client().get("/konto/logga-in/").headers


YEAR = "/omraden/neuromuskulara-sjukdomar/uppfoljning/2025"


@pytest.mark.parametrize("address", [
    "/api/v1/areas", "/api/v1/finns-inte", "/api/v1/areas/finns-inte", "/api/v1/", "/api/v1", "/fhir/metadata", ADDRESS,
    "/fhir/Finns/inte", "/datasets/nhv-register-days.json", "/kvittonycklar.json", f"{YEAR}/resultat.csv",
    f"{YEAR}/resultat.xlsx", f"{YEAR}/resultat.pdf", f"{YEAR}/utgava-1.json", "/andringar.atom",
])  # fmt: skip
def test_a_browser_may_ask_from_any_site_with_what_it_has_and_read_the_refusal_too(register, address):
    """A page of another site asks first whether it may say If-None-Match."""
    asked = {"Origin": "https://annan.demo.invalid", "Access-Control-Request-Headers": "if-none-match"}
    may = Client(headers={**asked, "Access-Control-Request-Method": "GET"}).options(address)
    assert may.status_code == 204 and may.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in may.headers["Access-Control-Allow-Headers"]
    for answer in (Client().get(address), Client(enforce_csrf_checks=True).post(address)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.status_code in (404, 405)


def test_a_trace_goes_on_in_the_answer_and_no_two_answers_are_one_step():
    given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    steps = [Client(headers={"traceparent": given}).get("/api/v1/areas").headers["traceparent"] for _ in range(2)]
    assert all(step.split("-")[1] == given.split("-")[1] and step.endswith("-01") for step in steps)
    assert len({given, *steps}) == 3
    begun = Client(headers={"traceparent": "00-zz"}).get("/api/v1/areas").headers["traceparent"]
    assert len(begun) == len(given) and given.split("-")[1] not in begun
