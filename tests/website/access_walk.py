"""The walk over every route: who meets it, about whose records, and what the table of access says that they find.

What a route answers follows from how a role stands to the route's activities and from whose record it is. So one role
of each class (tests/support/role_classes.py) meets each route.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, ALL, MEMBER, PUBLIC, SELF, WITHOUT_ROLE, standing
from nhv.rules.roles import Role
from nhv.website.access import needed
from tests.support.people import a_person
from tests.support.role_classes import classes
from tests.website.access_company import Walker, browser
from tests.website.access_examples import BY_PERSON, EXAMPLES, NATIONAL, NoSuchRecord
from tests.website.access_permits import BY_ROUTE

METHODS = ("GET", "POST")
# Role, whose record, method → what is met.
Answers = dict[tuple[Role, str, str], str]


@dataclass(frozen=True)
class Route:
    """One address of the website. `name` is whole: «application:show» where it has a name space."""

    name: str
    pattern: URLPattern

    @property
    def activities(self) -> frozenset[str]:
        """What it needs, whatever the method; nothing when it is bound to no activity."""
        needs = getattr(self.pattern.callback, "needs", None)
        return frozenset() if needs is None else frozenset([needs] if isinstance(needs, str) else needs.values())

    @property
    def arguments(self) -> frozenset[str]:
        """The names of what stands in its address."""
        return frozenset(self.pattern.pattern.regex.groupindex)

    def needs(self, method: str) -> str | None:
        """The activity that a method needs; None when the route does not know the method."""
        return needed(self.pattern.callback.needs, method)

    def address(self, arguments: dict[str, Any]) -> str:
        return reverse(self.name, kwargs=arguments)

    def any_address(self) -> str:
        """An address of no record at all: enough for those who are refused before it is looked for."""
        converters = self.pattern.pattern.converters
        kinds = {name: type(converters.get(name)).__name__ for name in self.arguments}
        nobodys = {"IntConverter": 1, "DayInAddress": date(2000, 1, 1)}
        return self.address({name: nobodys.get(kind, "x") for name, kind in kinds.items()})


def all_routes(patterns: Any = None, space: str = "") -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from all_routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield Route(f"{space}{pattern.name}", pattern)


def protected_routes() -> list[Route]:
    """Those that are not for everybody."""
    return [route for route in all_routes() if route.activities - {PUBLIC}]


def answer(client: Client, method: str, address: str) -> str:
    """What really comes: answered, words (403), absent (404), no such method (405) or sign in."""
    response = client.generic(method, address, content_type="application/x-www-form-urlencoded")
    assert response.status_code < 500, f"{method} {address}: {response.status_code}"
    location = response.headers.get("Location", "")
    if response.status_code == 302 and "/logga-in/" in location:
        return "sign in"
    return {403: "words", 404: "absent", 405: "no such method"}.get(response.status_code, "answered")


# --- Whose records ---------------------------------------------------------------------------------

# Whose record, in words → the keys of its owner, tried in turn until one can have such a record.
OWNERS = {
    "own": ("region-ett-a", "region-ett-a-enhet", "region-ett", "grupp-ett"),
    "same region": ("region-ett-b", "region-ett-b-enhet"),
    "elsewhere": ("region-tva", "region-tva-a", "region-tva-a-enhet", "grupp-tva"),
}
# The same for records that belong to a person.
PERSONS = ("oneself", "a colleague", "elsewhere")


@dataclass(frozen=True)
class Sample:
    """A record: the arguments that lead to it, and whose it is (`organisation` is null for a person's)."""

    arguments: dict[str, Any]
    organisation: Organisation | None = None


def owners_of(route: Route) -> tuple[str, ...]:
    """Whose records of a route are walked to."""
    if route.name in BY_PERSON:
        return PERSONS
    return tuple(OWNERS) if route.arguments - NATIONAL else ("own",)


def sample(route: Route, owner: str) -> Sample | None:
    """A record of such an owner; None when nobody of the kind has such records."""
    lacking = route.arguments - set(EXAMPLES) if route.name not in BY_ROUTE else ()
    assert not lacking, (
        f"the route «{route.name}» takes {', '.join(sorted(lacking))}: say in tests/website/access_examples.py "
        "how such a record is made, so that it can be walked"
    )
    for organisation in (Organisation.objects.get(key=key) for key in OWNERS[owner]):
        try:
            if route.name in BY_ROUTE:
                return Sample(BY_ROUTE[route.name](organisation), organisation)
            return Sample({name: EXAMPLES[name](organisation) for name in route.arguments}, organisation)
        except NoSuchRecord:
            continue
    return None


def persons_sample(route: Route, owner: str, walker: Walker) -> Sample:
    """A record of the walker's own, of somebody with the same role at the same place, or at another."""
    elsewhere = "grupp-tva" if walker.at.kind == Organisation.Kind.GROUP else "region-tva"
    place = Organisation.objects.get(key=elsewhere) if owner == "elsewhere" else walker.at
    person = walker.user if owner == "oneself" else a_person(walker.role, place.key)
    return Sample(BY_PERSON[route.name](person, place))


# --- The walk --------------------------------------------------------------------------------------


def walkers_of(route: Route) -> list[Role]:
    """One role of each class: another one for another route, so that every role walks somewhere.

    All of them where NHV_EVERY_ROLE is set, as when nothing was known of classes.
    """
    if os.environ.get("NHV_EVERY_ROLE"):
        return list(Role)
    return [roles[crc32(route.name.encode()) % len(roles)] for roles in classes(route.activities)]


class Walk:
    """One route, met by these people, about these records. `met` and `wanted` are to be the same."""

    def __init__(self, route: Route, walkers: Collection[Walker], samples: Mapping[str, Sample | None]) -> None:
        self.route = route
        self.met: Answers = {}
        self.wanted: Answers = {}
        self._has_record = bool(route.arguments - NATIONAL)
        self._samples: dict[Any, Sample | None] = dict(samples)
        for owner in owners_of(route):
            for method in METHODS:
                # Those who may come last: what they do may use a record up.
                for walker in sorted(walkers, key=lambda walker: self._may_at_all(walker.role)):
                    self._meet(walker, owner, method)

    def _meet(self, walker: Walker, owner: str, method: str) -> None:
        if owner != owners_of(self.route)[0] and not self._may_at_all(walker.role):
            # Refused before any record is fetched: whose it is makes no difference.
            return
        record = self._sample(walker, owner)
        if record is None:
            return
        what = (walker.role, owner, method)
        met = answer(walker.browser(), method, self.route.address(record.arguments))
        wanted = self._expected(walker, owner, method, record)
        # A page may know fewer methods than its route lets through; that tells nobody anything.
        self.met[what], self.wanted[what] = met, met if _tells_nothing(met, wanted) else wanted
        if method == "POST" and met == "answered":
            # What was done may have used the record up.
            self._samples.pop(self._which(walker, owner))

    def _may_at_all(self, role: Role) -> bool:
        return any(standing({role}, activity) == "may" for activity in self.route.activities)

    def _sample(self, walker: Walker, owner: str) -> Sample | None:
        which = self._which(walker, owner)
        if which not in self._samples:
            of_person = self.route.name in BY_PERSON
            self._samples[which] = persons_sample(self.route, owner, walker) if of_person else sample(self.route, owner)
        return self._samples[which]

    def _which(self, walker: Walker, owner: str) -> Any:
        return (owner, walker.role) if self.route.name in BY_PERSON else owner

    def _expected(self, walker: Walker, owner: str, method: str, record: Sample) -> str:
        """What the table says: read here in its plainest form, not by the code that the website asks."""
        activity = self.route.needs(method)
        if activity is None:
            return "no such method"
        if activity in WITHOUT_ROLE:
            return "answered"
        if standing({walker.role}, activity) != "may":
            return standing({walker.role}, activity)
        scope = ACCESS[activity][walker.role]
        if not self._has_record or scope == ALL:
            return "answered"
        if record.organisation is None:
            return "answered" if scope in (SELF, MEMBER) and owner == "oneself" else "absent"
        elsewhere = "words" if self.route.name in OF_A_PUBLIC_CALL else "absent"
        return "answered" if scope != SELF and is_under(record.organisation, walker.at) else elsewhere


# What is beside something that everybody may read: that it is not one's own is said in words.
OF_A_PUBLIC_CALL = {
    "officer-placement", "officer-placement-json", "officer-placement-csv", "officer-effect", "officer-freeze",
    "officer-frozen", "officer-frozen-json", "officer-frozen-csv", "officer-frozen-pdf", "officer-frozen-publish",
}  # fmt: skip


def _tells_nothing(met: str, wanted: str) -> bool:
    return met == "no such method" and wanted in ("answered", "absent")


def is_under(organisation: Organisation | None, at: Organisation) -> bool:
    while organisation is not None:
        if organisation.pk == at.pk:
            return True
        organisation = organisation.parent
    return False


def a_strangers_walk(route: Route) -> tuple[dict[str, str], dict[str, str]]:
    """What somebody who is not signed in meets, and should meet, by method: the door, everywhere."""
    wanted = {
        method: "no such method" if route.needs(method) is None else door
        for method, door in (("GET", "sign in"), ("POST", "words"))
        if route.needs(method) != PUBLIC
    }
    return {method: answer(browser(), method, route.any_address()) for method in wanted}, wanted


def led_to(client: Client, route: Route) -> dict[str, str | None]:
    """By method, where a route leads somebody on who has not shown a second factor."""
    methods = [method for method in METHODS if route.needs(method) not in (PUBLIC, None)]
    if route.pattern.callback.before_second_factor:
        return {}
    return {method: client.generic(method, route.any_address()).headers.get("Location") for method in methods}
