"""Which records each scope means, and that a decided conflict of interest shuts every door."""

import pytest

from nhv.rules.reach import EVERYTHING, NOTHING, CaseScope, Reach

ME, COLLEAGUE = 7, 8

# What belongs to whom: organisation, person.
RECORDS = {
    "my organisation's": ("region-ett", None),
    "another organisation's": ("region-tva", None),
    "mine": (None, ME),
    "a colleague's": (None, COLLEAGUE),
    "my group's": ("grupp-ett", None),
    "mine in my group": ("grupp-ett", ME),
    "a colleague's in my group": ("grupp-ett", COLLEAGUE),
    "mine in a group I have left": ("grupp-tva", ME),
    "mine at my organisation": ("region-ett", ME),
    "nobody's": (None, None),
}

OWN = Reach(organisations=frozenset({1}), keys=frozenset({"region-ett"}))
SELF = Reach(person=ME)
MEMBER = Reach(member=ME, groups=frozenset({"grupp-ett"}))
PARTY = Reach(parties=frozenset({"region-ett"}))


@pytest.mark.parametrize(
    ("reached", "records"),
    [
        (OWN, ["my organisation's"]),
        (SELF, ["mine"]),
        (MEMBER, ["my group's", "mine in my group"]),
        (PARTY, []),
        (NOTHING, []),
        (EVERYTHING, list(RECORDS)),
    ],
    ids=["own", "self", "member", "party", "nothing", "everything"],
)
def test_the_owners_door(reached, records):
    assert [name for name, owner in RECORDS.items() if reached.covers_owner(*owner)] == records


CASES = {
    "my group's": CaseScope("a", groups=frozenset({"grupp-ett", "grupp-tva"})),
    "another group's": CaseScope("b", groups=frozenset({"grupp-tva"})),
    "my organisation's": CaseScope("c", parties=frozenset({"region-ett", "region-tva"})),
    "another's": CaseScope("d", parties=frozenset({"region-tva"})),
    "nobody's": CaseScope("e"),
    # A group is no party and a party no group, whatever they are called.
    "the other way round": CaseScope("f", groups=frozenset({"region-ett"}), parties=frozenset({"grupp-ett"})),
}


@pytest.mark.parametrize(
    ("reached", "cases"),
    [
        (OWN, []),
        (SELF, []),
        (MEMBER, ["my group's"]),
        (PARTY, ["my organisation's"]),
        (NOTHING, []),
        (EVERYTHING, list(CASES)),
    ],
    ids=["own", "self", "member", "party", "nothing", "everything"],
)
def test_the_cases_door(reached, cases):
    assert [name for name, case in CASES.items() if reached.covers_case(case)] == cases


def barred(reached: Reach) -> Reach:
    return Reach(**{**vars(reached), "barred": frozenset({"a", "c"})})


@pytest.mark.parametrize("reached", [OWN, SELF, MEMBER, PARTY, EVERYTHING], ids=str)
def test_a_decided_conflict_shuts_both_doors_of_that_case_and_no_other(reached):
    open_before = {name for name, case in CASES.items() if reached.covers_case(case)}
    open_after = {name for name, case in CASES.items() if barred(reached).covers_case(case)}
    assert open_after == {name for name in open_before if CASES[name].key not in {"a", "c"}}
    owners = [owner for owner in RECORDS.values() if reached.covers_owner(*owner)]
    for case, still in (("a", False), ("b", True), ("", True)):
        assert {barred(reached).covers_owner(*owner, case=case) for owner in owners} <= {still}


@pytest.mark.parametrize(
    ("reached", "any_at_all"),
    [(OWN, True), (SELF, True), (MEMBER, True), (PARTY, True), (EVERYTHING, True), (NOTHING, False)],
    ids=["own", "self", "member", "party", "everything", "nothing"],
)
def test_a_reach_is_something_or_nothing_whatever_is_barred(reached, any_at_all):
    assert (bool(reached), bool(barred(reached))) == (any_at_all, any_at_all)
