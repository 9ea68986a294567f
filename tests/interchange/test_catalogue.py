"""The catalogue as a data portal reads it: a graph without blank nodes that keeps the profile's rules."""

from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import BNode, Graph

from nhv.interchange.catalogue import Catalogue, Dataset, Distribution, Publisher, Service, Text

SHAPES = Graph().parse(Path(__file__).with_name("shapes.ttl"))


def a_catalogue(**changed):
    both = Text("Område & text", "Area <text>")
    way = Distribution("d-csv", both, "/d.csv", "text/csv")
    dataset = Dataset("d", both, both, [both], "/d/", date(2026, 1, 2), date(2026, 3, 4), [way])
    service = Service("api", both, both, "/api/v1", "/api/v1/openapi.json", "application/json", ["d"])
    facts = {"base": "https://nhv.example", "datasets": [dataset], "services": [service]}
    return Catalogue(**{**facts, "publisher": Publisher("Myndigheten", "2021005555", "data@nhv.example"), **changed})


def read(rdf):
    return Graph().parse(data=rdf, format="xml")


def findings(rdf):
    conforms, _graph, text = validate(read(rdf), shacl_graph=SHAPES)
    return "" if conforms else text


def test_it_keeps_every_rule_of_the_profile():
    assert findings(a_catalogue().as_rdf()) == ""


def test_no_node_is_blank_and_two_harvests_are_the_same_graph():
    first, second = read(a_catalogue().as_rdf()), read(a_catalogue().as_rdf())
    assert not [node for triple in first for node in triple if isinstance(node, BNode)]
    assert set(first) == set(second)
    assert len(first) > 50


# The control: each of these is found by the rules, so a catalogue without findings keeps them.
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"foaf:name>", b"foaf:nick>"),
        (b"publishertype/NationalAuthority", b"x/NationalAuthority"),
        (b'SE2021005555">', b'SE20210055">'),
        (b"publicdomain/zero/1.0/", b"publicdomain/zero/1.0"),
        (b"dcterms:format>text/csv", b"dcterms:format>CSV"),
        (b"mailto:", b"post:"),
        (b"urn:uuid:", b"uuid:"),
        (b"dcat:accessURL", b"dcat:page"),
        (b"vcard:fn>", b"vcard:nickname>"),
        (b"dcat:endpointURL", b"dcat:endpoint"),
        (b"2026-01-02</dcterms:issued", b"den 2 januari</dcterms:issued"),
        (b"<dcat:dataset ", b"<dcat:record "),
    ],
)
def test_the_rules_find_what_is_wrong(right, wrong):
    rdf = a_catalogue().as_rdf()
    assert right in rdf
    assert findings(rdf.replace(right, wrong))
