"""`nhv verify`: does the memory hold: diary, documents, files, receipts? Names the first bad entry."""

import argparse
import json
from pathlib import Path
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.files import text_of
from nhv.program.prepare import prepare

MOST_FAULTS = 20


def add_to(commands: Any) -> None:
    parser = commands.add_parser("verify", help="kontrollera händelselogg, filer, kvitton, skydd och sökindex")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--checkpoint", type=Path, metavar="FIL", help="skriv loggens sista nummer och hash till FIL")
    parser.add_argument("--against", type=Path, metavar="FIL", help="jämför med en tidigare skriven kontrollpunkt")
    parser.add_argument(
        "--put-guards-back", action="store_true", help="sätt tillbaka skydd som saknas, om kedjan är hel"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    prepare(check_guards=False)
    from nhv.records.verification import faults
    from nhv.register.memory import DIARY, MEMORY

    if options.put_guards_back and MEMORY.missing_guards() and not any(DIARY.faults()):
        MEMORY.put_guards()
    found = [fault for fault, _ in zip(faults(), range(MOST_FAULTS), strict=False)]
    number, last_hash = DIARY.head()
    if options.against:
        found += _differences(_checkpoint(options.against), DIARY)
    if options.checkpoint and not found:
        options.checkpoint.write_text(json.dumps({"number": number, "hash": last_hash}) + "\n", encoding="utf-8")
    if options.json:
        print(
            json.dumps({"right": not found, "faults": found, "entries": number, "hash": last_hash}, ensure_ascii=False)
        )
    elif found:
        print("\n".join(found))
    else:
        print(f"Allt stämmer: {number} poster i händelseloggen, sista hash {last_hash}.")
    return 1 if found else 0


def _checkpoint(path: Path) -> dict[str, Any]:
    try:
        checkpoint = json.loads(text_of(path))
        return {"number": int(checkpoint["number"]), "hash": str(checkpoint["hash"])}
    except (ValueError, KeyError, TypeError):
        raise InputFault(f"{path}: filen är ingen kontrollpunkt; skriv en med --checkpoint") from None


def _differences(checkpoint: dict[str, Any], diary: Any) -> list[str]:
    entry = diary.entries._default_manager.filter(number=checkpoint["number"]).first()
    if entry is None and checkpoint["number"] > 0:
        return [f"post {checkpoint['number']} finns i kontrollpunkten men inte i händelseloggen"]
    if entry is not None and entry.hash != checkpoint["hash"]:
        return [f"post {checkpoint['number']} har en annan hash än i kontrollpunkten"]
    return []
