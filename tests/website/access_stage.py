"""Where the walk over the routes takes place: a register with the company and the records, and a copy for each route.

What is the same for many routes is made once; what one of them uses up is whole again for the next.
"""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nhv.rules.access import ACCESS, ALL, PUBLIC, standing
from nhv.rules.roles import Role
from tests.support.databases import Databases, in_use
from tests.website.access_company import Walker, a_company, long_sessions
from tests.website.access_examples import BY_PERSON, BY_ROUTE
from tests.website.access_walk import Route, Sample, Walk, is_under, owners_of, persons_sample, sample


class Stage:
    """The register on SQLite: what a page does does not depend on the kind of database."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self._file = folder / "stage.sqlite3"
        with databases.copy("sqlite", "bundled") as address:
            shutil.copyfile(address.removeprefix("sqlite:///"), self._file)
        with self._in_use(self._file):
            self.company: dict[Role, Walker] = a_company()
        # The maker of a record and its owner → the record; makers are shared by many routes.
        self._samples: dict[Any, Sample | None] = {}

    def walk(self, route: Route, roles: Collection[Role]) -> Walk:
        """The route met by the company's people of these roles, in a copy of its own."""
        samples = self._samples_of(route)
        copy = shutil.copyfile(self._file, self._file.with_name("copy.sqlite3"))
        with self._in_use(copy):
            return Walk(route, [self.company[role] for role in roles], samples)

    @contextmanager
    def who_may(self, route: Route, method: str = "POST") -> Iterator[tuple[Walker | None, str]]:
        """Somebody who may send something to this route (or read it: GET), and the address of a record of their own;
        nobody for a route that is for everybody. In a copy of its own."""
        copy = shutil.copyfile(self._file, self._file.with_name("copy.sqlite3"))
        with self._in_use(copy):
            yield self._somebody(route, method)

    @contextmanager
    def all_at_once(self, routes: Collection[Route]) -> Iterator[tuple[str, dict[str, tuple[Walker | None, str]]]]:
        """The same for many routes in one database, whose address comes first: for a server."""
        copy = shutil.copyfile(self._file, self._file.with_name("all.sqlite3"))
        with self._in_use(copy):
            yield f"sqlite:///{copy}", {route.name: self._somebody(route) for route in routes}

    def _somebody(self, route: Route, method: str = "POST") -> tuple[Walker | None, str]:
        needed = route.needs(method) or route.needs("GET")
        walkers = [walker for role, walker in self.company.items() if needed and standing({role}, needed) == "may"]
        walker = None if needed == PUBLIC else walkers[0]
        record = None
        if route.arguments and walker is not None:
            record = persons_sample(route, "oneself", walker) if route.name in BY_PERSON else sample(route, "own")
            walker = next((one for one in walkers if record and _reaches(one, needed, record)), walker)
        return walker, route.address(record.arguments) if record else route.any_address()

    def _samples_of(self, route: Route) -> dict[str, Sample | None]:
        if route.name in BY_PERSON:
            return {}
        maker = BY_ROUTE.get(route.name, route.arguments)
        with self._in_use(self._file):
            for owner in owners_of(route):
                if (maker, owner) not in self._samples:
                    self._samples[maker, owner] = sample(route, owner)
        return {owner: self._samples[maker, owner] for owner in owners_of(route)}

    @contextmanager
    def _in_use(self, file: Path) -> Iterator[None]:
        with long_sessions(), in_use(f"sqlite:///{file}"):
            yield


def _reaches(walker: Walker, activity: str, record: Sample) -> bool:
    """Whether the walker, who may do such things, may do them with this record."""
    return ACCESS[activity][walker.role] == ALL or is_under(record.organisation, walker.at)
