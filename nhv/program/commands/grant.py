"""`nhv grant ROLE`: let a lesser role of PostgreSQL run the program; given by the tables' owner."""

import argparse
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("grant", help="låt en mindre roll i PostgreSQL köra tjänsten, utan att äga tabellerna")
    parser.add_argument("role", metavar="ROLL")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    prepare()
    from nhv.records.memory import memories

    kept = tuple(memories())
    if any(memory.connection.vendor != "postgresql" for memory in kept):
        raise InputFault("grant: databasen är inte PostgreSQL; i SQLite finns inga roller, skydda filen i stället")
    for memory in kept:
        memory.grant(options.role)
    print(f"{options.role} kan nu köra tjänsten. Kör kommandot igen efter varje uppgradering.")
    return 0
