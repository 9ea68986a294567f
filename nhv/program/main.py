"""`nhv`: the command line. Plain text for people, one JSON document with --json, exit status 2 for bad input."""

import argparse
import io
import sys
from collections.abc import Sequence

from nhv import __version__
from nhv.program.commands import (
    backup,
    checkpoint,
    demo,
    diarium,
    export_published,
    figures,
    grant,
    hsa,
    invite,
    keys,
    load,
    notice,
    permits,
    placement,
    read,
    repair,
    restore,
    search,
    serve,
    verify,
    verify_copy,
    verify_receipt,
    work,
)
from nhv.program.faults import InputFault

COMMANDS = (
    serve,
    work,
    read,
    load,
    figures,
    hsa,
    search,
    diarium,
    permits,
    placement,
    export_published,
    verify,
    verify_copy,
    verify_receipt,
    grant,
    keys,
    checkpoint,
    backup,
    restore,
    repair,
    invite,
    notice,
    demo,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 whatever the terminal's locale; a name that is no UTF-8 is shown, never a reason to stop.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(options.run(options) or 0)
    except InputFault as fault:
        print(f"nhv: {fault}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from django.db import DatabaseError

        if not isinstance(error, DatabaseError | OSError):
            raise
        print(f"nhv: {_outside(error)}", file=sys.stderr)
        return 1


def _outside(error: Exception) -> InputFault:
    """What the database or the file system refuses, in one sentence."""
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return InputFault(f"{place}datorn säger nej ({error.strerror or error}); kontrollera utrymme och rättigheter")
    return InputFault(f"databasen går inte att använda ({str(error).strip()}); kontrollera DATABASE_URL och NHV_DATA")


def make_parser() -> argparse.ArgumentParser:
    """The parser with every command; `make docs` prints the reference from it."""
    parser = argparse.ArgumentParser(prog="nhv", description="Nationell högspecialiserad vård: register och verktyg.")
    parser.add_argument("--version", action="version", version=f"nhv {__version__}", help="visa versionen")
    commands = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
