"""`nhv verify`: does the memory hold: diary, tables, documents, files, receipts? Names the first bad entry.

What a diary cannot know by itself, that it is an older copy, is told by what is kept elsewhere: a checkpoint, and the
receipts that others have.
"""

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.program.data_directory import data_directory
from nhv.program.faults import InputFault, printable
from nhv.program.files import text_of
from nhv.program.prepare import make_ready

if TYPE_CHECKING:
    from nhv.filings.reconciling import Reckoning
    from nhv.records.keys import PublicKey
    from nhv.records.memory import Memory

NOTHING_HERE = "NHV_DATA: här finns inget register att kontrollera; ange datamappen"
# So much of what does not hold is shown to people; `--json` tells all.
MOST_SHOWN = 100


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
        "--put-triggers-back",
        action="store_true",
        help="sätt tillbaka skydd som saknas eller är ändrade, om kedjan är hel",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    _check_begun()
    make_ready()
    from nhv.records.keys import only_read
    from nhv.records.memory import memories
    from nhv.records.verification import faults

    kept = tuple(memories())
    for memory in kept:
        _check_there(memory)
    if options.put_triggers_back:
        for memory in kept:
            if (memory.missing_triggers() or memory.altered_triggers()) and not any(memory.diary_faults()):
                memory.put_triggers()
    with only_read():
        found = [printable(fault) for fault in faults()]
        outside, reckoning = compare_with_outside(options)
    found += map(printable, outside)
    heads = {memory.database: memory.diary.head() for memory in kept}
    _tell(options, heads, found, reckoning)
    return 1 if found else 0


def _check_begun() -> None:
    """Raises InputFault where nothing has begun: reading the settings makes what is missing in a data directory."""
    data = data_directory()
    if not os.environ.get("DATABASE_URL") and not (data.is_dir() and any(data.iterdir())):
        raise InputFault(NOTHING_HERE)


def _check_there(memory: "Memory") -> None:
    """Raises InputFault where there is no register: whoever verifies makes none."""
    if memory.diary.entries._meta.db_table not in memory.connection.introspection.table_names():
        raise InputFault(NOTHING_HERE)


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
        print(in_part(found))
    else:
        print(f"Allt stämmer: {number} poster i händelseloggen, sista hash {last}.")
        for name, (number, last) in heads.items():
            if name != "default":
                print(f"Händelseloggen för {name}: {number} poster, sista hash {last}.")
        if reckoning:
            print(f"{reckoning.held} kvitton är av det som finns här.")


def in_part(found: list[str]) -> str:
    """What people are shown of the faults, and how many more there are."""
    more = [f"och {len(found) - MOST_SHOWN} till: nhv verify --json visar dem"] if found[MOST_SHOWN:] else []
    return "\n".join([*found[:MOST_SHOWN], *more])


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
