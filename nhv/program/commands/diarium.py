"""`nhv diarium`: the official diarium, another system, by files: our documents out, its list in, and what differs."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from nhv.language.dates import day_written
from nhv.language.faults import Fault
from nhv.program.faults import InputFault
from nhv.program.files import bytes_of
from nhv.program.prepare import prepare
from nhv.specification.rows import WrongRows

MOST_TOLD = 20
DAYS = 400


def add_to(commands: Any) -> None:
    parser = commands.add_parser("diarium", help="lämna handlingar till diariet, och läs in dess nummer")
    ways = parser.add_subparsers(title="vad", required=True, metavar="VAD")
    out = ways.add_parser("out", help="skriv en lista över handlingarna i en mapp, som CSV")
    out.add_argument("path", type=Path, metavar="MAPP")
    out.add_argument("--since", metavar="DAG", help=f"sedan den dagen, ÅÅÅÅ-MM-DD; förval: {DAYS} dagar")
    into = ways.add_parser("in", help="läs in diariets lista, CSV eller .xlsx; allt eller inget")
    into.add_argument("path", type=Path, metavar="FIL")
    for each, run in ((out, run_out), (into, run_in)):
        each.add_argument("--json", action="store_true")
        each.set_defaults(run=run)


def run_out(options: argparse.Namespace) -> None:
    """One file a day: written again the same day, it is replaced whole."""
    prepare()
    from django.utils import timezone

    from nhv.process.diarium.folder import write_out

    try:
        path, number = write_out(options.path, by=_by(), now=timezone.now(), since=_day(options.since))
    except OSError as error:
        raise InputFault(f"{options.path}: går inte att skriva ({error.strerror}); välj en annan mapp") from None
    print(json.dumps({"file": str(path), "documents": number}) if options.json else f"{path}: {number} handlingar")


def run_in(options: argparse.Namespace) -> None:
    """What differs is then on the registrar's desk."""
    prepare()
    from django.utils import timezone

    from nhv.process.diarium.acts import take_in
    from nhv.process.diarium.reading import read_list

    try:
        found = take_in(told=read_list(bytes_of(options.path)), by=_by(), now=timezone.now())
    except Fault as fault:
        for line, why in fault.faults[:MOST_TOLD] if isinstance(fault, WrongRows) and len(fault.faults) > 1 else ():
            print(f"rad {line}: {why}", file=sys.stderr)
        raise InputFault(f"{options.path}: {fault}") from None
    if options.json:
        print(json.dumps(asdict(found)))
    else:
        print(
            f"{found.new} nya nummer, {found.changed} ändrade, {found.unchanged} som förut; "
            f"{found.differences} avvikelser väntar hos registratorn"
        )


def _by() -> Any:
    from nhv.rules.actor import Actor

    return Actor("program", "nhv diarium")


def _day(text: str | None) -> date | None:
    try:
        return day_written(text) if text else None
    except ValueError:
        raise InputFault(f"--since: ”{text}” är ingen dag; skriv den som ÅÅÅÅ-MM-DD") from None
