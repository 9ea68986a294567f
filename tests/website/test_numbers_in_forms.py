"""A number in a form or an address is written in our own ten digits: Python takes more, and so do its libraries."""

import re
from pathlib import Path

import pytest
from django import forms
from django.test import Client

from nhv.website.guarded_input import _plain
from nhv.website.strict_fields import WholeNumberField

NUMBERS = ["1_0", "٣", "²", "1e1", "0x1", "1.0", "+1", "１"]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_field_takes_no_other_writing(text):
    with pytest.raises(forms.ValidationError):
        WholeNumberField(min_value=0).clean(text)


def test_the_control_ours_are_taken_and_bounds_hold():
    field = WholeNumberField(min_value=0)
    assert [field.clean(text) for text in ("10", " 10 ", "007")] == [10, 10, 7]
    with pytest.raises(forms.ValidationError):
        field.clean("-1")


@pytest.mark.parametrize("text", NUMBERS)
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_the_api_takes_no_other_writing(register, name, text):
    assert Client().get("/api/v1/areas", {name: "10"}).status_code == 200
    assert Client().get("/api/v1/areas", {name: text}).status_code in (400, 422)


def test_a_number_that_is_too_long_is_told_so():
    with pytest.raises(forms.ValidationError, match="för många siffror"):
        WholeNumberField(min_value=0).clean("9" * 40)


def test_so_it_is_in_the_api(sqlite_register):
    for name in ("limit", "offset"):
        answer = Client().get("/api/v1/areas", {name: "9" * 20})
        assert (answer.status_code, "at most 12 digits" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("text", ["12\u202e34", "\u202e1234\u202c", "1\u200f2", "20\u202e27-01-02"])
def test_figures_that_look_other_than_they_are_reach_no_reader_as_plain_ones(text):
    assert _plain(text) == text
    with pytest.raises(forms.ValidationError):
        WholeNumberField(min_value=0).clean(_plain(text))


def test_the_control_what_changes_no_look_is_taken_out():
    """What a calculator, a table or a web page leaves around a number."""
    for text in ("\u202a1234\u202c", "\ufeff1234", "12\u200b34", "\u200f1234", "1234\u200f"):
        assert WholeNumberField(min_value=0).clean(_plain(text)) == 1234
    assert _plain("mål\u202e 12") == "mål 12"


def test_no_form_reads_a_number_in_another_way():
    """Every field of a number, or of a row by its number, is one of ours."""
    others = re.compile(r"forms\.(IntegerField|DecimalField|FloatField|ModelChoiceField|ModelMultipleChoiceField)\(")
    files = [path for path in Path("nhv/website").rglob("*.py") if path.name != "strict_fields.py"]
    assert [path for path in files if others.search(path.read_text(encoding="utf-8"))] == []
    assert others.search("forms.IntegerField(")
