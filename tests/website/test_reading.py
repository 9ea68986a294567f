"""The guarded reader: whatever is sent, a value or one kind of fault, and little work."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhv.language.dates import read_date
from nhv.website.reading import Unreadable, read_json
from tests.support.generated import cases
from tests.support.patience import little_work

SCALARS = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.text(max_size=200) | st.from_regex(r'[\[\]{}",:0-9\\ud]{0,200}', fullmatch=True))
@cases(200)
def test_any_text_is_a_value_or_unreadable(text: str) -> None:
    try:
        read_json(text)
    except Unreadable:
        return


@given(st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4), max_leaves=20))
@cases(100)
def test_what_is_sensible_is_read_as_it_is(value: object) -> None:
    assert read_json(json.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    ["9" * 5_000, "[" * 10_000, "[" * 5_000 + "]" * 5_000, '{"a":' * 100 + "1" + "}" * 100, '"\\ud800"', '"\ud800"',
     "NaN", "Infinity", "-Infinity", "", "{", "x" * 10**6, '{"\\udfff": 1}'],
)  # fmt: skip
def test_what_breaks_parsers_is_unreadable_and_costs_little(text: str) -> None:
    with little_work(), pytest.raises(Unreadable):
        read_json(text)


@pytest.mark.parametrize("text", ["9" * 5_000, "[" * 100_000])
def test_the_bare_parser_would_have_fallen(text: str) -> None:
    """The control."""
    with pytest.raises((ValueError, RecursionError)) as fault:
        json.loads(text)
    assert not isinstance(fault.value, json.JSONDecodeError)


@pytest.mark.parametrize("text", ["٢٠٢٦-٠٣-٣١", "２０２６-０３-３１", "31 mars ٢٠٢٦"])
def test_a_day_is_written_in_our_own_digits(text: str) -> None:
    assert read_date(text) is None
    assert read_date("2026-03-31") is not None
