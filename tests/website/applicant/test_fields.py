"""Every kind of question as a field: drawn with what stands in it, read back as it was."""

import lxml.html
import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from nhv.specification.answer_reading import read_answer
from nhv.specification.outline import Asked
from nhv.website.fields import Field, Theirs, read_field
from tests.specification.answering import CHOICES, QUESTIONS

VALUES = {
    "yes_no": False,
    "number": 1234.5,
    "text": "Rad ett\nRad två <b> & «citat»",
    "choice": CHOICES[1],
    "several_choices": [CHOICES[0], CHOICES[2]],
    "date": "2027-01-31",
    "period": {"from": "2027-01-31", "until": None},
    "roles_and_numbers": [{"role": "Dietist", "number": 2}, {"role": "=Kurator", "number": 0}],
}


class Named:
    """As much of a filing as the fields ask for."""

    key = "abc"


def drawn(field):
    request = RequestFactory().get("/")
    # Among the pages of the applications.
    request.current_app = "application"
    html = render_to_string("fields/field.html", {"field": field, "filing": Named()}, request)
    return lxml.html.fromstring(f"<form>{html}</form>")


def sent(form):
    data = QueryDict(mutable=True)
    for name, value in form.form_values():
        data.appendlist(name, value)
    return data


def test_there_is_a_field_and_a_value_of_every_kind():
    assert set(VALUES) | {"attachment"} == set(QUESTIONS)


@pytest.mark.parametrize("kind", VALUES)
def test_what_stands_in_a_field_comes_back_when_it_is_sent_as_it_is(kind):
    asked = Asked(key="fraga-1", question=QUESTIONS[kind])
    raw = read_field(asked.question, asked.key, sent(drawn(Field(asked, VALUES[kind]))))
    assert read_answer(asked.question, raw) == VALUES[kind]


@pytest.mark.parametrize("kind", QUESTIONS)
def test_an_empty_field_is_sent_as_nothing(kind):
    from nhv.specification.answer_reading import is_empty

    asked = Asked(key="fraga-1", question=QUESTIONS[kind])
    assert is_empty(read_field(asked.question, asked.key, sent(drawn(Field(asked)))))


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_field_has_a_label_and_says_its_fault_to_who_listens(kind):
    asked = Asked(key="fraga-1", question=QUESTIONS[kind], clause="Villkorets ord.")
    form = drawn(Field(asked, fault="Så går det inte."))
    controls = form.xpath(".//input[not(@type='hidden')] | .//textarea")
    labels = {label.get("for") for label in form.xpath(".//label")}
    assert controls and {control.get("id") for control in controls} <= labels
    described = form.xpath(".//@aria-describedby")[0].split()
    assert {"fraga-fraga-1-villkor", "fraga-fraga-1-fel"} <= set(described)
    assert all(form.xpath(f".//*[@id='{each}']") for each in described)
    assert "Så går det inte." in form.text_content()


@pytest.mark.parametrize("kind", VALUES)
def test_two_answers_stand_beside_each_other(kind):
    asked = Asked(key="fraga-1", question=QUESTIONS[kind])
    theirs = Theirs("Deras svar i ord", "Person 7", None)
    form = drawn(Field(asked, VALUES[kind], theirs=theirs))
    assert "Deras svar i ord" in form.text_content() and "Behåll svaret från Person 7" in form.text_content()
    assert read_answer(asked.question, read_field(asked.question, "fraga-1", sent(form))) == VALUES[kind]


def test_files_are_named_with_their_size_and_can_be_taken_away():
    asked = Asked(key="fraga-1", question=QUESTIONS["attachment"])
    form = drawn(Field(asked, [{"name": "plan.pdf", "sha256": "a" * 64, "size": 2048}]))
    assert form.xpath(".//li//a/@href") == [f"/ansokningar/abc/filer/{'a' * 64}/"]
    assert [button.get("value") for button in form.xpath(".//button[@name='remove']")] == [f"fraga-1 {'a' * 64}"]


def test_of_a_table_only_the_cells_that_are_wrong_are_marked():
    raw = [{"role": "Läkare", "number": "2"}, {"role": "", "number": "3"}, {"role": "Kirurg", "number": "tre"}]
    question = QUESTIONS["roles_and_numbers"]
    field = Field(Asked(key="vilka", question=question), raw=raw, fault="Fel")
    judged = [(bad_role, bad_number) for _row, bad_role, bad_number in field.judged_rows]
    assert judged[:3] == [(False, False), (True, False), (False, True)]
    assert set(judged[3:]) == {(False, False)}, "an empty row is not wrong"
    drawn = render_to_string("fields/roles_and_numbers.html", {"field": field})
    assert drawn.count("nhsuk-input--error") == 2
