"""Questions from a file, put once: how many get the right area and verdict, how many a wrong certainty.

The file is a JSON list of `{"id", "question", "class", "area", "verdict", "also"}`: `area` is a key, or null where
no answer is right; `verdict` one name or a list of those that are right; `also` further areas that are right.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ask = Callable[[str], list[dict[str, Any]]]
"""The answers to a question, best first, as the API's `/search` gives them."""


@dataclass(frozen=True)
class Asked:
    """A question with what is right, and what was answered."""

    id: str
    question: str
    kind: str
    areas: frozenset[str]
    verdicts: frozenset[str]
    answers: tuple[dict[str, Any], ...]

    @property
    def first_right(self) -> bool:
        """The first answer is about a right area; or there is none, where none is right."""
        if not self.areas:
            return not self.answers
        return bool(self.answers) and self.answers[0]["area"] in self.areas

    @property
    def verdict_right(self) -> bool:
        """The same, and the verdict is right."""
        return self.first_right and (not self.areas or self.answers[0]["verdict"] in self.verdicts)

    @property
    def is_false(self) -> bool:
        """An answer where none is right."""
        return not self.areas and bool(self.answers)

    @property
    def sure_and_wrong(self) -> bool:
        return bool(self.answers) and self.answers[0]["confidence"] == "sure" and not self.verdict_right

    @property
    def said(self) -> str:
        return in_short(self.answers)


def in_short(answers: Sequence[dict[str, Any]]) -> str:
    """The first two answers: certainty, area, verdict, clause."""
    shown = (f"{a['confidence']} {a['area']} {a['verdict']} {a['clause_key'] or ''}".strip() for a in answers[:2])
    return "; ".join(shown) or "no answer"


def ask_all(path: Path, ask: Ask) -> list[Asked]:
    """Every question of the file, put once, in order."""
    return [_asked(row, ask) for row in json.loads(path.read_text(encoding="utf-8"))]


def _asked(row: dict[str, Any], ask: Ask) -> Asked:
    verdict = row.get("verdict") or ()
    return Asked(
        str(row["id"]),
        row["question"],
        row.get("class") or "",
        # Where no verdict is right no answer is, though the question may have been written with an area in mind.
        frozenset(filter(None, (row["area"], *row.get("also", ()))) if verdict else ()),
        frozenset((verdict,) if isinstance(verdict, str) else verdict),
        tuple(ask(row["question"])),
    )


def report(asked: Sequence[Asked], *, misses: bool = False) -> None:
    """Print the figures of each class and of all, and with `misses` each question that went wrong."""
    heads = f"{'first right':>13}{'verdict right':>15}{'likely':>8}{'sure and wrong':>16}{'false':>7}"
    print(f"{'':26}{'questions':>10}{heads}")
    for kind in sorted({one.kind for one in asked}):
        _print_row(kind, [one for one in asked if one.kind == kind])
    _print_row("with an answer", [one for one in asked if one.areas])
    _print_row("without", [one for one in asked if not one.areas])
    _print_row("all", asked)
    if misses:
        for one in asked:
            if not one.verdict_right:
                wanted = f"{' or '.join(sorted(one.areas)) or 'no answer'} {'|'.join(sorted(one.verdicts))}"
                mark = "!!" if one.sure_and_wrong else "- "
                print(f"{mark} {one.id} [{one.kind}] {one.question!r}: wanted {wanted}; got {one.said}")


def _print_row(name: str, asked: Sequence[Asked]) -> None:
    number = len(asked)
    if not number:
        return
    counts = Counter[str]()
    for one in asked:
        counts["first"] += one.first_right
        counts["verdict"] += one.verdict_right
        counts["likely"] += bool(one.answers) and one.answers[0]["confidence"] == "likely"
        counts["wrong"] += one.sure_and_wrong
        counts["false"] += one.is_false
    shares = f"{counts['first'] / number:>13.1%}{counts['verdict'] / number:>15.1%}"
    print(f"{name:26}{number:>10}{shares}{counts['likely']:>8}{counts['wrong']:>16}{counts['false']:>7}")
