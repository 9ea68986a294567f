"""Measures: what they may lie within, and that they are locked when the year they measure has begun."""

import pytest
from pydantic import ValidationError

from nhv.register.acts.documents import publish_document
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.measures import Measure, above, locked_changes
from tests.support.calls import PROGRAM

COUNT = {"kind": "count", "unit": "patienter"}


def measure(key="opererade", **more):
    return Measure(key=key, text=more.pop("text", "Antal opererade"), **COUNT, **more)


@pytest.mark.parametrize(
    ("measures", "fault"),
    [
        ([{"key": "a", "text": "A"}, {"key": "a", "text": "B"}], "står 2 gånger"),
        ([{"key": "a", "text": "A", "within": "b"}], "som inte finns"),
        ([{"key": "a", "text": "A", "within": "b"}, {"key": "b", "text": "B", "within": "a"}], "bland sig självt"),
        ([{"key": "a", "text": "A", "breakdowns": ["enhet"]}], "home"),
    ],
)
def test_what_no_measures_are(measures, fault):
    with pytest.raises(ValidationError, match=fault):
        Area(key="x", name="X", proposed_measures=measures)


def test_what_it_lies_within_is_told_from_the_inside():
    outer, inner = measure("opererade", within="antal-patienter"), measure("avlidna", within="opererade")
    assert above(inner, (outer, inner)) == ["opererade", "antal-patienter"]


@pytest.mark.parametrize(
    ("before", "after", "locked"),
    [
        ([measure()], [measure()], []),
        ([measure()], [measure(text="Antal opererade utan komplikation")], ["opererade"]),
        ([measure()], [measure(within="antal-patienter")], ["opererade"]),
        # Words of another language, and how many there are, change no meaning.
        ([measure()], [measure(english="Operated", size="small")], []),
        # One that begins next year can still be changed, and so can one that is new.
        ([measure(first_year=2027)], [measure(first_year=2027, text="Annat")], []),
        ([], [measure(first_year=2027)], []),
        ([], [measure(first_year=2026)], ["opererade"]),
        # Another key is another measure, and the old one may go.
        ([measure()], [measure("opererade-2027", first_year=2027)], []),
    ],
)
def test_a_measure_is_locked_when_its_year_has_begun(before, after, locked):
    assert list(locked_changes(before, after, 2026)) == locked


def test_a_document_that_changes_a_locked_measure_is_not_published(register):
    area = Area(key="prov", name="Prov", proposed_measures=(measure(),))
    publish_document(area=area, by=PROGRAM)
    changed = area.model_copy(update={"proposed_measures": (measure(text="Annat"),)})
    with pytest.raises(Refused) as told:
        publish_document(area=changed, by=PROGRAM)
    assert told.value.code == "measure_locked"
    renamed = area.model_copy(update={"proposed_measures": (measure("annat", text="Annat"),)})
    assert publish_document(area=renamed, by=PROGRAM).outcome == "new_edition"
