"""Every fact of the two real documents, one test each; left out, with a notice, only where they are not at hand."""

import re
from pathlib import Path

import pytest

from nhv.reading.result import read_document
from nhv.specification.toml import read_area_file
from tests.reading.seed_facts import AREA_PAGE, CALL
from tests.reading.seeds import FOLDER, NOTICE, SEEDS, at, read_seed, score
from tests.reading.test_nothing_is_lost import assert_nothing_is_lost

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=NOTICE)

AREA_NAME, CALL_NAME = SEEDS
AREAS = Path(__file__).parents[2] / "areas"


@pytest.fixture(scope="module")
def read() -> dict[str, object]:
    return {name: read_seed(name).as_json() for name in SEEDS}


@pytest.mark.parametrize("path", AREA_PAGE)
def test_a_fact_of_the_area_page(path: str, read: dict[str, object]) -> None:
    assert at(read[AREA_NAME], path) == AREA_PAGE[path]


@pytest.mark.parametrize("path", CALL)
def test_a_fact_of_the_call(path: str, read: dict[str, object]) -> None:
    assert at(read[CALL_NAME], path) == CALL[path]


@pytest.mark.parametrize("name", SEEDS)
def test_no_line_is_unread_and_nothing_is_doubted(name: str) -> None:
    reading = read_seed(name)
    assert_nothing_is_lost(reading)
    assert (score(name).unread, reading.doubts) == (0, ())


@pytest.mark.parametrize("name", SEEDS)
def test_our_own_document_of_the_area_lends_its_keys(name: str) -> None:
    key = read_seed(name).area_file.area.key
    own = read_area_file((AREAS / f"{key}.toml").read_text()).area
    again = read_document((FOLDER / name).read_bytes(), name, predecessor=lambda wanted: own if wanted == key else None)
    ours = {part.text: found for found, part in own.keyed() if hasattr(part, "text")}
    lent = [part for found, part in again.area_file.area.keyed() if ours.get(getattr(part, "text", None)) == found]
    assert len(lent) > 10


def test_conditions_stand_in_their_four_groups(read: dict[str, object]) -> None:
    groups = [at(read[CALL_NAME], f"area.conditions.{number}.group") for number in range(27)]
    assert [groups.count(name) for name in ("critical_staff", "other_competence", "critical_equipment", "other")] == [
        11,
        8,
        2,
        6,
    ]


def test_the_reading_knows_no_area() -> None:
    """No long word of the documents' medicine stands in the code that reads them."""
    code = " ".join(
        path.read_text() for path in (Path(__file__).parents[2] / "nhv" / "reading").glob("*.py")
    ).casefold()
    values = [value for facts in (AREA_PAGE, CALL) for value in facts.values() if isinstance(value, str)]
    stems = (
        r"neuromusk|esofag|muskel|kirurg|ataxi|polyneuro|metabol|mitokondri|fistel|fistlar|akalasi|tumör|cancer"
        r"|dietist|ecmo|skleros"
    )
    words = {word for value in values for word in re.findall(r"\w{4,}", value.casefold()) if re.search(stems, word)}
    assert (len(words) > 20, sorted(word for word in words if word in code)) == (True, [])
