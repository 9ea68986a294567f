"""What a preparatory group sees: the calls it weighs, what has been received in them, and the matrix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.models import ConflictOfInterest, Membership, User
from nhv.derived.matrix import Applied, Cell, Judged, Place, Row, Tally, counted, matrix, rows_of
from nhv.filings.models import Filing, FilingVersion
from nhv.process.weighing.models import OpinionPart, Weighing
from nhv.register.models import Call, CallState, Organisation
from nhv.register.models.calls import Calls
from nhv.register.order import in_swedish
from nhv.rules.actor import Actor
from nhv.rules.judgements import Met

MOST_APPLICANTS, MOST_VERSIONS = 60, 2_000
LARGEST_NUMBER = 10_000


def weighings_for(by: Actor, activity: str = "weighing.see") -> "QuerySet[Weighing]":
    """The calls that one's groups weigh; all for officers. Never one that is barred."""
    reached = access.reach(by, activity)
    wanted = Q() if reached.everything else Q(group__key__in=reached.groups)
    found = Weighing.objects.filter(wanted).exclude(call__key__in=reached.barred)
    return found.select_related("call__area", "call__document", "group").order_by("-call__closes_at")


def weighings_kept_from(by: Actor) -> "QuerySet[Weighing]":
    """The calls that one's groups weigh and that one is kept out of."""
    reached = access.reach(by, "weighing.see")
    wanted = Q() if reached.everything else Q(group__key__in=reached.groups)
    return Weighing.objects.filter(wanted, call__key__in=reached.barred).select_related("call__document", "group")


def to_prepare(by: Actor, now: datetime) -> Calls:
    """Calls that somebody has applied in, whose time is out, and that no group weighs: for officers, the one that has
    waited longest first."""
    reached = access.reach(by, "weighing.appoint")
    calls: Calls = Call.cases.made_here().select_related("area", "general", "document__area")
    if not reached.everything:
        return calls.none()
    stands = Filing.objects.filter(kind="application", received_at__isnull=False, withdrawn_at__isnull=True)
    ended = calls.filter(closes_at__lte=now, weighing__isnull=True, key__in=stands.values("about"))
    waiting = ended.exclude(state=CallState.WITHDRAWN).exclude(key__in=reached.barred)
    return waiting.order_by("closes_at", "key")


def applications(call: Call) -> list[Filing]:
    """What is tried in a call: what was received and not taken back, by region. One query."""
    stands = Filing.objects.filter(kind="application", about=call.key, received_at__isnull=False)
    found = stands.filter(withdrawn_at__isnull=True).select_related("organisation", "place__parent")
    return list(found.order_by(in_swedish("organisation__name"), "pk")[:MOST_APPLICANTS])


def called(filing: Filing) -> str:
    """What an applicant is called: the region, and the hospital where it is told."""
    region = filing.organisation.name if filing.organisation else ""
    return f"{region}, {filing.hospital}" if filing.hospital else region


@dataclass(frozen=True)
class Matrix:
    """The whole: who has applied, and each row with its cells."""

    applied: Sequence[Applied]
    table: Sequence[tuple[Row, Sequence[Cell]]]


def matrix_of(weighing: Weighing) -> Matrix:
    """The matrix as it stands, with every judgement. Three queries, however many have applied and judged."""
    applied = _applied_in(weighing)
    return Matrix(applied, matrix(_rows_of(weighing), applied, judged_in(weighing)))


@dataclass(frozen=True)
class Overview:
    """The whole with counts in its cells, and the places of the cells that the one who reads has judged."""

    applied: Sequence[Applied]
    table: Sequence[tuple[Row, Sequence[Cell]]]
    own: frozenset[Place]


def overview_of(weighing: Weighing, member: int) -> Overview:
    """The matrix as it stands, for the user with this key. Three queries, however many have applied and judged."""
    tallies: dict[Place, Tally] = {}
    own, void = set(), Q(member__in=kept_out_of(weighing))
    counts = {
        "number": Count("pk", filter=~void),
        "void": Count("pk", filter=void),
        "mine": Count("pk", filter=Q(member=member)),
    }
    found = weighing.judgements.values_list("filing__key", "row", "met").annotate(**counts).order_by()
    for application, row, met, number, out, mine in found:
        tally = tallies.setdefault((application, row), Tally())
        tally.found[Met(met)] = number
        tally.void += out
        if mine:
            own.add((application, row))
    applied = _applied_in(weighing)
    return Overview(applied, counted(_rows_of(weighing), applied, tallies), frozenset(own))


@dataclass(frozen=True)
class InFull:
    """One cell with its row, its application, and what the applicant is called."""

    row: Row
    cell: Cell
    filing: Filing
    name: str


def cell_of(weighing: Weighing, application: str, row: str) -> InFull | None:
    """One cell of the matrix with every judgement in it; none where there is no such cell. Four queries."""
    filed = newest([one for one in applications(weighing.call) if one.key == application])
    rows = [one for one in _rows_of(weighing) if one.key == row]
    if not filed or not rows:
        return None
    applied, filing = applied_in(filed[0]), filed[0][0]
    judged = judged_in(weighing, filing=filing, row=row)
    ((its_row, (cell,)),) = matrix(rows, [applied], judged)
    return InFull(its_row, cell, filing, applied.name)


@dataclass(frozen=True)
class Said:
    """What an applicant says of one row, question by question."""

    who: str
    words: tuple[tuple[str, str], ...]


def said_in(versions: "QuerySet[FilingVersion]", row: str) -> list[Said]:
    """What the newest of these versions of each application says of the row with this key. One query."""
    near = versions.select_related("outline", "filing__organisation", "filing__place__parent").order_by("number")
    newest = {one.filing_id: one for one in near[:MOST_VERSIONS]}
    applied = [applied_in((one.filing, one)) for one in newest.values()]
    table = matrix([Row(row, "", row)], applied, ())
    return [Said(each.name, cell.words) for each, cell in zip(applied, table[0][1], strict=True)]


def kept_out_of(weighing: Weighing) -> "QuerySet[ConflictOfInterest, int]":
    """The numbers of those with a decided conflict of interest in the call: what they have judged does not count."""
    return ConflictOfInterest.objects.kept_out_of(weighing.scope.key)


@dataclass(frozen=True)
class Progress:
    """How far the group has come: the matrix's cells, how many of them nobody has judged, and how many each member of
    today (by name) has not."""

    cells: int
    nobodys: int
    members: tuple[tuple[str, int], ...]


def progress_of(weighing: Weighing) -> Progress:
    """How far it has come. Judgements that do not count are not counted, and who is kept out is nobody's member. Three
    queries."""
    filed, rows, out = applications(weighing.call), [one.key for one in _rows_of(weighing)], kept_out_of(weighing)
    counts = weighing.judgements.filter(filing__in=filed, row__in=rows).exclude(member__in=out)
    places: dict[int, set[tuple[int, str]]] = {}
    for member, filing, row in counts.values_list("member", "filing", "row"):
        places.setdefault(member, set()).add((filing, row))
    held = Membership.objects.on(timezone.localdate()).filter(organisation=weighing.group).exclude(user__in=out)
    cells, judged = len(filed) * len(rows), set().union(*places.values())
    sitting = dict(held.order_by("user__name").values_list("user", "user__name"))
    return Progress(
        cells, cells - len(judged), tuple((name, cells - len(places.get(who, ()))) for who, name in sitting.items())
    )


def judged_in(weighing: Weighing, **only: Any) -> list[Judged]:
    """The judgements, or `only` some of them, by the members' names; those that do not count are told apart. One
    query."""
    void = ExpressionWrapper(Q(member__in=kept_out_of(weighing)), BooleanField())
    found = weighing.judgements.filter(**only).annotate(void=void).order_by("member__name", "pk")
    # Sixteen members write sixteen thousand: objects of the model would take most of a second.
    told = found.values_list("filing__key", "row", "member", "member__name", "met", "why", "void")
    return [
        Judged(filing, row, member, name, Met(met), why, bool(void))
        for filing, row, member, name, met, why, void in told
    ]


def parts_of(weighing: Weighing) -> list[OpinionPart]:
    """What the group has written so far: of the whole first, then by applicant. One query."""
    found = OpinionPart.objects.filter(weighing=weighing).select_related("filing__organisation")
    return sorted(found, key=lambda one: (one.filing_id is not None, one.filing_id or 0))


@dataclass(frozen=True)
class Notice:
    """What register and accounts tell of a person's ties to an applicant. A notice shuts nothing: that is decided."""

    user: User
    organisation: Organisation
    ground: str  # "role": a role at the applicant, or under it; "sent": sent or wrote the application


def notices(call: Call, groups: Iterable[Organisation]) -> list[Notice]:
    """Ties between those who sit in these groups today and those who have applied. Four queries."""
    sitting = Membership.objects.on(timezone.localdate()).filter(organisation__in=list(groups)).values("user")
    filed = applications(call)
    regions = {one.organisation.pk: one.organisation for one in filed if one.organisation}
    found = {(one.user.pk, one.organisation.pk): one for one in _by_role(sitting, regions)}
    return list({**found, **{(one.user.pk, one.organisation.pk): one for one in _by_sending(sitting, filed)}}.values())


def _by_role(sitting: Any, regions: dict[int, Organisation]) -> Iterable[Notice]:
    near = (
        Q(organisation__in=regions) | Q(organisation__parent__in=regions) | Q(organisation__parent__parent__in=regions)
    )
    held = Membership.objects.on(timezone.localdate()).filter(near, user__in=sitting)
    for one in held.select_related("user", "organisation__parent__parent"):
        place: Organisation | None = one.organisation
        while place is not None and place.pk not in regions:
            place = place.parent
        if place is not None:
            yield Notice(one.user, regions[place.pk], "role")


def _by_sending(sitting: Any, filed: Sequence[Filing]) -> Iterable[Notice]:
    names = {f"user:{one.pk}": one for one in User.objects.filter(pk__in=sitting)}
    sent = FilingVersion.objects.filter(filing__in=filed, sent_by__in=names)
    for one in sent.select_related("filing__organisation"):
        if one.filing.organisation is not None:
            yield Notice(names[one.sent_by], one.filing.organisation, "sent")


def newest(filings: Sequence[Filing]) -> list[tuple[Filing, FilingVersion]]:
    """Each with its newest version. One query."""
    versions = FilingVersion.objects.filter(filing__in=filings).select_related("outline").order_by("number")
    by_filing = {version.filing_id: version for version in versions}
    return [(one, by_filing[one.pk]) for one in filings if one.pk in by_filing]


def applied_in(each: tuple[Filing, FilingVersion]) -> Applied:
    """An application as the matrix takes it. Asks the database nothing."""
    filing, version = each
    return Applied(filing.key, called(filing), version.outline.outline, version.answers_by_key, version.inherited)


def _applied_in(weighing: Weighing) -> list[Applied]:
    return [applied_in(one) for one in newest(applications(weighing.call))]


def _rows_of(weighing: Weighing) -> tuple[Row, ...]:
    return rows_of(weighing.call.document.specification)
