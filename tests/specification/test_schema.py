"""The JSON Schema for editors accepts what the models accept."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from nhv.specification.schema import area_file_schema

AREAS = sorted(path for path in Path("areas").glob("*.toml") if path.stem not in {"general", "organisations"})
VALIDATOR = Draft202012Validator(area_file_schema())


@pytest.mark.parametrize("path", AREAS, ids=lambda path: path.stem)
def test_every_bundled_document_is_right_by_the_schema(path):
    as_json = json.loads(json.dumps(tomllib.loads(path.read_text()), default=str))
    assert [fault.message for fault in VALIDATOR.iter_errors(as_json)] == []


def test_the_schema_refuses_an_unknown_key():
    assert not VALIDATOR.is_valid({"area": {"key": "prov", "name": "Prov", "unitz": 2}})
