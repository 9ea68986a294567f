"""The register as FHIR: nothing for a validator to find, and the same facts as in every other form."""

import copy
import csv
import io
import json

import pytest
from django.test import Client

from nhv.interchange.fhir.bundle import bundle as fhir_bundle
from nhv.register.models import Organisation
from nhv.register.organisations import describe_unit
from nhv.rules.actor import Actor
from nhv.specification.holding import LEGACY
from nhv.website.api.views import register_of
from tests.interchange.fhir_rules import findings

BUNDLE = "/fhir/Bundle/nhv-register"


@pytest.fixture
def bundle():
    answer = Client().get(BUNDLE)
    assert answer.headers["Content-Type"].startswith("application/fhir+json")
    return answer.json()


def a_unit():
    hospital = Organisation.objects.filter(kind="hospital").order_by("key").first()
    return Organisation.objects.create(key="enheten-pa-prov", kind="unit", name="Enheten på prov", parent=hospital)


def resources(bundle, kind):
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def first(bundle, kind):
    return resources(bundle, kind)[0]


def test_two_validators_and_our_own_rules_find_nothing(bundle):
    assert len(bundle["entry"]) > 150
    assert findings(bundle) == []


# The control: each of these is found, so that finding nothing says something.
@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("Organization", lambda one: one.update(name=None)),
        ("Organization", lambda one: one.update(id="x" * 65)),
        ("Organization", lambda one: one.update(partOf={"reference": "Organization/finns-inte"})),
        ("Organization", lambda one: one.update(activ=True)),
        ("Location", lambda one: one.update(status="open")),
        ("Location", lambda one: one.update(position={"longitude": 1.0})),
        ("HealthcareService", lambda one: one.update(active="yes")),
        ("HealthcareService", lambda one: one["identifier"][0].update(period={"start": "1 april 2023"})),
        ("HealthcareService", lambda one: one.update(providedBy="region-skane")),
        ("CodeSystem", lambda one: one.pop("content")),
        ("ConceptMap", lambda one: one["group"][0]["element"][0]["target"][0].update(equivalence="liknar")),
        ("ConceptMap", lambda one: one.update(status="in force")),
    ],
)
def test_what_is_wrong_is_found(bundle, kind, spoil):
    spoilt = {**bundle, "entry": [{**entry, "resource": copy.deepcopy(entry["resource"])} for entry in bundle["entry"]]}
    spoil(first(spoilt, kind))
    assert findings(spoilt)


def test_every_resource_has_an_address_of_its_own(bundle):
    for entry in bundle["entry"][::17]:
        resource = entry["resource"]
        answer = Client().get(f"/fhir/{resource['resourceType']}/{resource['id']}")
        assert answer.json() == resource
        assert entry["fullUrl"].endswith(f"/fhir/{resource['resourceType']}/{resource['id']}")


def test_what_is_not_there_is_told_as_fhir_tells_it():
    answer = Client().get("/fhir/Organization/finns-inte")
    assert answer.status_code == 404
    assert answer.json()["resourceType"] == "OperationOutcome"
    assert Client().get("/fhir/metadata").json()["fhirVersion"] == "4.0.1"


@pytest.mark.parametrize("how", ["_format=json", "_format=application/fhir%2Bjson&_pretty=true", "mode=full"])
def test_how_an_answer_is_to_look_is_no_question(sqlite_register, how: str) -> None:
    """Common clients say so by themselves."""
    for address in ("/fhir/metadata", "/fhir/Organization/region-skane"):
        assert Client().get(f"{address}?{how}").json() == Client().get(address).json()


def test_a_copy_has_its_own_address_and_the_registers_own_names(bundle):
    register = register_of().model_dump(mode="json")
    copied = fhir_bundle(register, "https://nhv.example", server="https://inside.example")
    assert all(one["fullUrl"].startswith("https://inside.example/fhir/") for one in copied["entry"])
    own = fhir_bundle(register, "https://nhv.example")
    assert [one["resource"] for one in copied["entry"]] == [one["resource"] for one in own["entry"]]


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/fhir/Patient", 404, "not-supported"),
        ("get", "/fhir/Organization?_count=-1", 404, "not-supported"),
        ("get", "/fhir/Organization/region-skane/_history/1", 404, "not-supported"),
        ("get", "/fhir/Bundle/nhv-register?_count=-1", 400, "invalid"),
        ("get", "/fhir/Organization/region-skane?_elements=name", 400, "invalid"),
        ("get", "/fhir/metadata?_format=application/fhir%2Bxml", 406, "not-supported"),
        ("post", "/fhir/Organization", 405, "not-supported"),
        ("put", "/fhir/Organization/region-skane", 405, "not-supported"),
        ("delete", "/fhir/metadata", 405, "not-supported"),
    ],
)
def test_what_we_do_not_have_is_told_so_too(sqlite_register, method, address, status, code):
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    told = answer.json()
    assert (answer.status_code, told["resourceType"], told["issue"][0]["code"]) == (status, "OperationOutcome", code)
    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Content-Type"].startswith("application/fhir+json")


@pytest.mark.parametrize(
    ("accept", "status"),
    [("application/fhir+xml", 406), ("application/xml", 406), ("application/fhir+json", 200), ("*/*", 200), ("", 200),
     ("application/fhir+xml, application/fhir+json;q=0.5", 200), ("text/html,application/xhtml+xml", 200)],
)  # fmt: skip
def test_who_takes_only_xml_is_told_that_there_is_none(sqlite_register, accept, status):
    assert Client(headers={"Accept": accept}).get("/fhir/metadata").status_code == status


def test_every_type_that_can_be_read_is_told_of(bundle):
    (rest,) = Client().get("/fhir/metadata").json()["rest"]
    read = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert {one["type"] for one in rest["resource"]} == read | {"Bundle"}


def test_the_permits_are_those_of_the_table_key_by_key(bundle):
    raw = Client().get("/api/v1/register.csv").content.decode("utf-8-sig")
    rows = {row["permit_key"]: row for row in csv.DictReader(io.StringIO(raw), delimiter=";") if row["permit_key"]}
    services = {each["identifier"][0]["value"]: each for each in resources(bundle, "HealthcareService")}
    assert set(services) == set(rows) and len(rows) > 60
    assert LEGACY in {row["origin"] for row in rows.values()}
    assert {"start_unknown", "in_force"} <= {row["permit_state"] for row in rows.values()}
    for key, row in rows.items():
        valid = services[key]["identifier"][0].get("period", {})
        assert (valid.get("start", ""), valid.get("end", "")) == (row["valid_from"], row["valid_until"]), key
        assert ("nationell" in services[key]["identifier"][0]["assigner"]["display"]) is (row["origin"] != LEGACY), key
        assert services[key]["active"] is (row["permit_state"] in ("in_force", "start_unknown")), key
        assert ("comment" in services[key]) is (row["permit_state"] == "start_unknown"), key
        assert services[key]["type"][0]["coding"][0]["code"] == row["area_key"]


def test_long_keys_are_whole_in_the_identifier(bundle):
    long = [each for each in resources(bundle, "HealthcareService") if len(each["identifier"][0]["value"]) > 64]
    assert long
    assert all(len(each["id"]) == 64 for each in long)


def test_a_code_leads_to_its_areas_and_our_strength_turns_round(bundle):
    icd = next(each for each in resources(bundle, "ConceptMap") if each["group"][0]["source"].startswith("urn:oid"))
    elements = {each["code"]: each["target"] for each in icd["group"][0]["element"]}
    spinal = {target["code"]: target["equivalence"] for target in elements["G12.0"]}
    assert spinal["neuromuskulara-sjukdomar"] in {"equivalent", "wider"}
    assert all(target["comment"] for targets in elements.values() for target in targets)


def test_an_hsa_id_that_somebody_has_entered_is_a_provider_number(bundle, sqlite_register):
    assert "1.2.752.29.4.19" not in json.dumps(bundle)
    unit = a_unit()
    describe_unit(unit=unit, hsa_id="SE2321000016-PROV1", telephone="", by=Actor("program", "test"))
    again = Client().get(BUNDLE).json()
    assert findings(again) == []
    assert "SE2321000016-PROV1" in json.dumps(again)


def test_nothing_that_is_published_names_a_person(bundle):
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert kinds == {"CodeSystem", "ConceptMap", "HealthcareService", "Location", "Organization"}
    assert not [each for each in resources(bundle, "Organization") if "contact" in each]
