"""Whose a filing is: an organisation's, a person's, or a group member's own. What each question about it asks."""

from dataclasses import dataclass

from nhv.accounts.access import check_covered, reach
from nhv.filings.tables import FilingBase
from nhv.rules.actor import Actor


@dataclass(frozen=True)
class Owner:
    """An organisation by its key, a person by the number of the account, or both: a group and its member."""

    organisation: str | None = None
    person: int | None = None

    def __post_init__(self) -> None:
        if self.organisation is None and self.person is None:
            raise ValueError("a filing belongs to somebody")


def owner_of(filing: FilingBase) -> Owner:
    """To whom it belongs."""
    return Owner(filing.organisation_id, filing.person)


def check_owner(by: Actor, activity: str, owner: Owner) -> None:
    """Raises Refused, with words fit to show, unless `by` may do this to what belongs to the owner."""
    found = reach(by, activity)
    check_covered(found, found.covers_owner(owner.organisation, owner.person))
