"""`nhv figures`: how many were treated where, month by month, from a file; all of it or nothing."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nhv.language.faults import Fault
from nhv.program.faults import InputFault
from nhv.program.files import text_of
from nhv.program.prepare import prepare
from nhv.specification.figures import HEADINGS, read_figures
from nhv.specification.rows import WrongRows

MOST_TOLD = 20


def add_to(commands: Any) -> None:
    parser = commands.add_parser("figures", help="läs in antal per enhet, mått och månad ur en CSV-fil")
    parser.add_argument("path", type=Path, metavar="FIL", help=f"CSV med rubrikerna {', '.join(HEADINGS)}")
    parser.add_argument("--source", metavar="KÄLLA", default="file", help="varifrån uppgifterna kommer; förval: file")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from nhv.register.acts.figures import record_figures
    from nhv.rules.actor import Actor

    try:
        rows = read_figures(text_of(options.path))
        recorded = record_figures(source=options.source, rows=rows, by=Actor("program", "nhv figures"))
    except Fault as fault:
        _tell_each(fault)
        raise InputFault(f"{options.path}: {fault}") from None
    if options.json:
        print(json.dumps(asdict(recorded)))
    else:
        print(f"{recorded.new} nya, {recorded.replaced} ersätter tidigare, {recorded.unchanged} oförändrade")


def _tell_each(fault: Fault) -> None:
    """Where several rows are wrong, each of the first ones in a line of its own."""
    if isinstance(fault, WrongRows) and len(fault.faults) > 1:
        for line, why in fault.faults[:MOST_TOLD]:
            print(f"rad {line}: {why}", file=sys.stderr)
