"""Organisations: loaded as one act, and found by any name they go by."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from nhv.language.slugs import slug
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.faults import nearest
from nhv.specification.layers import canonical, sha256_of
from nhv.specification.organisations import Organisations

ACT = "organisations_loaded"


def load_organisations(organisations: Organisations, *, by: Actor) -> bool:
    """Make the register's organisations those of the document. Says whether anything was new.

    An organisation that a permit points to is never taken away: it is history.
    """
    with one_transaction(Organisation):
        DIARY.take_turn()
        content_hash = sha256_of(canonical(organisations))
        last = DIARY.entries._default_manager.filter(act=ACT).order_by("-number").first()
        if last is not None and last.subject_key == content_hash[:40]:
            return False
        parents: dict[str, Organisation] = {}
        for kind, key, parent, row in _rows(organisations):
            parents[key], _ = Organisation.objects.update_or_create(
                key=key, defaults={**row, "kind": kind, "parent": parents.get(parent)}
            )
        DIARY.record(ACT, kind="organisations", key=content_hash[:40], by=by, payload={"sha256": content_hash})
        return True


def register_address(*, organisation: Organisation, email: str, by: Actor) -> bool:
    """Make this the organisation's registered address, where calls are sent. Says whether it was another before.

    It is no part of the document of organisations, so loading that again leaves it as it is.
    """
    with one_transaction(Organisation):
        if not Organisation.objects.filter(pk=organisation.pk).exclude(email=email).update(email=email):
            return False
        DIARY.record("address_registered", kind="organisation", key=organisation.key, by=by, payload={"email": email})
        return True


def _rows(organisations: Organisations) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    """Kind, key, the parent's key and the other fields of each, parents before children."""
    kinds = Organisation.Kind
    for kind, parent, members in (
        (kinds.AUTHORITY, "", organisations.authorities),
        (kinds.HEALTHCARE_REGION, "", organisations.healthcare_regions),
        (kinds.REGION, "healthcare_region", organisations.regions),
        (kinds.HOSPITAL, "region", organisations.hospitals),
    ):
        for member in members:
            row = {**member.model_dump(), "aliases": list(member.aliases)}
            yield kind, row.pop("key"), row.pop(parent, ""), row


class Directory:
    """All organisations, read once, found by name, short name, alias or key."""

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Organisation]:
        found: dict[tuple[str, str], Organisation] = {}
        for organisation in Organisation.objects.select_related("parent"):
            names = (organisation.key, organisation.name, organisation.short_name, *organisation.aliases)
            for name in filter(None, names):
                found.setdefault((organisation.kind, slug(name)), organisation)
        return found

    def region(self, name: str) -> Organisation:
        """The region of this name. Raises Refused for an unknown one, with the nearest known."""
        found = self._by_slug.get((Organisation.Kind.REGION, slug(name)))
        if found is None:
            known = [o.name for (kind, _), o in self._by_slug.items() if kind == Organisation.Kind.REGION]
            raise Refused(
                "region_unknown",
                "Okänd region ”{name}”{nearest}. Skriv en av de 21 regionernas namn.",
                name=name,
                nearest=nearest(name, known),
            )
        return found

    def hospital(self, name: str, region: Organisation) -> Organisation:
        """The hospital of this name; one we have not met before is entered under the region, without a place."""
        key = (Organisation.Kind.HOSPITAL, slug(name))
        if key not in self._by_slug:
            self._by_slug[key] = Organisation.objects.create(
                key=slug(name)[:80], kind=Organisation.Kind.HOSPITAL, name=name, parent=region
            )
        return self._by_slug[key]
