"""Whose a filing is: an organisation's, a person's, or a group member's own. What each question about it asks."""

from dataclasses import dataclass

from nhv.accounts.access import check_covered, reach
from nhv.filings.tables import FilingBase, PaperEntryBase
from nhv.rules.actor import Actor


@dataclass(frozen=True)
class Owner:
    """An organisation by its key, a person by the number of the account, or both: a group and its member."""

    organisation: str | None = None
    person: int | None = None

    def __post_init__(self) -> None:
        if self.organisation is None and self.person is None:
            raise ValueError("a filing belongs to somebody")


def owner_of(row: FilingBase | PaperEntryBase) -> Owner:
    """To whom a filing belongs, or what came on paper will."""
    return Owner(row.organisation_id, row.person)


def check_owner(by: Actor, activity: str, owner: Owner, case: str = "") -> None:
    """Raises Refused, with words fit to show, unless `by` may do this to what belongs to the owner. `case` is the one
    that it is in, if any: a conflict of interest decided in it shuts it."""
    found = reach(by, activity)
    check_covered(found, found.covers_owner(owner.organisation, owner.person, case=case))
