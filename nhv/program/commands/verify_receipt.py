"""`nhv verify-receipt`: does a receipt hold, with these files? Needs no database, no data directory and no network."""

import argparse
import json
from pathlib import Path
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.files import bytes_of, text_in, text_of, unpacked
from nhv.records.hashing import hash_of
from nhv.records.keys import KeyFault, read_public
from nhv.records.receipts import CLASSES, Content, ReceiptFault, read, verify


def add_to(commands: Any) -> None:
    parser = commands.add_parser("verify-receipt", help="kontrollera ett kvitto mot filerna, utan nät och databas")
    parser.add_argument("receipt", type=Path, metavar="KVITTO")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FIL", help="filerna i ansökan, och svaren (answers.json)"
    )
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FIL", help="tjänstens publika nycklar (JSON), eller en PEM"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    try:
        keys = read_public(text_of(options.key))
        text = _receipt_in(options.receipt)
        parts = read(text)
    except KeyFault as fault:
        raise InputFault(f"{options.key}: {fault}") from None
    except ReceiptFault as fault:
        raise InputFault(f"{options.receipt}: {fault}") from None
    files = [_content(path) for path in options.files]
    faults = verify(text, keys=keys, files=files)
    answers_verified = parts["receipt"]["answers_sha256"] in {file.sha256 for file in files}
    if options.json:
        found = {"right": not faults, "faults": faults, "answers_verified": answers_verified, **parts}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(faults) if faults else _in_words(parts["receipt"], answers_verified))
    return 1 if faults else 0


def _receipt_in(path: Path) -> str:
    """The text of the receipt, which may lie in an archive among other files. Raises InputFault."""
    if not bytes_of(path).startswith(b"PK"):
        return text_of(path)
    found = [text for _name, content in unpacked(bytes_of(path)) if (text := _receipt_of(content))]
    if len(found) != 1:
        raise InputFault(f"{path}: arkivet har {len(found)} kvitton; packa upp det och ange ett kvitto")
    return found[0]


def _receipt_of(content: bytes) -> str | None:
    try:
        read(text := text_in(content))
    except (UnicodeDecodeError, ReceiptFault):
        return None
    return text


def _content(path: Path) -> Content:
    if not path.is_file():
        raise InputFault(f"{path}: det finns ingen sådan fil; kontrollera sökvägen")
    return Content(path.name, hash_of(path), path.stat().st_size)


def _in_words(receipt: dict[str, Any], answers_verified: bool) -> str:
    answers = "Svaren stämmer." if answers_verified else "Svaren är inte kontrollerade: ange filen med svaren också."
    return (
        f"Kvittot stämmer: {receipt['filing']}, version {receipt['version']}, från {receipt['organisation']}.\n"
        f"Mottaget {receipt['received_at_stockholm']} ({CLASSES[receipt['class']]}), "
        f"post {receipt['diary_number']} i händelseloggen.\n"
        f"{len(receipt['files'])} fil(er) stämmer. {answers}"
    )
