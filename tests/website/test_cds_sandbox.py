"""What the reference sandbox of CDS Hooks sends when its imaging view is used, replayed: from a browser on another
address, with a token of its own, access to a record that we never read, and codes of other systems than ours."""

import json

import pytest
from django.test import Client, override_settings
from jsonschema import Draft202012Validator

from nhv.interchange.cds_clients import Clients
from tests.website.test_cds import CARDS

SANDBOX = "http://localhost:8080"
ICD = "urn:oid:1.2.752.116.1.1.1.1.3"


@pytest.fixture
def added(register):
    """The service as docs/for-programs.md says that one sets it up for a sandbox."""
    with override_settings(CDS_HOOKS=Clients({}, frozenset({SANDBOX}), False), BASE_URL="https://nhv.example"):
        yield


def sent(hook, why):
    order = {
        "resourceType": "ServiceRequest",
        "id": "example-request-id",
        "status": "draft",
        "intent": "plan",
        "code": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "72133"}]},
        "subject": {"reference": "Patient/smart-1288992"},
        "reasonCode": [{"coding": [why]}],
    }
    return {
        "hookInstance": "9b0b0b5a-0f8e-4c4e-8a43-6f9b3f1f0c11",
        "hook": hook,
        "fhirServer": "https://launch.smarthealthit.example/v/r2/fhir",
        "context": {
            "patientId": "smart-1288992",
            "userId": "Practitioner/SMART-1234",
            "selections": ["ServiceRequest/example-request-id"],
            "draftOrders": {"resourceType": "Bundle", "entry": [{"resource": order}]},
        },
        "fhirAuthorization": {
            "access_token": "x",
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": "patient/*.read",
        },
    }


def called(hook, why):
    """As a browser does it: it asks first whether it may, then it calls each service of the hook."""
    (service,) = [one for one in Client().get("/cds-services").json()["services"] if one["hook"] == hook]
    address, origin = f"/cds-services/{service['id']}", {"Origin": SANDBOX}
    may = Client(headers=origin).options(address)
    assert may.status_code == 204 and may.headers["Access-Control-Allow-Origin"] == SANDBOX
    asked = {name.strip().casefold() for name in may.headers["Access-Control-Allow-Headers"].split(",")}
    assert {"authorization", "content-type"} <= asked
    told = {**origin, "Authorization": "Bearer a.b.c", "Accept": "application/json"}
    answer = Client(headers=told).post(address, json.dumps(sent(hook, why)), content_type="application/json")
    assert answer.status_code == 200 and answer.headers["Access-Control-Allow-Origin"] == SANDBOX
    Draft202012Validator(CARDS).validate(answer.json())
    return answer.json()["cards"]


@pytest.mark.parametrize("hook", ["order-select", "order-sign"])
def test_a_reason_of_ours_gives_the_card(added, hook):
    (card,) = called(hook, {"system": ICD, "code": "G12.0"})
    assert (card["summary"], card["indicator"]) == ("NHV: Neuromuskulära sjukdomar", "warning")


@pytest.mark.parametrize("hook", ["order-select", "order-sign"])
def test_the_sandboxs_own_codes_are_said_to_be_of_systems_that_are_not_known(added, hook):
    (card,) = called(hook, {"system": "http://snomed.info/sct", "code": "279039007"})
    assert "inget besked" in card["summary"]
    assert "http://snomed.info/sct" in card["detail"] and "http://www.ama-assn.org/go/cpt" in card["detail"]
