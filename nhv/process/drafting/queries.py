"""The text of a case at any revision. Who may read it is asked by whoever fetches the case (`groups.queries`)."""

from django.db.models import Max, QuerySet

from nhv.process.cases.models import Case
from nhv.process.drafting.models import FrozenText, Revision
from nhv.specification.area import Area, Completeness, ScopeGroup
from nhv.specification.drafting import Drafted

# The number of the text before anybody has written in it.
START = 0
MOST_SHOWN = 200


def latest_number(case: Case) -> int:
    """The number of the last revision; START where there is none. One query."""
    return case.revisions.aggregate(last=Max("number"))["last"] or START


def drafted_at(case: Case, number: int) -> Drafted:
    """The text at a revision. One query; of the start those that read the area's versions."""
    if number == START:
        return _start(case)
    return case.revisions.get(number=number).drafted


def revisions(case: Case) -> "QuerySet[Revision]":
    """The last revisions, the latest first, without their content."""
    return case.revisions.defer("content", "used", "origins").order_by("-number")[:MOST_SHOWN]


def newest_text(case: Case) -> FrozenText | None:
    """The last frozen version, if any. One query."""
    return case.texts.order_by("-number").first()


def _start(case: Case) -> Drafted:
    """What is in force, where there is something; else a document with its name and one empty group."""
    if case.area is None:
        return Drafted.of(_empty(case))
    versions = list(case.area.documents.newest_first())
    used = {key for version in versions for key, _part in version.specification.keyed()}
    return Drafted.of(versions[0].specification, used)


def _empty(case: Case) -> Area:
    return Area(
        key=case.key,
        name=case.title,
        scope=(ScopeGroup(key="omfattning"),),
        completeness=Completeness(holders="not_decided", conditions="whole", measures="whole"),
    )
