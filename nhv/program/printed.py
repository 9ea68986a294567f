"""What in `docs/` is printed from the code and the pages themselves, so that it cannot be old. `--check` tells."""

import argparse
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

from nhv.program.main import COMMANDS, make_parser
from nhv.specification.schema import area_file_schema_text

DOCS = Path(__file__).resolve().parents[2] / "docs"
MADE = "<!-- Made by `make docs`; do not edit. -->\n\n"


def commands() -> str:
    """Every command with what it takes, as its own help tells it."""
    parser = make_parser()
    choices = next(action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    assert len(choices) == len(COMMANDS)
    text = io.StringIO()
    text.write(f"{MADE}# Kommandon\n\n```\n{_help(parser)}```\n")
    for name, command in choices.items():
        text.write(f"\n## nhv {name}\n\n```\n{_help(command)}```\n")
    return text.getvalue()


def _help(parser: argparse.ArgumentParser) -> str:
    # A fixed width: argparse otherwise wraps by the terminal it happens to run in.
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=100)
    return parser.format_help()


def addresses() -> str:
    """Every address of the website and the API, and the view that answers it."""
    from django.urls import URLPattern, URLResolver, get_resolver

    rows: list[tuple[str, str]] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            address = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, address)
            else:
                rows.append((f"/{address}", str(pattern.name or getattr(pattern.callback, "__name__", ""))))

    walk(get_resolver().url_patterns, "")
    lines = [f"| `{address}` | {name} |" for address, name in rows]
    return (
        f"{MADE}# Adresser\n\nEngelska sidor har samma adress under `/en/`.\n\n| adress | namn |\n|---|---|\n"
        + "\n".join(lines)
        + "\n"
    )


def openapi() -> str:
    """The API's description, as `/api/v1/openapi.json` gives it."""
    from nhv.website.api.views import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def moves() -> str:
    """The processes, with who may do each step."""
    from nhv.program import processes

    return MADE + processes.moves()


def _process(name: str) -> Callable[[], str]:
    """A process as a picture."""

    def picture() -> str:
        from nhv.program import processes

        return f"{processes.drawings()[name].svg}\n"

    return picture


def access() -> str:
    """The table of access."""
    from nhv.program import processes

    return MADE + processes.access()


def demo() -> str:
    """The people of the demonstration, and what waits for them."""
    from nhv.program.demo.shown import people_table

    return MADE + people_table()


def decisions() -> str:
    """The index of the decisions."""
    from nhv.program.decisions import index

    return (
        f"{MADE}# Decisions\n\nOne page each: context, decision, consequences; about 30 lines. The number is the next "
        "free one. Where a later decision changes an earlier, both say so: the earlier in a line `**Status.** Changed "
        "by [23](0023-one-press-to-try.md).` (or `Replaced by`, or `Withdrawn`) under its title. A page without that "
        "line holds.\n\n" + index(DOCS / "decisions")
    )


def refusals() -> str:
    """Every refusal: its code, its words in both languages, and where it is raised."""
    from nhv.program.refusals import table

    return MADE + table()


PRINTED: dict[str, Callable[[], str]] = {
    "decisions/README.md": decisions,
    "printed/access.md": access,
    "printed/addresses.md": addresses,
    "printed/area.schema.json": area_file_schema_text,
    "printed/commands.md": commands,
    "printed/demo.md": demo,
    "printed/moves-application.svg": _process("moves-application.svg"),
    "printed/moves-call.svg": _process("moves-call.svg"),
    "printed/moves-case.svg": _process("moves-case.svg"),
    "printed/moves-consultation.svg": _process("moves-consultation.svg"),
    "printed/moves-annual_report.svg": _process("moves-annual_report.svg"),
    "printed/moves-hearing.svg": _process("moves-hearing.svg"),
    "printed/moves-masking.svg": _process("moves-masking.svg"),
    "printed/moves-permit_matter.svg": _process("moves-permit_matter.svg"),
    "printed/moves-permit_notice.svg": _process("moves-permit_notice.svg"),
    "printed/moves-theme_answer.svg": _process("moves-theme_answer.svg"),
    "printed/moves-weighing.svg": _process("moves-weighing.svg"),
    "printed/moves-meeting.svg": _process("moves-meeting.svg"),
    "printed/moves-open_answer.svg": _process("moves-open_answer.svg"),
    "printed/moves-proposal.svg": _process("moves-proposal.svg"),
    "printed/moves.md": moves,
    "printed/openapi.json": openapi,
    "printed/refusals.md": refusals,
}


def main() -> int:
    """Print anew, or with --check say which are old."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    django.setup()
    old = []
    for name, make in PRINTED.items():
        path, text = DOCS / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
    if old:
        print(f"docs is old: {', '.join(old)}; run `make docs`", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
