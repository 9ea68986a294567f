"""What a consulted text's parts have become: reworded, removed, split, and split again."""

from nhv.derived.answers_and_changes import changes_by_part
from nhv.specification.drafting import Drafted, add, remove, reword, split
from tests.support.areas import an_area


def two_points() -> Drafted:
    drafted = Drafted.of(an_area())
    return add(drafted, "point", {"text": "Linsbyte"}, under="omfattning")[0]


def became(consulted: Drafted, later: Drafted) -> dict[str, list[tuple[str, str]]]:
    found = changes_by_part(consulted.area, later.area, later.origins)
    return {key: [(change.kind, change.key) for change in those] for key, those in found.items()}


def test_a_part_that_says_otherwise_or_is_gone():
    before = two_points()
    assert became(before, before) == {}
    assert became(before, reword(before, "linsbyte", {"text": "Byte"})) == {"linsbyte": [("changed", "linsbyte")]}
    assert became(before, remove(before, "linsbyte")) == {"linsbyte": [("removed", "linsbyte")]}


def test_what_it_was_split_into_belongs_to_it_however_often_it_is_split():
    before = two_points()
    once, keys = split(before, "linsbyte", ["Höger", "Vänster"])
    twice, _keys = split(once, keys[0], ["Höger hos barn", "Höger hos vuxna"])
    found = became(before, twice)
    assert list(found) == ["linsbyte"]
    assert {kind for kind, _key in found["linsbyte"]} == {"added", "removed"}
    assert {key for _kind, key in found["linsbyte"]} == {"hoger-hos-barn", "hoger-hos-vuxna", "vanster", "linsbyte"}


def test_a_new_part_is_its_own():
    before = two_points()
    after, key = add(before, "exclusion", {"text": "Akut"})
    assert became(before, after) == {key: [("added", key)]}
