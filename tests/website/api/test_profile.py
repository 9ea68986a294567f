"""The rules of DIGG's REST profile that a description can be held against, in words of our own."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from jsonschema import Draft202012Validator

from nhv.interchange.catalogue import Publisher


@pytest.fixture
def description(register):
    with override_settings(
        PUBLISHER=Publisher("Myndigheten för prov", "2021005555", "data@demo.invalid"),
        BASE_URL="https://nhv.example",
    ):
        yield Client().get("/api/v1/openapi.json").json()


def operations(description):
    return [(path, operation) for path, of in description["paths"].items() for operation in of.values()]


def every_schema(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from every_schema(each)
    elif isinstance(value, list):
        for each in value:
            yield from every_schema(each)


def test_the_head_says_who_answers_on_what_terms_in_both_languages(description):
    head = description["info"]
    assert set(head["contact"]) == {"name", "email", "url"}  # DOK.03
    assert head["license"]["url"].startswith("http") and head["termsOfService"].startswith("https://nhv.example/")
    assert "Registret" in head["description"] and "register" in head["description"]  # DOK.06
    assert "Servicenivå" in head["description"] and head["x-limitations"]  # DOK.08, DOK.09


def test_the_head_names_the_files_of_the_whole(description):
    for file in ("register.json", "register.csv", "register.xlsx"):
        (address,) = set(re.findall(rf"https?://\S+/{re.escape(file)}", description["info"]["description"]))
        assert Client().get(urlsplit(address).path).status_code == 200


def test_the_server_is_https_and_its_address_ends_with_the_major_version(description):
    assert [server["url"] for server in description["servers"]] == ["https://nhv.example/api/v1"]  # UFN.01, UFN.02
    assert not [path for path in description["paths"] if path.startswith("/api/")]
    assert "/api-info" in description["paths"]  # VER.06


def test_every_address_is_lower_case_with_hyphens_and_says_no_form(description):
    for path in description["paths"]:
        assert re.fullmatch(r"(/([a-z-]+|\{[a-z_]+\}))+", path), path  # UFN.08, RES.06, AME.01


def test_every_parameter_is_in_snake_case_and_a_list_gives_twenty_unasked(description):
    given = [each for _path, operation in operations(description) for each in operation.get("parameters", ())]
    assert {each["name"] for each in given} >= {"as_of", "limit", "offset"}
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", each["name"]) for each in given)  # FNS.01
    assert {each["schema"]["default"] for each in given if each["name"] == "limit"} == {20}  # FNS.09


def test_every_operation_is_described_and_needs_no_key(description):
    for path, operation in operations(description):
        assert operation["summary"] and operation["description"], path  # DOK.19
        assert operation["summary"] != operation["description"], path
        assert operation["security"] == [], path  # DOK.21


def test_every_json_answer_has_an_example_that_is_such_an_answer(description):
    seen = 0
    for path, operation in operations(description):
        for status, response in operation["responses"].items():
            for kind, media in response.get("content", {}).items():
                if "json" in kind:
                    whole = {**media["schema"], "components": description["components"]}
                    Draft202012Validator(whole).validate(media["example"])  # DOK.15
                    seen += 1
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], path
    assert seen > 20


def test_every_day_and_moment_shows_how_it_is_written(description):
    dated = [one for one in every_schema(description) if one.get("format") in ("date", "date-time")]
    assert len(dated) > 10
    assert all("example" in one for one in dated)  # DOT.02, DOT.04


def test_a_problem_says_which_address_was_asked(register):
    for address in ("/api/v1/areas/finns-inte", "/api/v1/inget", "/api/v1/areas?fel=1", "/api/v1/areas?limit=x"):
        told = Client().get(address).json()
        assert told["instance"] == address.partition("?")[0]  # FEL.01
        assert {"type", "title", "status", "detail"} <= set(told)


def test_the_description_itself_may_be_read_from_any_site(description):
    assert Client().get("/api/v1/openapi.json").headers["Access-Control-Allow-Origin"] == "*"


def test_about_the_api(register):
    told = Client().get("/api/v1/api-info").json()
    assert set(told) == {"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"}
    assert told["apiStatus"] == "active"
