"""Publishing documents: an area's becomes a version or an edition, the general one a version. No permit is touched."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Max
from django.utils import timezone

from nhv.language.slugs import slug
from nhv.records.acts import one_transaction
from nhv.register.leave import check_leave
from nhv.register.memory import AREA, DIARY, GENERAL
from nhv.register.models import Area, AreaAlias, AreaDocument, GeneralDocument
from nhv.register.search import index_area
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.area import Area as AreaSpecification
from nhv.specification.general import General
from nhv.specification.layers import canonical_text, decided_hash, sha256_of
from nhv.specification.measures import locked_changes

Outcome = Literal["new_area", "new_version", "new_edition", "unchanged"]


@dataclass(frozen=True)
class Published:
    """The document as the register has it now, and what it is to what was there."""

    document: AreaDocument
    outcome: Outcome
    is_newest: bool


def publish_document(
    *,
    area: AreaSpecification,
    in_force_from: date | None = None,
    since: date | None = None,
    by: Actor,
    why: str = "",
    history: bool = False,
) -> Published:
    """Make this the area's document: a version of a new wording, an edition of the same one. The same content again
    changes nothing.

    `in_force_from` is the wording's first day where the document itself names none. `since` is the first day of what is
    new in the wording, where that came later than the definition: conditions that the board has decided. `history`
    lets in a version that was in force before the newest one, and leaves the search as it is. Raises Refused.
    """
    check_leave(by, "area.publish")
    with one_transaction(AreaDocument):
        DIARY.take_turn()
        row, _is_new = Area.objects.get_or_create(key=area_key(area))
        area = area.model_copy(update={"key": row.key})
        document, outcome = _document(row, area, since or area.in_force_from or in_force_from, history=history)
        # At hand already: opening the text again would cost as much as writing it.
        document.__dict__["specification"] = area
        is_newest = document == _newest(row)
        if outcome != "unchanged":
            _remember_names(row, area)
            if is_newest:
                index_area(document)
            DIARY.record(outcome, kind=AREA, key=row.key, by=by, why=why, payload=_told(document))
        return Published(document, outcome, is_newest)


def publish_general(*, general: General, by: Actor) -> bool:
    """Make this what all areas share from now on. Says whether it was another before."""
    check_leave(by, "general.publish")
    with one_transaction(GeneralDocument):
        DIARY.take_turn()
        content = canonical_text(general)
        last = GeneralDocument.objects.order_by("-version").first()
        if last is not None and last.content == content:
            return False
        row = GeneralDocument.objects.create(
            version=last.version + 1 if last else 1,
            content=content,
            sha256=sha256_of(content),
            recorded_at=timezone.now(),
        )
        payload = {"version": row.version, "sha256": row.sha256}
        DIARY.record("general_published", kind=GENERAL, key=str(row.version), by=by, payload=payload)
        return True


def area_key(area: AreaSpecification) -> str:
    """The key the register knows this area by: its own, or that of the area it is an alias of."""
    names = (area.key, slug(area.name), *(slug(alias) for alias in area.aliases))
    if Area.objects.filter(key=area.key).exists():
        return area.key
    alias = AreaAlias.objects.filter(slug__in=names).select_related("area").first()
    return alias.area.key if alias else area.key


def _newest(area: Area) -> AreaDocument | None:
    return area.documents.newest_first().first()


def _document(
    row: Area, area: AreaSpecification, starts: date | None, *, history: bool
) -> tuple[AreaDocument, Outcome]:
    content, wording = canonical_text(area), decided_hash(area)
    newest, now = _newest(row), timezone.now()
    same = row.documents.filter(whole_hash=sha256_of(content)).order_by("-version", "-edition").first()
    # What is withdrawn does not come back because a file from before is loaded again.
    is_old_file = newest is not None and newest.in_force_until is not None
    if same is not None and (same == newest or history or is_old_file):
        return same, "unchanged"

    def new_row(version: int, edition: int, starts: date | None) -> AreaDocument:
        return AreaDocument.objects.create(
            area=row,
            version=version,
            edition=edition,
            in_force_from=starts,
            in_force_until=area.in_force_until,
            recorded_at=now,
            name=area.name,
            name_en=area.name_en or "",
            units=area.units,
            decided_on=area.decision.date,
            population_text=area.population.text if area.population else "",
            complete=area.completeness.is_whole,
            content=content,
            decided_hash=wording,
            whole_hash=sha256_of(content),
        )

    if newest is None:
        return new_row(1, 1, starts), "new_area"
    if not history:
        _check_not_within_ended(newest, area, starts)
        _check_locked(newest.specification, area, timezone.localdate(now).year)
    if newest.decided_hash == wording:
        return new_row(newest.version, newest.edition + 1, newest.in_force_from), "new_edition"
    # A new wording whose day nobody tells is valid from the day we learn of it.
    starts = starts or timezone.localdate(now)
    if newest.in_force_from and starts < newest.in_force_from and not history:
        raise Refused(
            "document_before_newest",
            "{area}: den nya versionen gäller från {starts}, före den som redan finns ({newest}). Rätta datumet, eller "
            "ladda den som historia med --history.",
            area=area.name,
            starts=starts.isoformat(),
            newest=newest.in_force_from.isoformat(),
        )
    highest = row.documents.aggregate(highest=Max("version"))["highest"]
    return new_row(highest + 1, 1, starts), "new_version"


def _check_not_within_ended(newest: AreaDocument, area: AreaSpecification, starts: date | None) -> None:
    """A definition that is withdrawn keeps its last day; a new one begins after it."""
    last = newest.in_force_until
    if last is not None and area.in_force_until is None and (starts is None or starts <= last):
        raise Refused(
            "area_has_been_withdrawn",
            "{area} är upphävt: definitionen gäller till och med {last}. En ny måste gälla från en senare dag.",
            area=area.name,
            last=last.isoformat(),
        )


def _check_locked(before: AreaSpecification, after: AreaSpecification, this_year: int) -> None:
    locked = list(locked_changes(before.all_measures, after.all_measures, this_year))
    if locked:
        raise Refused(
            "measure_locked",
            "{area}: måttet ”{key}” är låst, för året som det mäter har börjat. Ge måttet en ny nyckel och ett första "
            "år som inte har börjat.",
            area=after.name,
            key=locked[0],
        )


def _told(document: AreaDocument) -> dict[str, object]:
    return {
        "version": document.version,
        "edition": document.edition,
        "in_force_from": document.in_force_from,
        "sha256": document.whole_hash,
    }


def _remember_names(row: Area, area: AreaSpecification) -> None:
    names = {slug(name)[:120] for name in (area.key, area.name, *area.aliases)}
    known = set(AreaAlias.objects.filter(slug__in=names).values_list("slug", flat=True))
    AreaAlias.objects.bulk_create(AreaAlias(slug=name, area=row) for name in sorted(names - known) if name)
