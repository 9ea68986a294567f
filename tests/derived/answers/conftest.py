"""The two touchstone areas and one made for the rules, with what asks them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nhv.derived.answers.answer import Answer
from nhv.derived.answers.choosing import answer, hits_of
from nhv.derived.answers.entries import search_entries
from nhv.derived.answers.prepared import prepare
from nhv.derived.answers.question import Reader
from nhv.derived.answers.sentences import Language
from nhv.derived.answers.weights import Weights
from nhv.language.analyser import analyser
from nhv.specification import toml
from nhv.specification.area import Area

AREAS = Path(__file__).parents[3] / "areas"
Ask = Callable[[str], Answer | None]


def asking(area: Area, language: Language = "sv", *, alone: bool = False) -> Ask:
    """What answers questions about one area, without a register; `alone` as where no area answers."""
    swedish = analyser()
    entries = [prepare(entry, swedish) for entry in search_entries(area)]
    reader = Reader(swedish)
    weights = Weights(reader.medicine)

    def ask(text: str) -> Answer | None:
        question = reader.read(text)
        return answer(area, question, hits_of(question, entries, weights), language, alone=alone)

    return ask


@pytest.fixture(scope="session")
def muscles() -> Area:
    return _bundled("neuromuskulara-sjukdomar")


@pytest.fixture(scope="session")
def gullet() -> Area:
    return _bundled("viss-avancerad-esofaguskirurgi")


def _bundled(key: str) -> Area:
    return toml.read_area_file((AREAS / f"{key}.toml").read_text(encoding="utf-8")).area
