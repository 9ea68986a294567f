"""`nhv verify`: does the memory hold: diary, tables, documents, files, receipts? Names the first bad entry.

What a diary cannot know by itself, that it is an older copy, is told by what is kept elsewhere: a checkpoint, and the
receipts that others have.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.program.faults import InputFault
from nhv.program.files import text_of
from nhv.program.prepare import prepare

if TYPE_CHECKING:
    from nhv.filings.reconciling import Reckoning
    from nhv.records.keys import PublicKey

# Of what does not hold so much is found, and so much of it is shown to people.
MOST_FAULTS, MOST_SHOWN = 5_000, 100


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "verify", help="kontrollera händelselogg, tabeller, filer, kvitton, skydd och sökindex"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--checkpoint", type=Path, metavar="FIL", help="jämför med en kontrollpunkt (nhv checkpoint)")
    parser.add_argument(
        "--receipts",
        type=Path,
        metavar="MAPP",
        help="jämför med kvitton i en mapp (JSON, PDF) eller en brevlåda (mbox)",
    )
    parser.add_argument(
        "--key", type=Path, metavar="FIL", help="publika nycklar som sparats utanför, för kontrollpunkten"
    )
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
            if memory.missing_triggers() and not any(memory.diary_faults()):
                memory.put_triggers()
    found = [_printable(fault) for fault in islice(faults(), MOST_FAULTS)]
    outside, reckoning = compare_with_outside(options)
    found += outside
    heads = {memory.database: memory.diary.head() for memory in kept}
    _tell(options, heads, found, reckoning)
    return 1 if found else 0


def compare_with_outside(options: argparse.Namespace) -> "tuple[list[str], Reckoning | None]":
    """What the checkpoint and the receipts that were named say otherwise, and how many receipts hold. Raises
    InputFault."""
    found = list(_differences(options.checkpoint, options.key)) if options.checkpoint else []
    reckoning = _reckoning(options.receipts, found) if options.receipts else None
    return found, reckoning


def _tell(
    options: argparse.Namespace,
    heads: Mapping[str, tuple[int, str]],
    found: list[str],
    reckoning: "Reckoning | None",
) -> None:
    number, last = heads["default"]
    if options.json:
        diaries = {name: {"number": number, "hash": last} for name, (number, last) in heads.items()}
        told = {"right": not found, "faults": found, "entries": number, "hash": last, "diaries": diaries}
        if reckoning:
            told["receipts"] = {"held": reckoning.held, "missing": len(reckoning.missing)}
        print(json.dumps(told, ensure_ascii=False))
    elif found:
        print("\n".join(found[:MOST_SHOWN]))
        if found[MOST_SHOWN:]:
            print(f"och {len(found) - MOST_SHOWN} till: nhv verify --json visar dem")
    else:
        print(f"Allt stämmer: {number} poster i händelseloggen, sista hash {last}.")
        for name, (number, last) in heads.items():
            if name != "default":
                print(f"Händelseloggen för {name}: {number} poster, sista hash {last}.")
        if reckoning:
            print(f"{reckoning.held} kvitton är av det som finns här.")


def _printable(fault: str) -> str:
    """What somebody has written in the database steers no terminal, and is text."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in fault)


def _differences(path: Path, key: Path | None) -> Iterator[str]:
    from nhv.records import checkpoints
    from nhv.register.memory import KEYS

    try:
        points = checkpoints.read(text_of(path), keys=public_keys_in(key) if key else KEYS.public_keys())
    except checkpoints.CheckpointFault as fault:
        raise InputFault(f"{path}: {fault}") from None
    yield from checkpoints.differences(points)


def public_keys_in(path: Path) -> "tuple[PublicKey, ...]":
    """The public keys that somebody has kept outside. Raises InputFault."""
    from nhv.records.keys import KeyFault, read_public

    try:
        return read_public(text_of(path))
    except KeyFault as fault:
        raise InputFault(f"{path}: {fault}") from None


def _reckoning(place: Path, found: list[str]) -> "Reckoning":
    """The receipts there compared with what is here; what does not hold is added to what is found."""
    from nhv.filings.reconciling import reckon
    from nhv.program.receipt_box import claims_in

    claims, unread = claims_in(place)
    if not claims:
        raise InputFault(
            f"{place}: här finns inget kvitto som går att läsa; ange en mapp med kvitton, eller en brevlåda"
        )
    reckoning = reckon(claims)
    found += (*reckoning.missing, *reckoning.wrong, *(f"{name}: inget kvitto går att läsa ur den" for name in unread))
    return reckoning
