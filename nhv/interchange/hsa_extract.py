"""An extract of the HSA catalogue, as .xlsx or CSV → what it says of each HSA-id. Nothing is guessed.

HSA has no one form for extracts: columns are found by their headings, as Inera's tools and regions write them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhv.files.sheets import Row, read_rows
from nhv.language.faults import Fault
from nhv.specification.organisations import HSA_ID
from nhv.specification.rows import WrongRows

# What a column is called, without spaces, hyphens and case. The attributes' own names are those of HSA's directory.
IDS = ("hsaid", "hsaidentity", "hsaidentitet")
NAMES = ("namn", "enhetsnamn", "enhetensnamn", "enhet", "name", "ou", "organizationalunitname")
ENDS = ("slutdatum", "enddate", "giltigtill", "tillochmed", "upphör", "upphörd")
MOST_NAME = 300
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ]?[0-9:.]{4,}Z?)?")


@dataclass(frozen=True)
class Entry:
    """One unit of the extract. `ends` is its last day, None where there is none. `line` is where it stands."""

    hsa_id: str
    name: str
    ends: date | None
    line: int


def read_extract(data: bytes) -> dict[str, Entry]:
    """HSA-id in capitals → what is said of it.

    Raises FileFault for what is no table, Fault for one without our columns or without rows, WrongRows for rows that
    cannot be read or say two things of one HSA-id.
    """
    head, *rows = read_rows(data) or [Row(1, ())]
    columns = (_column(head, "HSA-id", IDS), _column(head, "Namn", NAMES), _found(head, ENDS))
    entries = dict[str, Entry]()
    faults = list[tuple[int, Fault]]()
    for row in rows:
        try:
            one = _read(row, columns)
            known = entries.setdefault(one.hsa_id.upper(), one)
            if (known.name, known.ends) != (one.name, one.ends):
                raise Fault("hsa_said_twice", "HSA-id {said} står också på rad {line}, med annat innehåll.",
                            said=one.hsa_id, line=known.line)  # fmt: skip
        except Fault as fault:
            faults.append((row.number, fault))
    if faults:
        raise WrongRows(faults=faults)
    if not entries:
        raise Fault("hsa_extract_empty", "Utdraget har inga rader under rubrikerna. Ta ut det på nytt ur HSA.")
    return entries


def _column(head: Row, heading: str, names: Sequence[str]) -> int:
    found = _found(head, names)
    if found is None:
        raise Fault(
            "hsa_column_missing",
            "Kolumnen {heading} saknas. Första raden ska ha rubrikerna HSA-id och Namn, och gärna Slutdatum.",
            heading=heading,
        )
    return found


def _found(head: Row, names: Sequence[str]) -> int | None:
    told = [re.sub(r"[\s_-]", "", str(cell)).casefold() for cell in head.cells]
    return next((told.index(name) for name in names if name in told), None)


def _read(row: Row, columns: tuple[int, int, int | None]) -> Entry:
    hsa_id, name, ends = (_cell(row, column) for column in columns)
    said = str(hsa_id or "")
    if not re.fullmatch(HSA_ID, said, re.IGNORECASE):
        raise Fault("hsa_id_unreadable", "”{said}” är inget HSA-id. Det ser ut som SE2321000016-1003.", said=said[:60])
    called = " ".join(str(name or "").split())
    if not called or len(called) > MOST_NAME:
        raise Fault("hsa_name_missing", "Namnet saknas eller är längre än {most} tecken.", most=MOST_NAME)
    return Entry(said, called, _day(ends), row.number)


def _cell(row: Row, column: int | None) -> object:
    value = row.cells[column] if column is not None and column < len(row.cells) else None
    if isinstance(value, Fault):
        raise value
    return value


def _day(value: object) -> date | None:
    """Also as HSA's directory writes it: 20260331000000Z."""
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value))
    try:
        return date(*map(int, found.groups())) if found else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: object) -> date:
    raise Fault("hsa_day_unreadable", "”{said}” är ingen dag. Skriv den som 2026-03-31.", said=str(value)[:40])


def by_name(entries: dict[str, Entry]) -> dict[str, list[Entry]]:
    """The same by name, as names are compared."""
    found = dict[str, list[Entry]]()
    for one in entries.values():
        found.setdefault(compared(one.name), []).append(one)
    return found


def compared(name: str) -> str:
    """A name without what nobody means anything by: case, and how many spaces."""
    return " ".join(name.casefold().split())
