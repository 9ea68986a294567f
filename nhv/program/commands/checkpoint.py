"""`nhv checkpoint`: how far the diaries have come and what the tables are, signed, into a folder outside."""

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any

from nhv.program.prepare import prepare

MOST_FAULTS = 20


def add_to(commands: Any) -> None:
    parser = commands.add_parser("checkpoint", help="skriv en underskriven kontrollpunkt till en mapp utanför servern")
    parser.add_argument("folder", type=Path, metavar="MAPP")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    prepare()
    from nhv.records import checkpoints
    from nhv.records.memory import memories
    from nhv.register.memory import KEYS

    # What is wrong now must not be what is right from now on.
    found = list(islice((fault for memory in memories() for fault in memory.diary_faults()), MOST_FAULTS))
    path = None if found else checkpoints.write(options.folder, checkpoints.taken(KEYS))
    if options.json:
        print(json.dumps({"faults": found, "checkpoint": str(path) if path else None}, ensure_ascii=False))
    else:
        print("\n".join(found) if found else f"{path}: jämför senare med `nhv verify --checkpoint`.")
    return 1 if found else 0
