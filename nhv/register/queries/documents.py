"""The valid document of each area on a day, and the versions there are."""

from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from nhv.register.models import AreaAlias, AreaDocument
from nhv.register.models.areas import AreaDocuments
from nhv.register.order import in_swedish

MOST_ROWS = 2_000


def today() -> date:
    """The local day in Sweden, which is the day of law here."""
    return timezone.localdate()


def documents_on(day: date | None = None) -> QuerySet[AreaDocument]:
    """The valid document of each area on a day, without its content; none of an area that was withdrawn before it. One
    query.

    Without a day: today, and then an area whose first version lies ahead is there too.
    """
    of_area = in_order(AreaDocument.objects.filter(area=OuterRef("area")), day)
    return (
        AreaDocument.objects.filter(_not_ended(day or today()), pk=Subquery(of_area.values("pk")[:1]))
        .select_related("area")
        .defer("content")
        .order_by(in_swedish("name"), "area__key")
    )


def last_days_of_repealed(day: date) -> dict[str, date]:
    """The last day, behind or ahead, of each area that is withdrawn and not decided anew on this day, by key. One
    query."""
    ended = AreaDocument.objects.filter(in_force_until__isnull=False).values_list("area__key", "in_force_until")
    again = AreaDocument.objects.filter(_not_ended(day), _begun(day), area=OuterRef("area"))
    later = again.filter(in_force_from__gt=OuterRef("in_force_until"))
    return {key: last for key, last in ended.exclude(Exists(later)) if last is not None}


def in_order(documents: AreaDocuments, day: date | None) -> AreaDocuments:
    """The valid one first."""
    if day is not None:
        return documents.filter(_begun(day)).newest_first()
    begun = Case(When(_begun(today()), then=1), default=0, output_field=IntegerField())
    newest = documents.annotate(begun=begun).newest_first()
    begun_first = ("-begun", *newest.query.order_by)
    return newest.order_by(*begun_first)


def _begun(day: date) -> Q:
    """A document whose first day no source gives is taken to be valid on every day."""
    return Q(in_force_from__lte=day) | Q(in_force_from__isnull=True)


def _not_ended(day: date) -> Q:
    return Q(in_force_until__gte=day) | Q(in_force_until__isnull=True)


def key_by_alias(name: str) -> str | None:
    """The key of the area that goes, or went, by this slug. One query."""
    return AreaAlias.objects.filter(slug=name[:120]).values_list("area__key", flat=True).first()


def versions(key: str) -> list[AreaDocument]:
    """All versions and editions of an area, oldest first, without their content. One query."""
    documents = AreaDocument.objects.filter(area__key=key).select_related("area").defer("content")
    return list(documents.order_by("version", "edition"))


def area_version(key: str, version: int, edition: int | None = None) -> AreaDocument | None:
    """One version of an area's document, in its newest edition unless one is named. One query."""
    documents = AreaDocument.objects.filter(area__key=key, version=version).select_related("area")
    if edition is not None:
        documents = documents.filter(edition=edition)
    return documents.order_by("-edition").first()
