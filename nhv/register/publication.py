"""Publication: the act by which a document becomes a version in the register, or nothing happens at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Max
from django.utils import timezone

from nhv.language.slugs import slug
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Area, AreaAlias, AreaDocument, Call, Permit
from nhv.register.organisations import Directory
from nhv.register.search import index_area
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.document import AreaFile, CallFacts, PermitFacts
from nhv.specification.layers import canonical, decided_hash, whole_hash

Outcome = Literal["new_area", "new_version", "new_edition", "new_facts", "unchanged"]


@dataclass(frozen=True)
class Publication:
    """What came of publishing one file."""

    key: str
    name: str
    outcome: Outcome
    version: int
    edition: int


def publish(files: Sequence[AreaFile], *, by: Actor, history: bool = False) -> list[Publication]:
    """Publish these files, all or none. Same content again changes nothing.

    `history` lets in a version that was in force before the newest one; it then leaves permits, calls and search
    as they are. Raises Refused.
    """
    with one_transaction(AreaDocument):
        DIARY.take_turn()
        directory = Directory()
        _refuse_twins(files)
        return [_publish_one(file, directory, by=by, history=history) for file in files]


def area_key(file: AreaFile) -> str:
    """The key the register knows this area by: its own, or that of the area it is an alias of."""
    names = (file.area.key, slug(file.area.name), *(slug(alias) for alias in file.area.aliases))
    if Area.objects.filter(key=file.area.key).exists():
        return file.area.key
    alias = AreaAlias.objects.filter(slug__in=names).select_related("area").first()
    return alias.area.key if alias else file.area.key


def _refuse_twins(files: Sequence[AreaFile]) -> None:
    seen: set[str] = set()
    for file in files:
        key = area_key(file)
        if key in seen:
            raise Refused(
                "area_twice", "Två av dokumenten gäller samma område, ”{key}”. Publicera ett i taget.", key=key
            )
        seen.add(key)


def _publish_one(file: AreaFile, directory: Directory, *, by: Actor, history: bool) -> Publication:
    now = timezone.now()
    key = area_key(file)
    file = file.model_copy(update={"area": file.area.model_copy(update={"key": key})})
    area, is_new = Area.objects.get_or_create(key=key)
    newest = _newest(area)
    document, outcome = _document(area, newest, file, now=now, history=history)
    is_newest = document == _newest(area)
    if is_newest:
        try:
            changed = _replace_permits(area, document, file, directory, now)
        except Refused as refusal:
            raise Refused("area_refused", "{area}: {fault}", area=file.area.name, fault=refusal) from None
        changed |= _replace_calls(area, document, file, now)
        if outcome == "unchanged" and changed:
            outcome = "new_facts"
    if outcome != "unchanged":
        _remember_names(area, file)
        if is_newest:
            index_area(document)
        DIARY.record(
            outcome,
            kind="area",
            key=key,
            by=by,
            payload={
                "version": document.version,
                "edition": document.edition,
                "in_force_from": document.in_force_from,
                "sha256": document.whole_hash,
                "permits": [canonical(permit) for permit in file.permits],
                "calls": [canonical(call) for call in file.calls],
            },
        )
    return Publication(key, document.name, "new_area" if is_new else outcome, document.version, document.edition)


def _newest(area: Area) -> AreaDocument | None:
    return area.documents.newest_first().first()


def _document(
    area: Area, newest: AreaDocument | None, file: AreaFile, *, now: datetime, history: bool
) -> tuple[AreaDocument, Outcome]:
    whole, wording = whole_hash(file.area), decided_hash(file.area)
    same = area.documents.filter(whole_hash=whole).order_by("-version", "-edition").first()
    if same is not None and (same == newest or history):
        return same, "unchanged"
    starts = in_force_from(file)
    if newest is None:
        return _new_row(area, file, 1, 1, starts, now), "new_area"
    if newest.decided_hash == wording:
        return _new_row(area, file, newest.version, newest.edition + 1, newest.in_force_from, now), "new_edition"
    # A new wording whose day nobody tells is valid from the day we learn of it.
    starts = starts or timezone.localdate(now)
    if newest.in_force_from and starts < newest.in_force_from and not history:
        raise Refused(
            "version_before_newest",
            "{area}: den nya versionen gäller från den {starts}, före den som redan finns (den {newest}). Rätta "
            "datumet, eller ladda den som historia med --history.",
            area=file.area.name,
            starts=starts,
            newest=newest.in_force_from,
        )
    highest = area.documents.aggregate(highest=Max("version"))["highest"]
    return _new_row(area, file, highest + 1, 1, starts, now), "new_version"


def in_force_from(file: AreaFile) -> date | None:
    """From which day the wording is the valid one: as stated, else the decision's or the first permit's day."""
    if file.area.in_force_from:
        return file.area.in_force_from
    if file.area.decision.date:
        return file.area.decision.date
    starts = [permit.valid_from for permit in file.permits if permit.valid_from]
    return min(starts, default=None)


def _new_row(
    area: Area, file: AreaFile, version: int, edition: int, starts: date | None, now: datetime
) -> AreaDocument:
    specification = file.area
    return AreaDocument.objects.create(
        area=area,
        version=version,
        edition=edition,
        in_force_from=starts,
        recorded_at=now,
        name=specification.name,
        name_en=specification.name_en or "",
        units=specification.units,
        decided_on=specification.decision.date,
        population_text=specification.population.text if specification.population else "",
        complete=specification.completeness.is_whole,
        content=canonical(specification),
        decided_hash=decided_hash(specification),
        whole_hash=whole_hash(specification),
    )


def _remember_names(area: Area, file: AreaFile) -> None:
    names = {slug(name)[:120] for name in (file.area.key, file.area.name, *file.area.aliases)}
    known = set(AreaAlias.objects.filter(slug__in=names).values_list("slug", flat=True))
    AreaAlias.objects.bulk_create(AreaAlias(slug=name, area=area) for name in sorted(names - known) if name)


def _replace_permits(area: Area, document: AreaDocument, file: AreaFile, directory: Directory, now: datetime) -> bool:
    """Bring the permits to what the file says. A source that is silent about holders changes nothing."""
    if not file.permits and file.area.completeness.holders not in ("whole", "not_decided"):
        return False
    wanted = [_permit(area, document, facts, directory, now) for facts in file.permits]
    current = list(area.permits.filter(superseded_at__isnull=True))
    wanted_facts, current_facts = [_facts(p) for p in wanted], [_facts(p) for p in current]
    gone = [p for p in current if _facts(p) not in wanted_facts]
    new = [p for p in wanted if _facts(p) not in current_facts]
    Permit.objects.filter(pk__in=[p.pk for p in gone]).update(superseded_at=now)
    Permit.objects.bulk_create(new)
    return bool(gone or new)


def _permit(area: Area, document: AreaDocument, facts: PermitFacts, directory: Directory, now: datetime) -> Permit:
    region = directory.region(facts.region)
    return Permit(
        area=area,
        document=document,
        region=region,
        hospital=directory.hospital(facts.hospital, region) if facts.hospital else None,
        unit=facts.unit or "",
        cooperates_with=[directory.region(name).key for name in facts.cooperates_with],
        sub_permits=list(facts.sub_permits),
        record_number=facts.record_number or "",
        decided_on=facts.decided_on,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        origin=facts.origin or "",
        conditions=[
            condition.model_dump(mode="json", exclude_defaults=True)
            for condition in document.specification.conditions
            if condition.stage == "decided"
        ],
        recorded_at=now,
    )


def _facts(permit: Permit) -> tuple[object, ...]:
    """What makes two permit rows say the same."""
    return (
        permit.region_id,
        permit.hospital_id,
        permit.unit,
        tuple(permit.cooperates_with),
        tuple(permit.sub_permits),
        permit.record_number,
        permit.decided_on,
        permit.valid_from,
        permit.valid_until,
        permit.origin,
        canonical(permit.conditions),
    )


def _replace_calls(area: Area, document: AreaDocument, file: AreaFile, now: datetime) -> bool:
    current = {call.key: call for call in area.calls.filter(superseded_at__isnull=True)}
    changed = [facts for facts in file.calls if facts.key not in current or current[facts.key].facts != facts]
    area.calls.filter(superseded_at__isnull=True, key__in=[facts.key for facts in changed]).update(superseded_at=now)
    Call.objects.bulk_create(_call(area, document, facts, now) for facts in changed)
    return bool(changed)


def publish_call(
    document: AreaDocument, facts: CallFacts, *, state: str, by: Actor, why: str = "", act: str = ""
) -> None:
    """Make this what the public reads about the call: a row that replaces the one before. Part of the caller's act.

    `act` is what the diary calls it, when that is more than its state.

    Raises Refused when another area has a call at the same address.
    """
    now = timezone.now()
    with one_transaction(Call):
        current = Call.objects.filter(key=facts.key, superseded_at__isnull=True)
        if current.exclude(area=document.area).exists():
            raise Refused(
                "call_key_of_another_area",
                "Adressen ”{key}” används redan av en utlysning för ett annat område. Välj en annan.",
                key=facts.key,
            )
        current.update(superseded_at=now)
        row = _call(document.area, document, facts, now)
        row.state = state
        row.save()
        payload = {"state": state, "area": document.area.key, "version": document.version, "call": canonical(facts)}
        DIARY.record(act or f"call_{state}", kind="call", key=facts.key, by=by, why=why, payload=payload)


def _call(area: Area, document: AreaDocument, facts: CallFacts, now: datetime) -> Call:
    return Call(
        area=area, document=document, key=facts.key, deadline=facts.deadline, content=canonical(facts), recorded_at=now
    )
