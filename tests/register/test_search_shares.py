"""Every percentage from 1 to 99, at every age and however it is written, is judged by the document's own numbers."""

import re
from pathlib import Path

import pytest

from nhv.register.search import search
from nhv.specification import toml
from tests.derived.answers.conftest import Ask, asking

AREAS = Path(__file__).parents[2] / "areas"
OLDEST = 130
SHARE = re.compile(r"(?:över|under) (\d+) procent")

# The document's criteria as a table: first and last age, and over which share of the body it is included. It names no
# limit for who is 16 or 17, who is so above all limits, and whom below them the text does not settle.
BURNS = ((0, 2, 5), (3, 15, 10), (18, 65, 20), (66, OLDEST, 10))
AGES = {
    "nyfödd": (0, 0),
    "bebis": (0, 1),
    "2 år": (2, 2),
    "barn 3 år": (3, 3),
    "barn 4 år": (4, 4),
    "15 år": (15, 15),
    "18 år": (18, 18),
    "man 40 år": (40, 40),
    "65 år": (65, 65),
    "66 år": (66, 66),
    "över 65 år": (66, OLDEST),
    "kvinna 90 år": (90, 90),
    "16 år": (16, 16),
    "17 år": (17, 17),
    "barn": (0, 17),
    "vuxen": (18, OLDEST),
    "": (0, OLDEST),
}
WRITTEN = (
    "brännskada {share} procent {who}",
    "brännskada {share} % {who}",
    "brännskada {share}% {who} akut",
    "{who} brännskada {share} procent av kroppsytan",
    "akut {who} brännskada {share} % av kroppsytan",
    "brännskada {share} % TBSA {who}",
    "{who} bränd {share} procent",
    "skållskada {share} procent {who} akut",
    "{who} burn {share} %",
)


def wanted(ages: tuple[int, int], share: int) -> str:
    """Included where it is so at every age that the question may mean."""
    limits = [limit for low, high, limit in BURNS if low <= ages[1] and ages[0] <= high]
    if any(not any(low <= age <= high for low, high, _ in BURNS) for age in range(ages[0], ages[1] + 1)):
        limits.append(max(limit for _, _, limit in BURNS))
    return "included" if all(share > limit for limit in limits) else "depends"


def _area(key: str):
    return toml.read_area_file((AREAS / f"{key}.toml").read_text(encoding="utf-8")).area


@pytest.fixture(scope="module")
def ask_burns() -> Ask:
    return asking(_area("svara-brannskador"))


def test_the_table_holds_the_numbers_of_the_document() -> None:
    area = _area("svara-brannskador")
    said = [area.part(key).text for key in ("ytlig-delhudsskada", "barn-under-3-ar")]
    assert sorted({int(share) for text in said for share in SHARE.findall(text)}) == sorted({one[2] for one in BURNS})


def test_no_other_area_has_a_clause_with_a_percentage() -> None:
    """Whoever adds one adds its table here."""
    with_shares = {
        path.stem
        for path in AREAS.glob("*.toml")
        if re.search(r'^text = "[^"]*\d+ (?:procent|%)', path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert with_shares - {"general"} == {"svara-brannskador"}


@pytest.mark.parametrize("who", AGES)
def test_every_percentage_is_judged_by_the_limit_of_its_age(ask_burns: Ask, who: str) -> None:
    wrong = []
    for share in range(1, 100):
        near = any(share - limit in (0, 1) for *_, limit in BURNS)
        for written in WRITTEN if near else (WRITTEN[share % len(WRITTEN)],):
            asked = written.format(share=share, who=who)
            found = ask_burns(asked)
            if found is None or found.verdict != wanted(AGES[who], share):
                wrong.append((asked, found and found.verdict))
    assert wrong == []


@pytest.mark.parametrize("who", AGES)
@pytest.mark.parametrize("share", [5, 6, 11, 21])
def test_the_whole_search_says_the_same_and_only_what_it_compared(sqlite_register: str, who: str, share: int) -> None:
    found = search(f"brännskada {share} procent {who} akut")["answers"]
    assert [(one["area"], one["verdict"]) for one in found] == [("svara-brannskador", wanted(AGES[who], share))]
    assert found[0]["not_understood"] == []
    assert (found[0]["confidence"] == "sure") == (found[0]["verdict"] == "included")


@pytest.mark.parametrize("asked", ["brännskada 35 procent av kroppsytan", "brännskada 15 %", "brännskada 25 % vuxen"])
def test_the_ground_is_that_of_everybody_where_no_age_of_a_child_is_told(sqlite_register: str, asked: str) -> None:
    assert search(asked)["answers"][0]["clause_key"] == "ytlig-delhudsskada"


@pytest.mark.parametrize("asked", ["brännskada", "brännskada vuxen", "brännskada 10 % vuxen", "brännskada 15 % 40 år"])
def test_where_the_criteria_decide_they_are_all_shown(sqlite_register: str, asked: str) -> None:
    found = search(asked)["answers"][0]
    assert found["verdict"] == "depends"
    points = [point.text for group in _area("svara-brannskador").scope for point in group.points]
    assert found["depends_on"] == points and any("över 20 procent" in point for point in points)


@pytest.mark.parametrize(
    ("asked", "missed"),
    [
        ("skållning 2 år 2 %", ["över 10 procent hos personer under 16", "Barn under 3 år"]),
        ("brännskada 2 % 2 år", ["över 10 procent hos personer under 16", "Barn under 3 år"]),
        ("skållad 4 % 30 år", ["över 20 procent av kroppsytan hos vuxna"]),
    ],
)
def test_a_number_outside_the_limits_is_answered_with_the_limits_it_misses(sqlite_register: str, asked, missed) -> None:
    found = search(asked)["answers"][0]
    assert (found["area"], found["verdict"]) == ("svara-brannskador", "depends")
    assert "når inte gränsen" in found["why"] and all(text in found["why"] for text in missed)
    assert "Barn under 3" not in found["why"] or "2 år" in asked
    assert "All djup delhudsskada och fullhudsskada." in found["depends_on"]


def test_a_number_outside_the_only_limit_of_an_area_is_no_no_and_no_yes(sqlite_register: str) -> None:
    found = search("RPLND 8 mm")["answers"][0]
    assert found["verdict"] == "unstated"
    assert "8 mm når inte gränsen" in found["why"] and "större än 10 mm" in found["why"]
    assert search("RPLND 14 mm")["answers"][0]["verdict"] == "included"


def test_a_limit_that_is_met_wins_over_another_way_in_that_is_open(sqlite_register: str) -> None:
    found = search("brännskada 12 % 15 år rökinhalation")["answers"][0]
    assert (found["verdict"], found["clause_key"]) == ("included", "ytlig-delhudsskada")
    assert search("brännskada 8 % 15 år rökinhalation")["answers"][0]["verdict"] == "depends"


@pytest.mark.parametrize("share", [9, 10, 11, 40])
def test_toxic_epidermolysis_has_its_own_limit(ask_burns: Ask, share: int) -> None:
    found = ask_burns(f"TEN {share} % vuxen")
    assert (found is not None and found.verdict == "included") == (share > 10)
