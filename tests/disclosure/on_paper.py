"""What somebody who has the printed results reads in them besides the files: no line of `nhv` is read here either."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_SHOWN = re.compile(r"\d+")
_BETWEEN = re.compile(r"dolt \((\d+)[–-](\d+)\)")
_AT_LEAST = re.compile(r"dolt \((\d+) eller fler\)")
# What has no cell in the file: a unit that has not reported.
_UNTOLD = "inte rapporterat"
_NO_END = 100_000


def with_paper(text: str, alternatives: Iterable[str]) -> str:
    """The file with what the pictures' alternative texts say of its cells, as tables more: «Titel. Ort: 31; Alla: dolt
    (0–9)». Raises LookupError for a picture of no table of the file."""
    file = json.loads(text)
    more = [_read(file, alternative, number) for number, alternative in enumerate(alternatives)]
    return json.dumps({**file, "tables": [*file["tables"], *more]})


def intervals_in(words: str) -> set[tuple[int, int]]:
    """Between what the paper says in words that hidden numbers lie."""
    return {(int(low), int(high)) for low, high in _BETWEEN.findall(" ".join(words.split()))}


def _read(file: Mapping[str, Any], alternative: str, number: int) -> dict[str, Any]:
    titles = {one["where"].removeprefix("title of "): one["text"] for one in file["texts"]}
    table = next((one for one in file["tables"] if alternative.startswith(f"{titles[one['key']]}. ")), None)
    if table is None:
        raise LookupError(alternative)
    told = alternative.removeprefix(f"{titles[table['key']]}. ").split("; ")
    said = [part.rpartition(": ")[2] for part in told if not part.endswith(_UNTOLD)]
    cells = [_cell(cell, words) for cell, words in zip(table["cells"], said, strict=True)]
    return {**table, "key": f"paper-{number}", "cells": cells}


def _cell(cell: Mapping[str, Any], words: str) -> dict[str, Any]:
    """What the words say of it: a number, between what it lies, or nothing more."""
    at = {"at": cell.get("at", [])}
    if _SHOWN.fullmatch(words):
        return {**at, "value": int(words)}
    if found := _BETWEEN.fullmatch(words):
        return {**at, "between": [int(found[1]), int(found[2])]}
    if found := _AT_LEAST.fullmatch(words):
        return {**at, "between": [int(found[1]), _NO_END]}
    return {**at, "hidden": True}
