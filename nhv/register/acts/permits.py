"""Permits: granted, known otherwise than before, ended on a day, struck out. No row is rewritten or removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from nhv.records.acts import one_transaction
from nhv.register.leave import check_leave
from nhv.register.memory import DIARY, PERMIT
from nhv.register.models import AreaDocument, Organisation, Permit
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused


@dataclass(frozen=True)
class Terms:
    """What a permit says. `holder` is a region, `place` a unit or hospital, or nothing where that is not stated;
    `cooperates_with` are regions' keys, `sub_permits` keys of the area document's. `part_days` and `turned_on` are as
    in `Permit`; no source tells of them, so that two terms are the same whatever they are."""

    holder: Organisation
    place: Organisation | None = None
    cooperates_with: tuple[str, ...] = ()
    sub_permits: tuple[str, ...] = ()
    record_number: str = ""
    decided_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    origin: str = ""
    part_days: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    turned_on: date | None = field(default=None, compare=False)

    @classmethod
    def of(cls, permit: Permit) -> "Terms":
        """What a permit says now."""
        said = {each.name: getattr(permit, each.name) for each in fields(cls)}
        terms: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
        }
        return cls(**terms)

    @property
    def columns(self) -> dict[str, Any]:
        """The same as a permit's row holds it."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}

    def kept(self, former: "Terms") -> "Terms":
        """These terms as a source gives them, with what it does not tell of as it was."""
        days = {key: days for key, days in former.part_days.items() if key in self.sub_permits}
        return replace(self, part_days=days, turned_on=former.turned_on)


def grant(*, document: AreaDocument, terms: Terms, by: Actor, why: str = "") -> Permit:
    """A new permit under this version of the area document, with the conditions decided in it. Raises Refused."""
    check_leave(by, "permit.grant")
    with one_transaction(Permit):
        DIARY.take_turn()
        last = document.area.permits.aggregate(last=Max("number"))["last"] or 0
        permit = _row(document, last + 1, terms)
        _record("permit_granted", permit, by=by, why=why)
        return permit


def supersede(*, permit: Permit, terms: Terms, document: AreaDocument | None = None, by: Actor, why: str) -> Permit:
    """The same permit as we know it to be from now on; `document` when it is under another version. Raises Refused."""
    check_leave(by, "permit.change")
    return _replace("permit_superseded", permit, terms, document or permit.document, by=by, why=why)


def end(*, permit: Permit, last_day: date, turned_on: date | None = None, by: Actor, why: str) -> Permit:
    """The same permit with a last day on which it is valid, and a day from which new referrals turn to others, where
    that is before. Raises Refused."""
    terms = replace(Terms.of(permit), valid_until=last_day, turned_on=turned_on or permit.turned_on)
    return revoke(permit=permit, terms=terms, by=by, why=why)


def revoke(*, permit: Permit, terms: Terms, by: Actor, why: str) -> Permit:
    """The same permit with what ends in it, and when: the whole, or parts by days of their own. Raises Refused."""
    check_leave(by, "permit.change")
    return _replace("permit_ended", permit, terms, permit.document, by=by, why=why)


def check_terms(*, permit: Permit, terms: Terms) -> None:
    """Raises Refused for terms that the permit could not have."""
    _check(permit.document, terms)


def strike(*, permit: Permit, by: Actor, why: str) -> None:
    """Take a permit out of what we hold to be true, on no day of its own: what tells of it has turned out wrong, or
    tells of it no longer. The row stays as what was known."""
    check_leave(by, "permit.change")
    with one_transaction(Permit):
        permit = _superseded(permit)
        _record("permit_struck", permit, by=by, why=reason(why))


def decided_conditions(document: AreaDocument) -> list[dict[str, Any]]:
    """The conditions that the board has decided, as a permit under this document copies them."""
    conditions = document.specification.conditions
    return [each.model_dump(mode="json", exclude_defaults=True) for each in conditions if each.stage == "decided"]


def _replace(act: str, permit: Permit, terms: Terms, document: AreaDocument, *, by: Actor, why: str) -> Permit:
    with one_transaction(Permit):
        former = _superseded(permit)
        row = _row(document, former.number, terms)
        _record(act, row, by=by, why=reason(why))
        return row


def _superseded(permit: Permit) -> Permit:
    """The permit's known row, known no longer. Raises Refused when another act was first."""
    DIARY.take_turn()
    if not Permit.objects.known().filter(pk=permit.pk).update(superseded_at=timezone.now()):
        raise Refused(
            "permit_changed", "Någon annan har ändrat tillståndet sedan du läste det. Läs det på nytt och ändra igen."
        )
    return permit


def _row(document: AreaDocument, number: int, terms: Terms) -> Permit:
    _check(document, terms)
    return Permit.objects.create(
        area=document.area,
        number=number,
        document=document,
        conditions=decided_conditions(document),
        recorded_at=timezone.now(),
        **terms.columns,
    )


def _check(document: AreaDocument, terms: Terms) -> None:
    kinds = Organisation.Kind
    if terms.holder.kind != kinds.REGION:
        raise Refused(
            "permit_holder_no_region",
            "{name} är ingen region. Ett tillstånd har alltid en region som innehavare.",
            name=terms.holder.name,
        )
    if terms.place is not None and terms.place.kind not in (kinds.HOSPITAL, kinds.UNIT):
        raise Refused(
            "permit_place_impossible",
            "{name} är varken ett sjukhus eller en enhet. Ange var vården bedrivs.",
            name=terms.place.name,
        )
    if terms.valid_from and terms.valid_until and terms.valid_until < terms.valid_from:
        raise Refused(
            "permit_ends_before_it_starts",
            "Tillståndet slutar {ends} men börjar {starts}. Rätta ett av datumen.",
            ends=terms.valid_until.isoformat(),
            starts=terms.valid_from.isoformat(),
        )
    last = document.in_force_until
    if last is not None and (terms.valid_until is None or terms.valid_until > last):
        raise Refused(
            "permit_after_the_definition",
            "Definitionen gäller till och med {last}. Ett tillstånd kan inte gälla längre.",
            last=last.isoformat(),
        )
    if terms.part_days.keys() - set(terms.sub_permits):
        raise Refused("permit_part_not_held", "Bara ett undertillstånd som tillståndet har kan ha egna dagar.")
    known = {each.key for each in document.specification.sub_permits}
    for key in terms.sub_permits:
        if key not in known:
            raise Refused(
                "permit_sub_permit_unknown",
                "Undertillståndet ”{key}” finns inte i områdets dokument. Ange ett som finns.",
                key=key,
            )


def said_of(permit: Permit) -> dict[str, Any]:
    """All that a permit says, as the diary is told of it."""
    return {
        **Terms.of(permit).columns,
        "holder": permit.holder.key,
        "place": permit.place.key if permit.place else None,
        "version": permit.document.version,
        "edition": permit.document.edition,
        "conditions": permit.conditions,
    }


def _record(act: str, permit: Permit, *, by: Actor, why: str) -> None:
    DIARY.record(act, kind=PERMIT, key=permit.key, by=by, why=why, payload=said_of(permit))
