"""Organisations: loaded as one act, entered as they are met, and found by any name they go by."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from nhv.language.slugs import slug
from nhv.records.acts import one_transaction
from nhv.register.leave import check_leave
from nhv.register.memory import DIARY, ORGANISATION
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reach import Reach
from nhv.rules.refusals import Refused
from nhv.specification.faults import nearest
from nhv.specification.layers import canonical_text, sha256_of
from nhv.specification.organisations import HSA_ID, Organisations
from nhv.specification.referrals import is_number

ACT = "organisations_loaded"
MOST_UNITS = 2_000


def load_organisations(organisations: Organisations, *, by: Actor) -> bool:
    """Make the register's organisations those of the document. Says whether anything was new.

    An organisation that a permit points to is never taken away: it is history.
    """
    check_leave(by, "organisations.load")
    with one_transaction(Organisation):
        DIARY.take_turn()
        content_hash = sha256_of(canonical_text(organisations))
        last = DIARY.entries._default_manager.filter(act=ACT).order_by("-number").first()
        if last is not None and last.subject_key == content_hash[:40]:
            return False
        parents: dict[str, Organisation] = {}
        for kind, key, parent, row in _rows(organisations):
            parents[key], _ = Organisation.objects.update_or_create(
                key=key, defaults={**row, "kind": kind, "parent": parents.get(parent)}
            )
        DIARY.record(ACT, kind=ORGANISATION, key=content_hash[:40], by=by, payload={"sha256": content_hash})
        return True


def register_address(*, organisation: Organisation, email: str, by: Actor) -> bool:
    """Make this the organisation's registered address, where calls are sent. Says whether it was another before.

    It is no part of the document of organisations, so loading that again leaves it as it is.
    """
    check_leave(by, "organisations.address", organisation)
    with one_transaction(Organisation):
        if not Organisation.objects.filter(pk=organisation.pk).exclude(email=email).update(email=email):
            return False
        # Public pages do not show it, so it is no entry of theirs.
        DIARY.record("address_registered", kind="address", key=organisation.key, by=by, payload={"email": email})
        return True


def enter_organisation(*, kind: str, name: str, under: Organisation, by: Actor) -> Organisation:
    """Enter a hospital under its region, or a unit under its hospital (its region where no hospital is stated)."""
    check_leave(by, "organisations.enter", under)
    with one_transaction(Organisation):
        DIARY.take_turn()
        if Organisation.objects.filter(kind=kind, name=name, parent=under).exists():
            raise Refused("organisation_there", "{name} finns redan. Välj den i stället.", name=name)
        key = _free_key(slug(name if kind == Organisation.Kind.HOSPITAL else f"{name} {under.key}"))
        entered = Organisation.objects.create(key=key, kind=kind, name=name, parent=under)
        payload = {"kind": kind, "name": name, "parent": under.key}
        DIARY.record("organisation_entered", kind=ORGANISATION, key=key, by=by, payload=payload)
        return entered


def describe_unit(*, unit: Organisation, hsa_id: str, telephone: str, by: Actor) -> bool:
    """A unit's HSA-id and its coordinator's telephone as somebody who knows them has told them; empty for what nobody
    has. Says whether that was otherwise before. Raises Refused."""
    check_leave(by, "unit.describe", unit)
    hsa_id, telephone = hsa_id.strip(), telephone.strip()
    if unit.kind != Organisation.Kind.UNIT:
        raise Refused(
            "not_a_unit", "{name} är ingen enhet. HSA-id och koordinatorns telefon hör till en enhet.", name=unit.name
        )
    if hsa_id and not re.fullmatch(HSA_ID, hsa_id):
        raise Refused(
            "hsa_id_impossible", "”{said}” är inget HSA-id. Skriv det som SE2321000016-1003.", said=hsa_id[:60]
        )
    check_number(telephone)
    with one_transaction(Organisation):
        DIARY.take_turn()
        told = {"hsa_id": hsa_id or None, "telephone": telephone}
        if hsa_id and Organisation.objects.exclude(pk=unit.pk).filter(hsa_id=hsa_id).exists():
            raise Refused("hsa_id_taken", "HSA-id {said} hör redan till en annan enhet. Kontrollera det.", said=hsa_id)
        if Organisation.objects.filter(pk=unit.pk, **told).exists():
            return False
        Organisation.objects.filter(pk=unit.pk).update(**told)
        DIARY.record("unit_described", kind=ORGANISATION, key=unit.key, by=by, payload=told)
        return True


def check_number(telephone: str) -> None:
    """Raises Refused for what nobody would have written as a telephone number. Empty is none."""
    if telephone and not is_number(telephone):
        raise Refused(
            "telephone_impossible", "”{said}” är inget telefonnummer. Skriv det som 031-342 10 00.", said=telephone[:60]
        )


def units_within(reached: Reach, *, key: str = "") -> list[Organisation]:
    """The units within reach, or the one of this key, with hospital and region; at most MOST_UNITS. One query."""
    found = Organisation.objects.filter(kind=Organisation.Kind.UNIT).select_related("parent__parent")
    if not reached.everything:
        found = found.filter(pk__in=reached.organisations)
    return list((found.filter(key=key) if key else found)[:MOST_UNITS])


def _free_key(wanted: str) -> str:
    taken = set(Organisation.objects.filter(key__startswith=wanted[:70]).values_list("key", flat=True))
    keys = (wanted, *(f"{wanted[:75]}-{number}" for number in range(2, 1_000)))
    return next(key for key in keys if key not in taken)


def _rows(organisations: Organisations) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    """Kind, key, the parent's key and the other fields of each, parents before children."""
    kinds = Organisation.Kind
    parents = {kinds.REGION: "healthcare_region", kinds.HOSPITAL: "region", kinds.UNIT: "hospital"}
    for kind, members in organisations.by_kind().items():
        for member in members:
            # What a document leaves out about a unit may have been told otherwise, and stays.
            row = {**member.model_dump(exclude_none=True), "aliases": list(member.aliases)}
            yield kind, row.pop("key"), row.pop(parents.get(kind, ""), ""), row


class Directory:
    """All organisations, read once, found by name, short name, alias or key; what is not found under its parent is
    entered, as part of the act by `by`."""

    def __init__(self, by: Actor) -> None:
        self._by = by

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Organisation]:
        found: dict[tuple[str, str], Organisation] = {}
        for organisation in Organisation.objects.select_related("parent"):
            for name in _names(organisation):
                found.setdefault(_place(organisation.kind, name, organisation.parent_id), organisation)
        return found

    def region(self, name: str) -> Organisation:
        """The region of this name. Raises Refused for an unknown one, with the nearest known."""
        found = self._by_slug.get(_place(Organisation.Kind.REGION, name))
        if found is None:
            known = [o.name for (kind, _), o in self._by_slug.items() if kind == Organisation.Kind.REGION]
            raise Refused(
                "region_unknown",
                "Okänd region ”{name}”{nearest}. Skriv en av de 21 regionernas namn.",
                name=name,
                nearest=nearest(name, known),
            )
        return found

    def place(self, *, hospital: str | None, unit: str | None, region: Organisation) -> Organisation | None:
        """The unit, else the hospital, else nothing. One we have not met before is entered."""
        found = self._under(Organisation.Kind.HOSPITAL, hospital, region) if hospital else None
        return self._under(Organisation.Kind.UNIT, unit, found or region) if unit else found

    def _under(self, kind: str, name: str, parent: Organisation) -> Organisation:
        place = _place(kind, name, parent.pk)
        if place not in self._by_slug:
            self._by_slug[place] = enter_organisation(kind=kind, name=name, under=parent, by=self._by)
        return self._by_slug[place]


def _names(organisation: Organisation) -> Iterable[str]:
    return filter(None, (organisation.key, organisation.name, organisation.short_name, *organisation.aliases))


def _place(kind: str, name: str, parent: int | None = None) -> tuple[str, str]:
    """Where an organisation stands in the directory. Hospitals have names of their own; units are called alike at many
    hospitals, so their hospital is part of theirs."""
    return kind, f"{parent}/{slug(name)}" if kind == Organisation.Kind.UNIT else slug(name)
