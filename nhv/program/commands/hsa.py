"""`nhv hsa`: what differs between the register's units and an extract of the HSA catalogue. Nothing is changed."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.language.faults import Fault
from nhv.program.faults import printable
from nhv.program.files import bytes_of
from nhv.program.prepare import prepare
from nhv.program.wrong_rows import refused

if TYPE_CHECKING:
    from nhv.register.hsa import Difference


def add_to(commands: Any) -> None:
    parser = commands.add_parser("hsa", help="visa vad som skiljer enheterna från ett utdrag ur HSA; ändrar ingenting")
    parser.add_argument(
        "path", type=Path, metavar="FIL", help="Excel (.xlsx) eller CSV med rubrikerna HSA-id, Namn och helst Slutdatum"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    from nhv.interchange.hsa_extract import read_extract

    try:
        extract = read_extract(bytes_of(options.path))
    except Fault as fault:
        raise refused(options.path, fault) from None
    prepare()
    from nhv.register.hsa import compare_with
    from nhv.register.queries import today

    found = compare_with(extract, on=today())
    if options.json:
        told = {"units": found.units, "alike": found.alike, "differences": [asdict(one) for one in found.differences]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found.differences:
        print(printable(_in_words(one)))
    print(f"{len(found.differences)} skillnader; {found.alike} av {found.units} enheter stämmer. Inget är ändrat.")


def _in_words(one: "Difference") -> str:
    said = ", ".join(one.said)
    words = {
        "unknown_id": f"HSA-id {one.hsa_id} finns inte i utdraget",
        "other_name": f"{one.hsa_id} heter ”{said}” i utdraget",
        "ended": f"{one.hsa_id} upphörde {said} enligt utdraget",
        "no_id": "HSA-id saknas" + (f"; utdraget har samma namn på {said}" if said else ""),
    }
    return f"{one.place}, {one.name} ({one.key}): {words[one.what]}"
