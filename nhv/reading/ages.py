"""Whom a text is about: the ages that it says, and «vuxna» without a number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nhv.reading.tracing import Draft, Told, text_of
from nhv.reading.wording import Ages, ages_said


def population_of(text: str, lines: tuple[int, ...]) -> Draft | None:
    """The one age limit that a text gives for persons, or nothing. Two limits in one text decide nothing."""
    said = ages_said(text)
    return population_from(said[0], lines) if len(said) == 1 else None


def population_from(ages: Ages, lines: tuple[int, ...]) -> Draft:
    """A population of these ages, with a doubt where it is not said whether the age itself is in."""
    doubt = None
    if (
        re.search(r"över|äldre än|>", ages.text)
        and ages.from_age is not None
        and "≥" not in ages.text
        and ">=" not in ages.text
    ):
        doubt = f"«{ages.text}» är läst ordagrant; kontrollera om åldern själv ingår."
    return {
        "from_age": ages.from_age,
        "below_age": ages.below_age,
        "text": Told(ages.text, lines, doubt),
    }


_OVER = re.compile(r"\b(?:över|äldre än)\b|>(?!=)")
_AS_EXCLUDED = (
    "«{}» är läst som från och med {} år, eftersom avgränsningen gäller dem som är yngre; kontrollera åldern."
)


def settle_ages(population: Draft | None, exclusions: Sequence[Draft]) -> None:
    """«Över 18 år» means from 18 where the exclusion takes out those below 18: the two leave nobody between them."""
    if population is None or population["from_age"] is None or not _OVER.search(text_of(population["text"])):
        return
    below = {part["population"]["below_age"] for part in exclusions if part.get("population")}
    age = population["from_age"] - 1
    if age in below:
        population["from_age"] = age
        text = population["text"]
        population["text"] = replace(text, doubt=_AS_EXCLUDED.format(text.value, age))


_ADULTS = re.compile(r"\b(?:av|hos|på|för)\s+(?P<who>vuxna(?:\s+(?:patienter|personer))?)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:barn|ungdom|nyfödd|spädbarn)", re.IGNORECASE)


def whom_in_words(sources: Sequence[tuple[str, tuple[int, ...]]]) -> Draft | None:
    """«Vuxna patienter» without a number: whom it is about is said, and from which age is not."""
    if any(_OTHERS.search(text) for text, _ in sources):
        return None
    for text, lines in sources:
        if match := _ADULTS.search(text):
            return {"from_age": None, "below_age": None, "text": Told(match["who"], lines)}
    return None
