"""`nhv read`: real documents into area documents, with nothing lost."""

import argparse
import json
from pathlib import Path
from typing import Any

from nhv.program.files import reading_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("read", help="läs en publicerad sida eller utlysning (.txt .html .pdf .docx)")
    parser.add_argument("files", nargs="+", type=Path, metavar="FIL")
    parser.add_argument("--json", action="store_true", help="ett JSON-objekt, eller en lista för flera filer")
    parser.add_argument("--toml", action="store_true", help="områdesdokumentet som TOML, att rätta och publicera")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    from nhv.specification import toml

    readings = [reading_of(path) for path in options.files]
    if options.json:
        objects = [reading.as_json() for reading in readings]
        print(json.dumps(objects if len(objects) > 1 else objects[0], ensure_ascii=False, indent=2))
    elif options.toml:
        print("\n\n".join(toml.write(reading.area_file) for reading in readings))
    else:
        for path, reading in zip(options.files, readings, strict=True):
            print(_in_words(path, reading))


def _in_words(path: Path, reading: Any) -> str:
    file = reading.area_file
    lines = [
        f"{path.name}: {file.area.name}",
        f"  {len(file.area.scope)} grupper i definitionen, {len(file.area.exclusions)} avgränsningar, "
        f"{len(file.area.conditions)} villkor, {len(file.permits)} tillstånd, {len(file.calls)} utlysning(ar)",
        f"  {len(reading.unread)} olästa rader, {len(reading.doubts)} tveksamheter",
    ]
    found = reading.as_json()
    lines += [f"  oläst rad {line['line']}: {line['text']}" for line in found["unread"]]
    lines += [f"  tveksamt: {doubt['path']}: {doubt['why']}" for doubt in found["doubts"]]
    return "\n".join(lines)
