"""What was answered in writing to requests for more, beside the answers themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nhv.filings.cabinet import Cabinet
from nhv.filings.tables import FilingVersionBase


@dataclass(frozen=True)
class Reply:
    """The written answer to completion `number`, and the keys of the questions that it is about: none for all of it."""

    number: int
    text: str
    questions: Sequence[str]


def replies_up_to(cabinet: Cabinet, versions: Iterable[FilingVersionBase]) -> Mapping[int, list[Reply]]:
    """The number of each filing → the written answers that came with this version of it or one before. One query, and
    none where nobody has sent more than once."""
    again = [one for one in versions if one.number > 1]
    if not again:
        return {}
    requests: QuerySet[Any] = cabinet.requests._default_manager.all()
    asked = requests.filter(filing=OuterRef("filing"), number=OuterRef("completes")).values("questions")
    until = Q()
    for one in again:
        until |= Q(filing=one.filing_id, number__lte=one.number)  # type: ignore[attr-defined]
    came = cabinet.versions._default_manager.filter(until, completes__isnull=False).exclude(reply="")
    rows = came.order_by("number").values_list("filing", "completes", "reply", Subquery(asked[:1]))
    found: defaultdict[int, list[Reply]] = defaultdict(list)
    for filing, number, text, questions in rows:
        found[filing].append(Reply(number, text, questions or ()))
    return found
