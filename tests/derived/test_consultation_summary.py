"""The worked consultation, to the digit; and that counts are what counting by hand gives."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from nhv.derived.consultation_form import STAND, consultation_form, parts_asked_about
from nhv.derived.consultation_summary import STANDS, Answered, summarise
from tests.support.areas import an_area

SAID = {"S": "support", "C": "change", "O": "oppose", "–": "silent"}
PARTS = ("p1", "p4", "e2", "v3", "b1")
# A is in North, B and C in South; patients, a society and a private person have no healthcare region.
BODIES = {
    "A": ("Norra", "S S C S –", 0),
    "B": ("Södra", "S O C S S", 0),
    "C": ("Södra", "S C C – O", 0),
    "P": ("", "S – S C S", 0),
    "X": ("", "– C O S S", 0),
    "N": ("", "– – – – –", 1),
}


def worked():
    answers = []
    for body, (region, said, remarks) in BODIES.items():
        stands = {part: SAID[one] for part, one in zip(PARTS, said.split(), strict=True) if one != "–"}
        answers.append(Answered(body, region, stands, remarks))
    return summarise(PARTS, answers)


def counts(counted):
    return "/".join(str(counted[stand]) for stand in STANDS)


def test_the_worked_consultation_adds_up():
    summary = worked()
    assert {row.key: counts(row.counts) for row in summary.rows} == {
        "p1": "4/0/0/2", "p4": "1/2/1/2", "e2": "1/3/1/1", "v3": "3/1/0/2", "b1": "3/0/1/2",
    }  # fmt: skip
    assert counts(summary.total) == "12/6/3/9"
    assert sum(summary.total.values()) == 30
    assert summary.owed == 22
    assert {name: counts(of) for name, of in summary.regions} == {"Norra": "3/1/0/1", "Södra": "4/3/2/1", "": "5/2/1/7"}


def test_what_is_said_of_the_whole_is_said_by_whom_and_silence_too():
    answers = [
        Answered("A", "", {}, whole="Avstyrker"),
        Answered("B", "", {}),
        Answered("C", "", {}, whole="Avstyrker"),
    ]
    assert summarise((), answers, ("Tillstyrker", "Tillstyrker med synpunkter", "Avstyrker")).wholes == (
        ("Tillstyrker", ()),
        ("Tillstyrker med synpunkter", ()),
        ("Avstyrker", ("A", "C")),
        ("", ("B",)),
    )


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Norra", "Södra", ""]), st.lists(st.sampled_from(STANDS), min_size=5, max_size=5)),
        max_size=8,
    )
)
def test_counts_are_what_counting_gives(said):
    answers = [
        Answered(str(n), region, dict(zip(PARTS, stands, strict=True))) for n, (region, stands) in enumerate(said)
    ]
    summary = summarise(PARTS, answers)
    everything = Counter(stand for _region, stands in said for stand in stands)
    assert {stand: many for stand, many in summary.total.items() if many} == dict(everything)
    assert sum((Counter(of) for _name, of in summary.regions), Counter()) == everything
    assert sum((Counter(row.counts) for row in summary.rows), Counter()) == everything


def test_the_form_asks_about_each_part_that_says_something_and_no_other():
    area = an_area(
        conditions=[{"key": "v1", "group": "other", "force": "must", "stage": "proposed", "text": "Mörkrum"}],
        sub_permits=[{"key": "b1", "text": "Barn", "units": 1}],
    )
    asked = parts_asked_about(area)
    assert list(asked.values()) == ["bedomning", "b1", "v1"]
    outline = consultation_form(area)
    assert {one.key: one.about for one in outline.asked() if one.key.startswith(STAND)} == asked
    assert outline.find("standpunkt-0").clause == "Bedömning av provsjuka."
