"""`nhv repair`: received files that are damaged or missing are taken from a backup, each verified by its hash."""

import argparse
import json
from itertools import chain
from pathlib import Path
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.prepare import prepare
from nhv.rules.actor import Actor


def add_to(commands: Any) -> None:
    parser = commands.add_parser("repair", help="hämta skadade eller saknade filer ur en säkerhetskopia")
    parser.add_argument("folder", type=Path, metavar="MAPP", help="en säkerhetskopia (nhv backup)")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if not (folder / "default" / "files").is_dir() and not (folder / "manifest.json").is_file():
        raise InputFault(f"{folder}: här finns ingen säkerhetskopia; ange en mapp som `nhv backup` har skrivit")
    prepare()
    from nhv.records.memory import memories
    from nhv.records.scrubbing import repair

    by = Actor("program", "nhv repair")
    came = [repair(memory, folder / memory.database / "files", by=by) for memory in memories()]
    done, left = ([*chain.from_iterable(getattr(each, part) for each in came)] for part in ("done", "left"))
    stuck = {digest: why for each in came for digest, why in each.stuck.items()}
    if options.json:
        print(json.dumps({"repaired": done, "left": left, "stuck": stuck}, ensure_ascii=False))
    else:
        print(f"{len(done)} filer är hela igen.")
        print(
            "".join(f"filen {digest} finns inte hel i kopian; prova en äldre eller nyare\n" for digest in left), end=""
        )
        for digest, why in stuck.items():
            print(
                f"filen {digest} går inte att lägga på sin plats, datorn säger nej ({why}); flytta det som ligger där"
            )
    return 1 if left or stuck else 0
