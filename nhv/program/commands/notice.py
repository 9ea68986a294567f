"""`nhv notice`: say something on every page. It asks nothing of the database, which may be what is wrong."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nhv.language.dates import day_written
from nhv.program.faults import InputFault
from nhv.records.notice import MOST_TEXT, Notice, put_notice, take_notice_away
from nhv.specification.deadlines import SWEDEN


def add_to(commands: Any) -> None:
    parser = commands.add_parser("notice", help="säg något på alla sidor, också när databasen inte svarar")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="vad som ska stå; utan text tas meddelandet bort")
    parser.add_argument("--english", default="", metavar="TEXT", help="detsamma på engelska")
    parser.add_argument("--until", type=day_written, metavar="ÅÅÅÅ-MM-DD", help="sista dagen (i dag)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    data = Path(os.environ.get("NHV_DATA", "data")).resolve()
    if not data.is_dir():
        raise InputFault(f"NHV_DATA: {data} finns inte; ange tjänstens datamapp")
    if not options.text:
        take_notice_away(data)
        print("Inget meddelande står på sidorna.")
        return
    today = datetime.now(UTC).astimezone(SWEDEN).date()
    until = options.until or today
    if until < today or max(len(options.text), len(options.english)) > MOST_TEXT:
        raise InputFault(f"skriv högst {MOST_TEXT} tecken, och en sista dag som inte har varit")
    try:
        notice = Notice(options.text, options.english, today, until)
    except UnicodeEncodeError:
        raise InputFault("meddelandet innehåller tecken som inte går att läsa; skriv det på nytt") from None
    put_notice(data, notice)
    print(f"Meddelandet står på alla sidor till och med {until}. (Det skrivs inte i händelseloggen.)")
