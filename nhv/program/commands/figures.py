"""`nhv figures`: how many were treated where, month by month, from a file; all of it or nothing."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nhv.language.faults import Fault
from nhv.program.files import text_of
from nhv.program.prepare import prepare
from nhv.program.wrong_rows import refused
from nhv.specification.figures import HEADINGS, read_figures


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
        raise refused(options.path, fault) from None
    if options.json:
        print(json.dumps(asdict(recorded)))
    else:
        print(f"{recorded.new} nya, {recorded.replaced} ersätter tidigare, {recorded.unchanged} oförändrade")
