"""What all areas share: questions stand in sections that exist, and each key stands once."""

from typing import Any

import pytest

from nhv.specification.general import Fact, General
from nhv.specification.questions import Question

TEXT = {"kind": "text", "text": "Hur?"}
SECTION = {"key": "sokande", "heading": "Sökande"}


def question(key: str, section: str = "sokande") -> dict[str, Any]:
    return {"key": key, "section": section, "known": "inferred", "source": "Slutsats", "question": TEXT}


FACT = {"key": "ecmo", "name": "ECMO", "months": 12, "source": "Slutsats", "question": TEXT}


@pytest.mark.parametrize(
    "told, words",
    [
        (
            {"sections": [SECTION], "questions": [question("a", "sokand")]},
            r"frågan «a» står i avsnittet «sokand», som inte finns \(menade du «sokande»\?\)",
        ),
        ({"sections": [SECTION], "questions": [question("a"), question("a")]}, "frågan «a» står 2 gånger"),
        ({"sections": [SECTION, SECTION]}, "avsnittet «sokande» står 2 gånger"),
        ({"facts": [FACT, FACT]}, "uppgiften «ecmo» står 2 gånger"),
    ],
)
def test_a_slip_is_told_in_words(told: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        General.model_validate(told)


def test_a_fact_is_found_by_its_key() -> None:
    general = General.model_validate({"facts": [FACT]})
    assert general.fact("ecmo") == Fact.model_validate(FACT)
    assert (general.fact("annat"), general.fact(None)) == (None, None)


@pytest.mark.parametrize(
    "told, words",
    [
        ({"kind": "text", "choices": ["A"]}, "alternativ hör bara till frågor av slaget choice"),
        ({"kind": "choice", "choices": ["A", "A"]}, "samma alternativ står två gånger"),
    ],
)
def test_alternatives_belong_to_choices_and_stand_once(told: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Question.model_validate({"text": "Hur?", **told})
