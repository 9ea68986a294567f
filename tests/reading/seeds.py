"""The two real documents, where they are at hand, and how well they are read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nhv.reading.result import Reading, read_document
from tests.reading.seed_facts import AREA_PAGE, CALL

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
SEEDS = {"000_0964cb66df66e6bb.txt": AREA_PAGE, "002_769f5b0f25710f82.txt": CALL}
NOTICE = f"De verkliga dokumenten finns inte här ({FOLDER}); våra egna sidor i samma layouter prövas ändå."


@dataclass(frozen=True)
class Score:
    """Facts right of all facts, the paths that are wrong, and the lines that landed nowhere."""

    right: int
    all: int
    wrong: tuple[str, ...]
    unread: int


def read_seed(name: str) -> Reading:
    return read_document((FOLDER / name).read_bytes(), name)


def score(name: str) -> Score:
    """How many of the document's facts are read right."""
    result = read_seed(name).as_json()
    facts = SEEDS[name]
    wrong = tuple(path for path, value in facts.items() if at(result, path) != value)
    return Score(len(facts) - len(wrong), len(facts), wrong, len(result["unread"]))


def at(result: Any, path: str) -> Any:
    """The value at a path such as `area.scope.0.points.#`; «#» is the length. A missing part is «saknas»."""
    here = result
    for step in path.split("."):
        if step == "#":
            return len(here) if isinstance(here, list) else "saknas"
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else "saknas"
        elif isinstance(here, dict):
            here = here.get(step, "saknas")
    return here
