"""The words of clauses are the words of the published files, which only a clone beside `../shared` can compare."""

import hashlib
import re
from pathlib import Path

import pytest

from nhv.specification.toml import read_area_file

FOLDER = Path(__file__).parents[2] / "areas"


def letters(text: str) -> str:
    """The text without white space, and without hyphens, since a line end may have put one inside a word."""
    return re.sub(r"[\s\-]+", "", text.replace("mailto:", "")).casefold()


@pytest.mark.parametrize(
    "key, name",
    [
        ("neuromuskulara-sjukdomar", "000_0964cb66df66e6bb.txt"),
        ("viss-avancerad-esofaguskirurgi", "002_769f5b0f25710f82.txt"),
    ],
)
def test_clauses_and_conditions_have_the_words_of_the_source(seeds: Path, key: str, name: str) -> None:
    area = read_area_file((FOLDER / f"{key}.toml").read_text()).area
    content = (seeds / name).read_bytes()
    # Bullets and numbers stand inside no clause but before each.
    source = letters(re.sub(r"^\s*(?:[•-]|\d+\.)\s", "", content.decode(), flags=re.MULTILINE))
    ours = [area.exclusions_lead]
    for group in area.scope:
        ours += [group.heading, group.text, group.lead, *(point.text for point in group.points)]
    for clause in (*area.clarifications, *area.exclusions):
        ours += [clause.text, *(point.text for point in clause.points)]
    for pathway in area.pathways:
        if pathway.kind != "not_stated":
            ours += [pathway.text, *(criterion.text for criterion in pathway.criteria)]
    for heading in area.condition_groups:
        ours += [heading.heading, heading.lead]
    ours += [condition.text for condition in area.conditions]
    assert [text for text in ours if text and letters(text) not in source] == []
    assert area.sources[0].sha256 == hashlib.sha256(content).hexdigest()
