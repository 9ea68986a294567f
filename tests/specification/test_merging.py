"""Two who write at once: nothing is lost, and only what truly differs is asked about."""

from typing import Any

import pytest
from hypothesis import given

from nhv.specification.merging import Merge, merge
from tests.specification.answering import EVERY_KIND, answers
from tests.support.generated import cases

ONE = {"role": "Dietist", "number": 1}
TWO = {"role": "Dietist", "number": 2}
THREE = {"role": "dietist", "number": 3}
CURATOR = {"role": "Kurator", "number": 1}
SPEECH = {"role": "Logoped", "number": 1}
PLAN = {"name": "plan.pdf", "sha256": "a" * 64, "size": 1}
OTHER_PLAN = {"name": "Plan.pdf", "sha256": "b" * 64, "size": 1}
DECISION = {"name": "beslut.pdf", "sha256": "c" * 64, "size": 1}


def merged(key: str, base: Any, mine: Any, theirs: Any) -> tuple[Any, bool, bool]:
    """The answer, whether something of theirs was taken in, and whether there is a clash."""
    sides = ({} if value is None else {key: value} for value in (base, mine, theirs))
    result = merge(EVERY_KIND, *sides)
    return result.answers.get(key), result.taken == (key,), [clash.key for clash in result.clashes] == [key]


@pytest.mark.parametrize(
    "key, base, mine, theirs, value, taken, clash",
    [
        ("text", None, None, None, None, False, False),
        ("text", "a", "a", "a", "a", False, False),
        ("text", "a", "b", "a", "b", False, False),
        ("text", "a", "a", "b", "b", True, False),
        ("text", "a", "b", "b", "b", False, False),
        ("text", "a", "b", "c", "c", False, True),
        ("text", None, "b", "c", "c", False, True),
        ("text", "a", None, "a", None, False, False),
        ("text", "a", "a", None, None, True, False),
        ("text", "a", None, "c", "c", False, True),
        ("text", "a", "b", None, None, False, True),
        ("yes-no", False, True, False, True, False, False),
        ("roles-and-numbers", None, [CURATOR], [ONE], [ONE, CURATOR], True, False),
        ("roles-and-numbers", [ONE], [CURATOR, ONE], [TWO], [TWO, CURATOR], True, False),
        ("roles-and-numbers", [ONE, CURATOR], [ONE], [ONE, CURATOR, SPEECH], [ONE, SPEECH], True, False),
        ("roles-and-numbers", [ONE, CURATOR], [CURATOR, ONE], [ONE, CURATOR], [CURATOR, ONE], False, False),
        ("roles-and-numbers", [ONE], [TWO], [THREE], [THREE], False, True),
        ("roles-and-numbers", [ONE], None, [TWO], [TWO], False, True),
        ("roles-and-numbers", [ONE, CURATOR], [CURATOR], [ONE], None, True, False),
        ("attachment", None, [PLAN], [DECISION], [DECISION, PLAN], True, False),
        ("attachment", [PLAN], [PLAN, DECISION], None, [DECISION], True, False),
        ("attachment", None, [PLAN], [OTHER_PLAN], [OTHER_PLAN], False, True),
        (
            "attachment",
            None,
            [{**PLAN, "name": f"m{n}.pdf"} for n in range(6)],
            [{**PLAN, "name": f"t{n}.pdf"} for n in range(6)],
            [{**PLAN, "name": f"t{n}.pdf"} for n in range(6)],
            False,
            True,
        ),
    ],
)
def test_one_question_by_its_three_sides(
    key: str, base: Any, mine: Any, theirs: Any, value: Any, taken: bool, clash: bool
) -> None:
    assert merged(key, base, mine, theirs) == (value, taken, clash)


def test_a_conflict_keeps_both_texts() -> None:
    (clash,) = merge(EVERY_KIND, {"number": 1}, {"number": 2.5}, {}).clashes
    assert (clash.key, clash.question) == ("number", "Hur många?")
    assert (clash.base, clash.mine, clash.theirs) == (1, 2.5, None)
    assert (clash.mine_in_words, clash.theirs_in_words) == ("2,5 platser", None)


@cases(60)
@given(answers(), answers())
def test_one_who_changes_alone_gets_what_they_wrote(base: dict[str, Any], new: dict[str, Any]) -> None:
    assert merge(EVERY_KIND, base, new, base) == Merge(new, (), ())
    taken = tuple(asked.key for asked in EVERY_KIND.asked() if base.get(asked.key) != new.get(asked.key))
    assert merge(EVERY_KIND, base, base, new) == Merge(new, taken, ())
    assert merge(EVERY_KIND, base, new, new) == Merge(new, (), ())


@cases(60)
@given(answers(), answers(), answers())
def test_which_side_is_mine_changes_only_who_is_kept_in_a_conflict(
    base: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    here, there = merge(EVERY_KIND, base, one, other), merge(EVERY_KIND, base, other, one)
    keys = [clash.key for clash in here.clashes]
    assert [clash.key for clash in there.clashes] == keys
    assert [(clash.mine, clash.theirs) for clash in there.clashes] == [
        (clash.theirs, clash.mine) for clash in here.clashes
    ]
    assert {key: here.answers.get(key) for key in keys} == {key: other.get(key) for key in keys}
