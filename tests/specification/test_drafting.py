"""A document as it is written: whatever is done to it, a key means one thing for ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhv.specification.drafting import (
    Drafted,
    DraftFault,
    add,
    join,
    move,
    remove,
    restore,
    reword,
    set_head,
    split,
)
from tests.support.areas import an_area


def begun() -> Drafted:
    """A document with points, an exclusion, and a sub-permit that points to one of them."""
    drafted = Drafted.of(an_area())
    for text in ("Linsbyte", "Återfall", "Barn under 18 år"):
        drafted, _key = add(drafted, "point", {"text": text}, under="omfattning")
    drafted, _key = add(drafted, "exclusion", {"text": "Lindrig form"})
    covers = {"points": ["barn-under-18-ar"]}
    drafted, _key = add(drafted, "sub_permit", {"text": "Barn", "units": 1, "covers": covers})
    return drafted


def points(drafted: Drafted) -> list[str]:
    return [point.key for point in drafted.area.scope[0].points]


def test_each_part_is_found_where_it_was_put():
    assert points(begun()) == ["bedomning", "linsbyte", "aterfall", "barn-under-18-ar"]
    drafted, inner = add(begun(), "point", {"text": "Andra ögat"}, under="linsbyte")
    assert [one.key for one in drafted.area.scope[0].points[1].points] == [inner] == ["andra-ogat"]


def test_a_reworded_clause_keeps_its_key_and_all_else():
    drafted = reword(begun(), "linsbyte", {"text": "Byte av lins på båda ögonen"})
    assert drafted.area.part("linsbyte").text == "Byte av lins på båda ögonen"
    drafted = reword(drafted, "lindrig-form", {"instead": {"level": "region"}})
    assert drafted.area.part("lindrig-form").instead.level == "region"
    assert reword(drafted, "lindrig-form", {"instead": None}).area.part("lindrig-form").instead is None


def test_moving_goes_one_place_and_stops_at_the_ends():
    drafted = move(begun(), "aterfall", up=True)
    assert points(drafted) == ["bedomning", "aterfall", "linsbyte", "barn-under-18-ar"]
    for _time in range(5):
        drafted = move(drafted, "aterfall", up=False)
    assert points(drafted)[-1] == "aterfall"


def test_a_split_clause_is_gone_and_what_pointed_to_it_points_to_both():
    drafted, keys = split(begun(), "barn-under-18-ar", ["Barn under 10 år", "Barn 10 till 17 år"])
    assert points(drafted)[-2:] == list(keys)
    assert drafted.area.sub_permits[0].covers.points == keys
    assert [drafted.origins[key] for key in keys] == [("barn-under-18-ar",)] * 2
    _again, key = add(drafted, "point", {"text": "Barn under 18 år"}, under="omfattning")
    assert key == "barn-under-18-ar-2"


def test_joined_clauses_have_a_key_of_their_own():
    drafted, key = join(begun(), "linsbyte", "barn-under-18-ar", "Linsbyte hos barn")
    assert points(drafted) == ["bedomning", key, "aterfall"]
    assert drafted.origins[key] == ("linsbyte", "barn-under-18-ar")
    assert drafted.area.sub_permits[0].covers.points == (key,)


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (lambda d: remove(d, "barn-under-18-ar"), "removed_is_pointed_to"),
        (lambda d: remove(d, "omfattning"), "removed_is_pointed_to"),
        (lambda d: remove(d, "finns-inte"), "part_gone"),
        (lambda d: reword(d, "finns-inte", {"text": "x"}), "part_gone"),
        (lambda d: reword(d, "linsbyte", {"text": "x" * 8_001}), "draft_impossible"),
        (lambda d: reword(d, "barn", {"units": 31}), "draft_impossible"),
        (lambda d: set_head(d, {"units": 0}), "draft_impossible"),
        (lambda d: split(d, "linsbyte", ["bara en", " "]), "split_into_one"),
        (lambda d: split(d, "omfattning", ["a", "b"]), "split_with_parts"),
        (lambda d: join(d, "linsbyte", "lindrig-form", "x"), "join_of_strangers"),
        (lambda d: join(d, "linsbyte", "linsbyte", "x"), "join_of_strangers"),
    ],
)
def test_what_cannot_be_done_is_said(do, code):
    with pytest.raises(DraftFault) as fault:
        do(begun())
    assert fault.value.code == code


# --- Any sequence of edits -----------------------------------------------------------------------------

TEXTS = st.sampled_from(["Linsbyte", "linsbyte!", "Återfall", "…", "Barn under 18 år", "Bedömning"])
STEPS = st.tuples(
    st.sampled_from(["add", "reword", "up", "down", "split", "join", "remove", "undo"]),
    st.integers(0, 50),
    st.integers(0, 50),
    TEXTS,
)


def step(drafted: Drafted, before: list[Drafted], act: str, one: int, two: int, text: str) -> Drafted:
    keys = points(drafted)
    if act == "undo":
        return restore(drafted, before[one % len(before)].area)
    if act == "add" or not keys:
        return add(drafted, "point", {"text": text}, under="omfattning")[0]
    key, other = keys[one % len(keys)], keys[two % len(keys)]
    return {
        "reword": lambda: reword(drafted, key, {"text": text}),
        "up": lambda: move(drafted, key, up=True),
        "down": lambda: move(drafted, key, up=False),
        "split": lambda: split(drafted, key, [text, f"{text} till"])[0],
        "join": lambda: join(drafted, key, other, text)[0],
        "remove": lambda: remove(drafted, key),
    }[act]()


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_no_key_is_given_twice_whatever_is_done_and_undone(steps):
    drafted = begun()
    before = [drafted]
    for act in steps:
        try:
            after = step(drafted, before, *act)
        except DraftFault:
            continue
        there = {key for key, _part in after.area.keyed()}
        new = after.used - drafted.used
        assert drafted.used <= after.used
        assert there <= after.used
        # Whatever is there was there before under the same key, or has been given one that nothing has had.
        assert act[0] == "undo" or there - {key for key, _part in drafted.area.keyed()} == new
        assert all(set(after.origins.get(key, ())) <= drafted.used for key in new)
        drafted = after
        before.append(drafted)
