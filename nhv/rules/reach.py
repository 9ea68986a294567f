"""How far somebody reaches with one activity: which records each scope of the table of access means.

Two doors lead to a record. Its owner's: an organisation's records are reached by OWN, a person's by SELF, and those of
a group, or of its member, by MEMBER. The case's: everybody in the case's group (MEMBER) and everybody of its parties
(PARTY). ALL opens both. A decided conflict of interest shuts both for the one it is about, whatever the role.
"""

from dataclasses import dataclass
from typing import Any, Final, Protocol


class HasNumber(Protocol):
    """A row of a database: here, an organisation's."""

    pk: Any


@dataclass(frozen=True)
class CaseScope:
    """What access asks of a case: its key, and the keys of the groups that handle it and of its parties."""

    key: str
    groups: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reach:
    """Everything, or what is listed; never what is barred.

    organisations   numbers of those reached by OWN, where the register is
    keys            the same by key: what a room with a database of its own refers to
    person          the number of the account, when one's own records are reached (SELF)
    member          the same, when one's own records in these groups are (MEMBER)
    groups          keys of the groups
    parties         keys of the organisations whose cases are reached (PARTY)
    barred          keys of the cases in which a conflict of interest is decided
    """

    everything: bool = False
    organisations: frozenset[int] = frozenset()
    keys: frozenset[str] = frozenset()
    person: int | None = None
    member: int | None = None
    groups: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or self.person is not None or any((self.organisations, self.groups, self.parties))

    def covers(self, organisation: HasNumber | int) -> bool:
        """Whether this organisation's records are within reach."""
        number = organisation if isinstance(organisation, int) else organisation.pk
        return self.everything or number in self.organisations

    def covers_owner(self, organisation: str | None = None, person: int | None = None, *, case: str = "") -> bool:
        """Whether what belongs to an organisation (its key), a person or, with both, a group's member is in reach."""
        if case in self.barred:
            return False
        if self.everything:
            return True
        if organisation is None:
            return person is not None and person == self.person
        if person is None:
            return organisation in self.keys | self.groups
        return person == self.member and organisation in self.groups

    def covers_case(self, case: CaseScope) -> bool:
        """Whether the case is within reach by its group or its parties."""
        if case.key in self.barred:
            return False
        return self.everything or bool(case.groups & self.groups or case.parties & self.parties)


EVERYTHING: Final = Reach(everything=True)
NOTHING: Final = Reach()
