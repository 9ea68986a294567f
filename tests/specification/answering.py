"""Questions of every kind and answers to them, made by chance, for whoever tests what is done with answers."""

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st

from nhv.specification.answer_reading import FIRST_YEAR, LAST_YEAR, MOST_NUMBER, read_answer
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question

CHOICES = ("Dygnet runt", "Dagtid", "Finns inte")

# One question of each kind, in the order of the closed set.
QUESTIONS = {
    "yes_no": Question(kind="yes_no", text="Finns det?"),
    "number": Question(kind="number", text="Hur många?", unit="platser"),
    "text": Question(kind="text", text="Hur?"),
    "choice": Question(kind="choice", text="När?", choices=CHOICES),
    "several_choices": Question(kind="several_choices", text="Vilka?", choices=CHOICES),
    "date": Question(kind="date", text="Vilken dag?"),
    "period": Question(kind="period", text="Vilken tid?"),
    "roles_and_numbers": Question(kind="roles_and_numbers", text="Vilka finns?"),
    "attachment": Question(kind="attachment", text="Underlag"),
}

EVERY_KIND = Outline(
    kind="prov",
    title="Prov",
    sections=(
        Section(
            key="alla-slag",
            heading="Alla slag",
            questions=tuple(
                Asked(key=kind.replace("_", "-"), question=question) for kind, question in QUESTIONS.items()
            ),
        ),
    ),
)

_readable = st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t"))
_lines = st.text(alphabet=string.ascii_letters + "åäöÅÄÖé 0123456789-=+@", min_size=1, max_size=40)
_days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(date.isoformat)
_rows = st.fixed_dictionaries({"role": _lines, "number": st.integers(0, 100_000)})
_files = st.fixed_dictionaries(
    {
        "name": _lines,
        "sha256": st.text(alphabet="0123456789abcdef", min_size=64, max_size=64),
        "size": st.integers(0, MOST_NUMBER),
    }
)

_RAW: dict[str, st.SearchStrategy[Any]] = {
    "yes_no": st.booleans(),
    "number": st.integers(0, MOST_NUMBER) | st.integers(0, MOST_NUMBER * 1_000).map(lambda whole: whole / 1_000),
    "text": _readable.filter(str.strip),
    "choice": st.sampled_from(CHOICES),
    "several_choices": st.lists(st.sampled_from(CHOICES), min_size=1, max_size=5),
    "date": _days,
    "period": st.tuples(_days, st.none() | _days).map(
        lambda days: {"from": min(filter(None, days)), "until": days[1] and max(days)}
    ),
    "roles_and_numbers": st.lists(
        _rows.filter(lambda row: row["role"].strip()),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row["role"].strip().casefold(),
    ),
    "attachment": st.lists(
        _files.filter(lambda file: file["name"].strip()),
        min_size=1,
        max_size=4,
        unique_by=lambda file: file["name"].strip().casefold(),
    ),
}


def values(kind: str) -> st.SearchStrategy[Any]:
    """Answers to the question of this kind, as they are stored."""
    return _RAW[kind].map(lambda raw: read_answer(QUESTIONS[kind], raw))


def answers() -> st.SearchStrategy[dict[str, Any]]:
    """Answers to any of the questions of `EVERY_KIND`."""
    return st.fixed_dictionaries({}, optional={kind.replace("_", "-"): values(kind) for kind in QUESTIONS})
