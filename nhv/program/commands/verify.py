"""`nhv verify`: does the memory hold: diary, documents, files, receipts? Names the first bad entry."""

import argparse
import json
from collections.abc import Iterator, Mapping
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
        "--put-triggers-back", action="store_true", help="sätt tillbaka skydd som saknas, om kedjan är hel"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    prepare(check_triggers=False)
    from nhv.records.memory import memories
    from nhv.records.verification import faults

    kept = tuple(memories())
    if options.put_triggers_back:
        for memory in kept:
            if memory.missing_triggers() and not any(memory.diary.faults()):
                memory.put_triggers()
    found = [fault for fault, _ in zip(faults(), range(MOST_FAULTS), strict=False)]
    heads = {memory.database: memory.diary.head() for memory in kept}
    if options.against:
        found += _differences(_checkpoint(options.against))
    if options.checkpoint and not found:
        options.checkpoint.write_text(json.dumps(_told(heads)) + "\n", encoding="utf-8")
    _tell(options, heads, found)
    return 1 if found else 0


Heads = Mapping[str, tuple[int, str]]


def _told(heads: Heads) -> dict[str, dict[str, Any]]:
    return {name: {"number": number, "hash": last} for name, (number, last) in heads.items()}


def _tell(options: argparse.Namespace, heads: Heads, found: list[str]) -> None:
    number, last = heads["default"]
    if options.json:
        told = {"right": not found, "faults": found, "entries": number, "hash": last, "diaries": _told(heads)}
        print(json.dumps(told, ensure_ascii=False))
    elif found:
        print("\n".join(found))
    else:
        print(f"Allt stämmer: {number} poster i händelseloggen, sista hash {last}.")
        for name, (number, last) in heads.items():
            if name != "default":
                print(f"Händelseloggen för {name}: {number} poster, sista hash {last}.")


def _checkpoint(path: Path) -> Heads:
    try:
        told = json.loads(text_of(path))
        return {str(name): (int(head["number"]), str(head["hash"])) for name, head in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputFault(f"{path}: filen är ingen kontrollpunkt; skriv en med --checkpoint") from None


def _differences(checkpoint: Heads) -> Iterator[str]:
    from nhv.records.memory import memories

    known = {memory.database: memory.diary for memory in memories()}
    for name, (number, last) in checkpoint.items():
        if name not in known:
            yield f"kontrollpunkten gäller också «{name}», som inte finns här; lägg till rummet i NHV_ROOMS"
            continue
        entry = known[name].entries._default_manager.using(name).filter(number=number).first()
        if entry is None and number > 0:
            yield f"post {number} finns i kontrollpunkten men inte i händelseloggen"
        if entry is not None and entry.hash != last:
            yield f"post {number} har en annan hash än i kontrollpunkten"
