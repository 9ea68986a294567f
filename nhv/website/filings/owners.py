"""Whose a filing is, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from nhv.accounts.access import reach
from nhv.accounts.deeds import names_of
from nhv.filings.kinds import FilingKind
from nhv.filings.owners import Owner, owner_of
from nhv.filings.tables import FilingBase
from nhv.register.models import Organisation
from nhv.rules.actor import Actor


@dataclass(frozen=True)
class Place:
    """Somebody for whom a filing can be begun, by name, and the hospitals it may concern."""

    owner: Owner
    name: str
    hospitals: tuple[Organisation, ...] = ()

    @property
    def key(self) -> str:
        """What stands for it in a form."""
        return self.owner.organisation or "jag"


def owner_names(filings: Iterable[FilingBase]) -> dict[str, str]:
    """The filing's key → whose it is: «Region Skåne», «Anna Ek», «Anna Ek, Sakkunniggruppen». Two queries at most."""
    owners = {filing.key: owner_of(filing) for filing in filings}
    people = names_of(f"user:{owner.person}" for owner in owners.values() if owner.person is not None)
    keys = {owner.organisation for owner in owners.values() if owner.organisation}
    organisations = dict(Organisation.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    return {key: _name(owner, people, organisations) for key, owner in owners.items()}


def _name(owner: Owner, people: dict[str, str], organisations: dict[str, str]) -> str:
    person = people.get(f"user:{owner.person}", "")
    return ", ".join(name for name in (person, organisations.get(owner.organisation or "", "")) if name)


def places_of(by: Actor, kind: FilingKind) -> list[Place]:
    """For whom `by` may begin a filing of this kind. Three queries at most."""
    found = reach(by, kind.process.needs("save"))
    if kind.belongs_to == "person":
        return [Place(Owner(person=found.person), names_of([str(by)])[str(by)])] if found.person is not None else []
    if kind.belongs_to == "member":
        groups = Organisation.objects.filter(key__in=found.groups).order_by("name")
        return [Place(Owner(group.key, found.member), group.name) for group in groups]
    within = list(Organisation.objects.filter(key__in=found.keys).order_by("name"))
    return [
        Place(
            Owner(each.key),
            each.name,
            tuple(one for one in within if one.kind == Organisation.Kind.HOSPITAL and one.parent_id == each.pk)
            if kind.place_question
            else (),
        )
        for each in within
        if each.kind == kind.at
    ]
