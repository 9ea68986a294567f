"""Every line that is not blank lands in a field, in a named place, or among the unread; whatever the page."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nhv.reading.faults import ReadingFault
from nhv.reading.result import Reading, read_document
from tests.support.generated import cases

PAGES = [path.read_text() for path in sorted((Path(__file__).parent / "pages").glob("*.txt"))]
LINES = sorted({line for page in PAGES for line in page.split("\n")})
NOISE = st.one_of(
    st.sampled_from(LINES),
    st.text(alphabet=st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=120),
    st.sampled_from(
        [
            "•",
            "1.",
            "a)",
            "-",
            "(",
            ":",
            "*",
            "Region",
            "Definition",
            "Tillståndsinnehavare:",
            "\t\t",
            "31 februari 2023",
        ]
    ),
)


def assert_nothing_is_lost(reading: Reading) -> None:
    result = reading.as_json()
    filled = {line.number for line in reading.lines if not line.is_blank}
    found = {entry["line"] for part in ("trace", "elsewhere", "unread") for entry in result[part]}
    assert found == filled


@cases(100)
@given(page=st.sampled_from(PAGES), noise=st.lists(st.tuples(st.integers(0, 200), NOISE), max_size=25))
def test_lines_put_in_anywhere_are_never_lost(page: str, noise: list[tuple[int, str]]) -> None:
    lines = page.split("\n")
    for place, line in noise:
        lines.insert(place % (len(lines) + 1), line)
    read_or_refuse("\n".join(lines))


@cases(100)
@given(page=st.sampled_from(PAGES), seed=st.integers(0, 10_000))
def test_shuffled_lines_are_never_lost(page: str, seed: int) -> None:
    lines = page.split("\n")
    random.Random(seed).shuffle(lines)
    read_or_refuse("\n".join(lines))


def read_or_refuse(text: str) -> None:
    """A reading that loses nothing, or a refusal in words; anything else is a fault of ours."""
    try:
        reading = read_document(text.encode("utf-8", errors="replace"), "sida.txt")
    except ReadingFault as fault:
        assert str(fault).endswith(".")
        return
    assert_nothing_is_lost(reading)


def test_no_line_of_our_own_pages_is_lost() -> None:
    for page in PAGES:
        assert_nothing_is_lost(read_document(page.encode(), "sida.txt"))
