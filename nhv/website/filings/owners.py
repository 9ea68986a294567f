"""Whose a filing is, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from nhv.accounts.access import reach
from nhv.accounts.deeds import names_of
from nhv.accounts.models import Membership
from nhv.filings.kinds import FilingKind
from nhv.filings.owners import Owner, owner_of
from nhv.filings.tables import FilingBase
from nhv.language.order import swedish_order
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.rules.access import ACCESS, Scope
from nhv.rules.actor import Actor

MOST_SENDERS = 2_000


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
    names = owners_in_words(owners.values())
    return {key: names[owner] for key, owner in owners.items()}


def owners_in_words(owners: Iterable[Owner]) -> dict[Owner, str]:
    """What each of them is called. Two queries at most."""
    owners = set(owners)
    people = names_of(actor for owner in owners if (actor := _actor_of(owner)))
    keys = {owner.organisation for owner in owners if owner.organisation}
    organisations = dict(Organisation.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    return {owner: _name(owner, people, organisations) for owner in owners}


def senders(kind: FilingKind) -> dict[str, Place]:
    """Who may have sent such a thing on paper, by name: what stands for each in a form → who it is. At most
    MOST_SENDERS; three queries at most."""
    if kind.belongs_to == "organisation":
        found = Organisation.objects.filter(kind__in=kind.at).order_by(in_swedish("name"))[:MOST_SENDERS]
        return {each.key: Place(Owner(each.key), each.name) for each in found}
    if kind.belongs_to == "address":
        return {}
    scope = Scope.MEMBER if kind.belongs_to == "member" else Scope.SELF
    roles = [role for role, held in ACCESS[kind.process.needs("save")].items() if held == scope]
    writers = Membership.objects.on(timezone.localdate()).filter(role__in=roles).order_by("user", "organisation")
    rows = writers.values_list("organisation__key", "user").distinct()[:MOST_SENDERS]
    owners = [Owner(group if scope == Scope.MEMBER else None, person) for group, person in rows]
    named = sorted(owners_in_words(owners).items(), key=lambda each: swedish_order(each[1]))
    return {f"{owner.organisation or ''}/{owner.person}": Place(owner, name) for owner, name in named}


def _actor_of(owner: Owner) -> str:
    """The person as the diary writes them: below nought it is an address that somebody has confirmed."""
    if owner.person is None:
        return ""
    return f"user:{owner.person}" if owner.person > 0 else f"address:{-owner.person}"


def _name(owner: Owner, people: dict[str, str], organisations: dict[str, str]) -> str:
    person = people.get(_actor_of(owner), "")
    return ", ".join(name for name in (person, organisations.get(owner.organisation or "", "")) if name)


def places_of(by: Actor, kind: FilingKind, about: str = "") -> list[Place]:
    """For whom `by` may begin a filing of this kind about something. Four queries at most."""
    found = reach(by, kind.process.needs("save"))
    if kind.belongs_to == "person":
        return [Place(Owner(person=found.person), names_of([str(by)])[str(by)])] if found.person is not None else []
    if kind.belongs_to == "member":
        groups = Organisation.objects.filter(key__in=found.groups).order_by(in_swedish("name"))
        return [Place(Owner(group.key, found.member), group.name) for group in groups]
    within = list(Organisation.objects.filter(key__in=found.keys).order_by(in_swedish("name")))
    return [
        Place(
            Owner(each.key),
            each.name,
            tuple(one for one in within if one.kind == Organisation.Kind.HOSPITAL and one.parent_id == each.pk)
            if kind.place_question
            else (),
        )
        for each in within
        if each.kind in kind.at and kind.owed_by(about) in ("", each.key)
    ]
