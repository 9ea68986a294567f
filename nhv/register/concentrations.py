"""To how many units each area is gathered, read out of its document by the database: lists do not open documents."""

import json
from typing import cast

from django.db.models import JSONField, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from nhv.register.models import AreaDocument
from nhv.specification.area import Completeness, PartState, SubPermit
from nhv.specification.holding import Concentration


def with_concentration(documents: QuerySet[AreaDocument]) -> list[tuple[AreaDocument, Concentration]]:
    """Each document with the few facts that say what its list of units may show. One query."""
    content = Cast("content", JSONField())
    rows = documents.annotate(
        told_holders=KeyTextTransform("holders", KeyTransform("completeness", content)),
        told_vacant=KeyTextTransform("vacant", KeyTransform("completeness", content)),
        told_sub_permits=KeyTextTransform("sub_permits", content),
        told_in_force_from=KeyTextTransform("in_force_from", content),
        told_sources=KeyTextTransform("sources", content),
    )
    return [(row, _concentration(row.units, row.told_holders, row.told_sub_permits, row.told_vacant)) for row in rows]


def _concentration(units: int | None, holders: str | None, sub_permits: str | None, vacant: object) -> Concentration:
    # What is at its default is left out of a document's text.
    read = tuple(SubPermit.model_validate(one) for one in json.loads(sub_permits or "[]"))
    # A database says «true», 1 or «1»; of what is false it says nothing, since that is the default.
    return Concentration(units, read, cast(PartState | None, holders) or Completeness().holders, bool(vacant))
