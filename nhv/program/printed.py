"""`docs/printed/`: what is printed from the code itself, so that it cannot be old. `--check` says when it is."""

import argparse
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

from nhv.program.main import COMMANDS, make_parser
from nhv.specification.schema import area_file_schema_text

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "printed"
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
                rows.append((f"/{address}", pattern.name or getattr(pattern.callback, "__name__", "")))

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


def access() -> str:
    """The table of access."""
    from nhv.program import processes

    return MADE + processes.access()


def refusals() -> str:
    """Every refusal: its code, its words in both languages, and where it is raised."""
    from nhv.program.refusals import table

    return MADE + table()


PRINTED: dict[str, Callable[[], str]] = {
    "access.md": access,
    "addresses.md": addresses,
    "area.schema.json": area_file_schema_text,
    "commands.md": commands,
    "moves.md": moves,
    "openapi.json": openapi,
    "refusals.md": refusals,
}


def main() -> int:
    """Print anew, or with --check say which are old."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    django.setup()
    old = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in PRINTED.items():
        path, text = FOLDER / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
    if old:
        print(f"docs/printed is old: {', '.join(old)}; run `make docs`", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
