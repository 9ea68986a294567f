"""What a call may say, and that an older call still says what it said."""

import json
from datetime import date, time
from typing import Any

import pytest

from nhv.specification.document import AreaFile, CallFacts
from nhv.specification.faults import DocumentFault
from nhv.specification.layers import canonical_text
from nhv.specification.toml import read, read_area_file, write
from tests.support.areas import an_area

PLAIN = {"key": "utlysning", "title": "Utlysning"}


def call(**more: Any) -> CallFacts:
    return CallFacts.model_validate({**PLAIN, **more})


def test_a_call_written_before_hours_and_sub_permits_reads_and_hashes_as_before() -> None:
    old = {**PLAIN, "deadline": "2025-11-14"}
    facts = CallFacts.model_validate_json(json.dumps(old))
    assert (facts.deadline_time, facts.sought_sub_permits, facts.separate_sub_permits) == (None, (), False)
    assert json.loads(canonical_text(facts)) == old


def test_an_hour_is_kept_as_people_write_it() -> None:
    facts = call(deadline="2027-03-15", deadline_time="12:00")
    assert facts.deadline_time == time(12)
    assert json.loads(canonical_text(facts))["deadline_time"] == "12:00"
    assert CallFacts.model_validate_json(canonical_text(facts)) == facts
    assert read(CallFacts, write(facts)) == facts


@pytest.mark.parametrize(
    "told, words",
    [
        ({"deadline_time": "12:00"}, "klockslaget saknar en sista dag; ange den"),
        ({"deadline": "2027-03-15", "deadline_time": "24:00"}, "skriv klockslaget som TT:MM"),
        ({"deadline": "2027-03-15", "deadline_time": "12:00:30"}, "skriv klockslaget som TT:MM"),
        ({"deadline": "2027-03-15", "deadline_time": 12}, "skriv klockslaget som TT:MM"),
        ({"deadline": "2027-03-28", "deadline_time": "02:30"}, "klockan 02.30 finns inte den 28 mars 2027"),
        (
            {"deadline": "2027-10-31", "deadline_time": "02:30"},
            "klockan 02.30 inträffar två gånger den 31 oktober 2027",
        ),
        (
            {"published_on": "2027-03-16", "deadline": "2027-03-15"},
            "sista dagen, den 15 mars 2027, kommer före publiceringen den 16 mars 2027; ändra en av dem",
        ),
        (
            {"questions_until": "2027-03-16", "deadline": "2027-03-15"},
            "frågor tas emot till den 16 mars 2027, efter sista dagen den 15 mars 2027; ändra en av dem",
        ),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_words(told: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call(**told)


def test_a_call_names_sub_permits_of_its_own_area() -> None:
    area = an_area(sub_permits=[{"key": "barn", "text": "Vård av barn"}])
    file = AreaFile(area=area, calls=(call(sought_sub_permits=["barn"], deadline=date(2027, 3, 15)),))
    assert read_area_file(write(file)) == file
    misspelled = file.model_copy(update={"calls": (call(sought_sub_permits=["barm"]),)})
    with pytest.raises(
        DocumentFault, match=r"utlysningen «utlysning» nämner undertillståndet «barm».*menade du «barn»"
    ):
        read_area_file(write(misspelled))
