"""`nhv export-published`: a published edition of a follow-up as everybody may have it, or which there are."""

import argparse
import json
import sys
from typing import Any

from nhv.language.numbers import whole_number
from nhv.program.faults import InputFault
from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("export-published", help="publicerade resultat av den årliga uppföljningen")
    parser.add_argument("area", nargs="?", metavar="NYCKEL", help="områdets nyckel")
    parser.add_argument("year", nargs="?", metavar="ÅR", help="till exempel 2025")
    parser.add_argument("--edition", metavar="NUMMER", help="en viss utgåva; annars den nyaste")
    parser.add_argument("--list", action="store_true", dest="listed", help="vilka utgåvor som finns")
    parser.add_argument("--json", action="store_true", help="som JSON (nhv-published/1 för en utgåva)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    if options.listed:
        _list(options)
    else:
        _export(options)


def _list(options: argparse.Namespace) -> None:
    from nhv.followup.queries import editions

    rows = [
        {"area": one.area.key, "year": one.year, "edition": one.number} for one in editions().defer("basis", "text")
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{row['area']} {row['year']} utgåva {row['edition']}" for row in rows))


def _export(options: argparse.Namespace) -> None:
    from nhv.followup.queries import edition

    if not options.area or not options.year:
        raise InputFault("ange område och år, till exempel: nhv export-published neuromuskulara-sjukdomar 2025 --json")
    year, number = _number(options.year, "året"), _number(options.edition, "--edition") if options.edition else None
    found = edition(options.area, year, number)
    if found is None:
        which = f" som utgåva {number}" if number else ""
        raise InputFault(
            f"{options.area[:80]} {year}{which} är inte publicerat; nhv export-published --list visar vad som är det"
        )
    if options.json:
        sys.stdout.write(found.text)
    else:
        print("\n".join(one.text for one in found.document.texts))


def _number(written: str, what: str) -> int:
    number = whole_number(written, digits=4)
    if not number:
        raise InputFault(f"{what}: «{written[:20]}» är inget tal; skriv det med siffror")
    return number
