"""A record system asks while an order is written: who may, what is answered, and that nothing is kept."""

import json
import logging
import uuid
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client, override_settings
from jsonschema import Draft202012Validator

from nhv.interchange.cds import MOST_BODY
from nhv.interchange.cds_clients import Clients
from nhv.interchange.fhir.names import SYSTEMS
from nhv.register.models import DiaryEntry
from tests.interchange.test_cds import a_call, an_order

SERVICE = "/cds-services/nhv-order-sign"
BASE = "https://nhv.example"
ISSUER = "https://journal.demo.invalid"
CARDS = {
    "type": "object",
    "required": ["cards"],
    "additionalProperties": False,
    "properties": {
        "cards": {
            "type": "array",
            "maxItems": 5,
            "items": {
                "type": "object",
                "required": ["summary", "indicator", "source"],
                "additionalProperties": False,
                "properties": {
                    "summary": {"type": "string", "minLength": 1, "maxLength": 139},
                    "detail": {"type": "string", "minLength": 1},
                    "indicator": {"enum": ["info", "warning", "critical"]},
                    "source": {
                        "type": "object",
                        "required": ["label"],
                        "properties": {"label": {"minLength": 1}, "url": {"pattern": "^https?://"}},
                    },
                    "links": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "required": ["label", "url", "type"],
                            "properties": {"url": {"pattern": "^https?://"}, "type": {"const": "absolute"}},
                        },
                    },
                },
            },
        }
    },
}
KEY = ec.generate_private_key(ec.SECP384R1())


def public(key):
    told = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    return jwt.PyJWK.from_dict({**told, "kid": "k1", "alg": "ES384"})


def a_token(key=KEY, *, head=None, **changed):
    now = datetime.now(UTC)
    times = {"iat": now, "exp": now + timedelta(minutes=5)}
    told = {"iss": ISSUER, "aud": f"{BASE}{SERVICE}", "jti": uuid.uuid4().hex, **times}
    return jwt.encode({**told, **changed}, key, algorithm="ES384", headers={"kid": "k1", **(head or {})})


@pytest.fixture
def may_ask():
    with override_settings(BASE_URL=BASE, CDS_HOOKS=Clients({ISSUER: {"k1": public(KEY)}}, frozenset({ISSUER}), True)):
        yield


@pytest.fixture
def inside():
    with override_settings(BASE_URL=BASE, CDS_HOOKS=Clients({}, frozenset(), False)):
        yield


def call(body, token=None, service=SERVICE, **headers):
    given = {"Authorization": f"Bearer {token}"} if token else {}
    content = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return Client(headers={**given, **headers}).post(service, content, content_type="application/json")


def test_it_is_off_until_somebody_has_said_who_may_ask():
    assert Client().get("/cds-services").status_code == 404
    assert call(a_call(an_order("a", "G12.0"))).status_code == 404


def test_a_code_of_national_care_gives_a_card_that_the_standard_allows(may_ask):
    answer = call(a_call(an_order("a", "G12.0")), a_token())
    Draft202012Validator(CARDS).validate(answer.json())
    card = answer.json()["cards"][0]
    assert (card["summary"], card["indicator"]) == ("NHV: Neuromuskulära sjukdomar", "warning")
    assert card["links"][0]["url"].startswith(f"{BASE}/omraden/neuromuskulara-sjukdomar/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_childs_units_are_fewer_and_without_an_age_both_are_said(may_ask):
    patient = {"patient": {"resourceType": "Patient", "id": "1", "birthDate": "2023-05-01"}}
    of_a_child = call(a_call(an_order("a", "G12.0"), prefetch=patient), a_token()).json()["cards"][0]["detail"]
    of_anybody = call(a_call(an_order("a", "G12.0")), a_token()).json()["cards"][0]["detail"]
    assert of_a_child != of_anybody
    assert "barn" in of_anybody.casefold()


def test_the_patient_is_not_read_where_the_operator_has_not_let_it_be_sent(inside):
    patient = {"patient": {"resourceType": "Patient", "id": "1", "birthDate": "2023-05-01"}}
    with_age = call(a_call(an_order("a", "G12.0"), prefetch=patient)).json()
    assert with_age == call(a_call(an_order("a", "G12.0"))).json()


def test_a_code_of_a_system_that_is_not_known_is_said_and_not_met_with_silence(inside):
    snomed = "http://snomed.info/sct"
    answer = call(a_call(an_order("a", "22298006", system=snomed))).json()
    Draft202012Validator(CARDS).validate(answer)
    (card,) = answer["cards"]
    assert "inget besked" in card["summary"] and snomed in card["detail"]
    # Beside a code that is read it would only be in the way.
    both = call(a_call(an_order("a", "22298006", system=snomed), an_order("b", "G12.0"))).json()
    assert both == call(a_call(an_order("b", "G12.0"))).json()


def test_a_fifth_code_is_never_left_out_in_silence(inside):
    for call_of in (
        a_call(an_order("a", "J45.9", "J45.0", "I10", "E11.9", "G12.0")),
        a_call(*(an_order(code, code) for code in ("J45.9", "J45.0", "I10", "E11.9", "G12.0"))),
    ):
        answer = call(call_of).json()
        Draft202012Validator(CARDS).validate(answer)
        assert "G12.0" in answer["cards"][-1]["detail"]


def test_every_code_that_the_concept_maps_lead_from_gives_the_card_of_its_area(inside):
    bundle = Client().get("/fhir/Bundle/nhv-register").json()
    maps = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "ConceptMap"]
    groups = [group for one in maps for group in one["group"]]
    assert {group["source"] for group in groups} == set(SYSTEMS.values())
    without = []
    for group in groups:
        for element in group["element"]:
            # What is only a clue is no answer, so it gives no card.
            areas = {one["code"] for one in element["target"] if one["equivalence"] != "relatedto"}
            answer = call(a_call(an_order("a", element["code"], system=group["source"]))).json()
            told = {card["links"][0]["url"].split("/")[4] for card in answer["cards"]}
            if areas and not told & areas:
                without.append((group["source"], element["code"]))
    assert without == []


def test_nothing_found_is_no_card(inside):
    assert call(a_call(an_order("a", "J06.9"))).json() == {"cards": []}
    assert call(a_call()).json() == {"cards": []}


OTHER = ec.generate_private_key(ec.SECP384R1())


def ahead(**times):
    return datetime.now(UTC) + timedelta(**times)


@pytest.mark.parametrize(
    "token",
    [
        lambda: None,
        lambda: "a.b.c",
        lambda: a_token(OTHER),
        lambda: a_token(OTHER, head={"jku": "http://127.0.0.1:9/keys"}),
        lambda: a_token(iss="https://nagon-annan.demo.invalid"),
        lambda: a_token(aud=f"{BASE}/cds-services/nhv-order-select"),
        lambda: a_token(exp=ahead(minutes=-5)),
        lambda: a_token(exp=ahead(days=1)),
        lambda: a_token(iat=ahead(hours=1), exp=ahead(minutes=65)),
        lambda: a_token(jti=""),
        lambda: a_token(jti="x" * 201),
        lambda: a_token(head={"kid": "k2"}),
        lambda: jwt.encode({"iss": ISSUER}, "", algorithm="none"),
        lambda: jwt.encode(
            {"iss": ISSUER, "aud": f"{BASE}{SERVICE}"}, "x" * 32, algorithm="HS256", headers={"kid": "k1"}
        ),
    ],
)
def test_a_call_that_does_not_show_whose_it_is_is_refused(may_ask, token):
    answer = call(a_call(an_order("a", "G12.0")), token())
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "cards" not in answer.json()


def test_a_token_is_used_once(may_ask):
    token = a_token()
    assert call(a_call(), token).status_code == 200
    assert call(a_call(), token).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 40 + "]" * 40,
        b"\xff\xfe",
        '{"hook": NaN}',
        json.dumps(a_call(hook="patient-view")),
        "9" * 500,
    ],
)
def test_what_is_no_call_is_answered_with_a_sentence(inside, body):
    answer = call(body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


def test_a_call_that_is_too_long_is_told_so_as_a_program_is_told(inside):
    with override_settings(MOST_STRANGER_BYTES=MOST_BODY):
        for size in (MOST_BODY + 1, MOST_BODY * 5):
            answer = call(" " * size)
            assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
            assert str(MOST_BODY) in answer.json()["detail"]
        assert call(json.dumps(a_call()).ljust(MOST_BODY)).status_code == 200


def test_only_pages_that_the_operator_named_may_ask_from_a_browser(may_ask):
    named = Client(headers={"Origin": ISSUER, "Access-Control-Request-Method": "POST"}).options(SERVICE)
    assert named.headers["Access-Control-Allow-Origin"] == ISSUER
    other = Client(headers={"Origin": "https://annan.demo.invalid"}).options(SERVICE)
    assert "Access-Control-Allow-Origin" not in other.headers


def test_of_a_call_nothing_is_kept_and_nothing_logged(may_ask, caplog):
    before = DiaryEntry.objects.count()
    secret = "patient-1912-12-12-1212"
    body = a_call(an_order("a", "G12.0"), patientId=secret, fhirServer="http://127.0.0.1:9/fhir")
    body |= {"fhirAuthorization": {"access_token": secret}}
    with caplog.at_level(logging.DEBUG):
        assert call(body, a_token()).status_code == 200
        assert call("{" + secret, a_token()).status_code == 400
    assert DiaryEntry.objects.count() == before
    assert secret not in caplog.text


def test_only_the_two_hooks_are_there(inside):
    assert {one["hook"] for one in Client().get("/cds-services").json()["services"]} == {"order-select", "order-sign"}
    assert call(a_call(), service="/cds-services/order-sign").status_code == 404
    assert call(a_call(), service="/cds-services/nhv-patient-view").status_code == 404
    for address, method, others in ((SERVICE, "get", "POST, OPTIONS"), ("/cds-services", "put", "GET, HEAD, OPTIONS")):
        refused = getattr(Client(), method)(address)
        assert (refused.status_code, refused.headers["Allow"]) == (405, others)
