"""`nhv verify-copy`: is this the register's own signed file, of which day, and what has changed since another day?
Needs no database, no data directory and no network."""

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nhv.language.dates import day_written
from nhv.program.copies import open_copy
from nhv.specification.deadlines import SWEDEN

KEY = "tjänstens publika nycklar (JSON eller PEM), hämtade en annan väg än filen"
Changes = list[dict[str, Any]]


def add_to(commands: Any) -> None:
    parser = commands.add_parser("verify-copy", help="kontrollera registrets underskrivna fil, utan nät och databas")
    parser.add_argument("file", type=Path, metavar="FIL")
    parser.add_argument("--key", type=Path, required=True, metavar="FIL", help=KEY)
    parser.add_argument("--since", type=_day, metavar="DAG", help="visa vad som har ändrats från och med en dag")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    copy, told = open_copy(options.file, options.key)
    changes = _since(told["tables"]["changes"], options.since) if options.since else []
    numbers = {name: len(rows) for name, rows in told["tables"].items()}
    if options.json:
        found = {"made_at": copy.made_at.isoformat(), "origin": copy.origin, "revision": copy.revision}
        print(json.dumps({**found, "rows": numbers, "changes": changes}, ensure_ascii=False, indent=2))
        return
    print(f"Filen stämmer: registret på {copy.origin} den {copy.made_on}, till och med post {copy.revision}.")
    areas = f"{numbers['areas']} områden, även de som inte längre är NHV"
    print(f"{areas}, {numbers['permits']} tillstånd, {numbers['changes']} ändringar.")
    for change in changes:
        print(f"{change['number']:>7}  {change['at'][:16]}  {change['act']}  {change['subject_key']}")


def _since(changes: Changes, day: date) -> Changes:
    return [one for one in changes if datetime.fromisoformat(one["at"]).astimezone(SWEDEN).date() >= day]


def _day(text: str) -> date:
    try:
        return day_written(text)
    except ValueError:
        raise argparse.ArgumentTypeError("skriv en dag som 2026-11-28") from None
