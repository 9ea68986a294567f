"""The signed file and a copy of it, cards for record systems, and the register as FHIR: sizes and times."""

import gzip
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from django.test import Client, override_settings

from nhv.interchange.cds_clients import Clients
from nhv.interchange.fhir.bundle import bundle
from nhv.records.copies import KIND, packed, verified
from nhv.records.envelope import signed_envelope
from nhv.records.keys import as_document
from nhv.register.copying import public_register
from nhv.register.memory import KEYS
from nhv.website.api.views import register_of
from tests.interchange.test_cds import a_call, an_order
from tests.support.databases import Databases
from tests.support.server import answer_of, end, start

CODES = ("G12.0", "C15.5", "Q39.1", "J06.9", "G70.0", "C48.2", "N80.5", "Q25.1")
CALLS, AREAS = 200, 1_000
CARD_BUDGET = 100


def main(databases: Databases) -> None:
    """Print a line for each."""
    with databases.copy("sqlite", "bundled"), tempfile.TemporaryDirectory(prefix="nhv-copy-") as folder:
        _copy(Path(folder))
        _cards()
        _bundle()


def _copy(folder: Path) -> None:
    took, told = _timed(lambda: public_register(KEYS.public_keys()[-1].valid_from))
    content = packed(told)
    file, key = folder / "nhv-register.json", folder / "keys.json"
    file.write_bytes(signed_envelope(content, KIND, KEYS))
    key.write_text(json.dumps(as_document(KEYS.public_keys())))
    text = len(gzip.decompress(content)) / 1e6
    print(f"signed file: {file.stat().st_size / 1e3:.0f} kB ({text:.1f} MB inside), made in {took * 1e3:.0f} ms")
    took, _verified = _timed(lambda: verified(file.read_bytes(), KEYS.public_keys()))
    print(f"verified and read in {took * 1e3:.0f} ms")
    for what in ("a new copy", "the same again"):
        took, first = _first_answer(folder, file, key)
        print(f"{what}: listening after {took:.1f} s, first answer after {first * 1e3:.0f} ms more")


def _first_answer(folder: Path, file: Path, key: Path) -> tuple[float, float]:
    data = folder / "inside"
    data.mkdir(exist_ok=True)
    began = time.perf_counter()
    server, address = start("", data=data, options=("--copy", str(file), "--key", str(key)))
    listening = time.perf_counter() - began
    try:
        took, _answer = _timed(lambda: answer_of(f"{address}/api/v1/search?q=G12.0"))
    finally:
        end(server)
    return listening, took


def _cards() -> None:
    client = Client()
    with override_settings(CDS_HOOKS=Clients({}, frozenset(), False)):
        ask(client, CODES[0])
        took = [_timed(lambda code=code: ask(client, code))[0] * 1e3 for code in CODES * (CALLS // len(CODES))]
    p95 = statistics.quantiles(took, n=20)[18]
    print(f"CDS Hooks, warm: p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms of {len(took)} (aim {CARD_BUDGET})")


def ask(client: Client, code: str) -> Any:
    """The cards of an order with one code."""
    body = json.dumps(a_call(an_order("a", code)))
    answer = client.post("/cds-services/nhv-order-sign", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def _bundle() -> None:
    told = register_of().model_dump(mode="json")
    areas = told["areas"]
    told["areas"] = [_another(areas[number % len(areas)], number) for number in range(AREAS)]
    took, found = _timed(lambda: bundle(told, "https://nhv.example"))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    size, packed_size = len(text) / 1e6, len(gzip.compress(text)) / 1e3
    print(
        f"FHIR of {AREAS} areas: {len(found['entry'])} resources, {size:.1f} MB ({packed_size:.0f} kB gzip), ", end=""
    )
    print(f"{took * 1e3:.0f} ms")


def _another(area: dict[str, Any], number: int) -> dict[str, Any]:
    """The same area under another key, with its permits."""
    key = f"{area['key']}-{number}"
    permits = [{**one, "area": key, "key": f"{key}:{at}"} for at, one in enumerate(area["permits"])]
    return {**area, "key": key, "permits": permits}


def _timed(what: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    found = what()
    return time.perf_counter() - began, found
