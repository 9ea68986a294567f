"""What stands around a matrix: that the board has sent it back, the opinion so far and those given, what the applicants
are heard about and who has replied, what co-operation is proposed, and whose declared conflict of interest waits. All
in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Substr

from nhv.accounts.models import DeclaredConflict
from nhv.filings.models import Filing
from nhv.process.board.models import BoardDecision
from nhv.process.cooperation.models import CooperationPart
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.models import OpinionPart, PermitOpinion, Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.rules.actor import Actor
from nhv.specification.motion import Motion, MotionKind

MOST_WORDS, MOST_ROWS = 300, 2_000


@dataclass(frozen=True)
class Row:
    """One of the rows, of whichever kind: its key, a name, words, and a time."""

    kind: str
    key: str
    name: str
    words: str
    at: datetime | None


@dataclass(frozen=True)
class Heard:
    """A hearing: when its time is out, its last day, and the regions (by key) that have replied with the replies' keys
    and their names."""

    key: str
    last_day: date
    closes_at: datetime
    replies: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Proposed:
    """A proposal of co-operation, by its number: each party's name with its answer («yes», «no», or nothing yet)."""

    number: int
    parties: tuple[tuple[str, str], ...]

    @property
    def waits(self) -> bool:
        """Whether somebody has not answered."""
        return any(not answer for _name, answer in self.parties)


@dataclass(frozen=True)
class SentBack:
    """That the board has sent the matter back to the group: when, what is to be done, and why."""

    at: datetime
    instructions: str
    reasons: str


@dataclass(frozen=True)
class Around:
    """The whole. `sent_back`: the latest time that it was, while the group has it again. `parts` are what is written so
    far, by the key of the application (of the whole: no key): outcome and the beginning of its words."""

    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    given: Sequence[tuple[int, datetime]] = ()
    heard: Sequence[Heard] = ()
    cooperations: Sequence[Proposed] = ()
    has_declared: bool = False
    sent_back: SentBack | None = None


def around(weighing: Weighing, by: Actor) -> Around:
    """What stands around the matrix for `by`. One query, however much there is."""
    found = [Row(*row) for row in _asked(weighing, by)[:MOST_ROWS]]
    of = {kind: [one for one in found if one.kind == kind] for kind in {one.kind for one in found}}
    replies = of.get("reply", [])
    parties: dict[int, list[tuple[str, str]]] = {}
    for one in sorted(of.get("together", []), key=lambda one: (int(one.key), one.name)):
        parties.setdefault(int(one.key), []).append((one.name, one.words))
    heard = [
        Heard(
            one.key, date.fromisoformat(one.name[:10]), one.at, tuple(each for each in replies if each.words == one.key)
        )
        for one in of.get("hearing", [])
        if one.at is not None
    ]
    given = [(int(one.key), one.at) for one in of.get("opinion", []) if one.at is not None]
    return Around(
        parts={one.key: (one.name, one.words) for one in of.get("part", [])},
        given=sorted(given, reverse=True),
        heard=sorted(heard, key=lambda one: one.closes_at, reverse=True),
        cooperations=[Proposed(number, tuple(each)) for number, each in parties.items()],
        has_declared="declared" in of,
        sent_back=_sent_back(of.get("back", []), weighing),
    )


def _sent_back(found: Sequence[Row], weighing: Weighing) -> SentBack | None:
    if weighing.state != WeighingState.PREPARING:
        return None
    came = [SentBack(one.at, Motion.model_validate_json(one.words).instructions or "", one.name)
            for one in found if one.at is not None]  # fmt: skip
    return max(came, key=lambda one: one.at, default=None)


def _asked(weighing: Weighing, by: Actor) -> "QuerySet[Any, Any]":
    hearings = Hearing.objects.filter(weighing=weighing)
    replied = Filing.objects.filter(kind="hearing", about__in=hearings.values("key"), received_at__isnull=False)
    declared = DeclaredConflict.objects.waiting().filter(case_key=weighing.scope.key)
    own = declared.filter(user=int(by.name)) if by.kind == "user" else declared.none()
    decided = BoardDecision.objects.filter(item__call=weighing.call_id)
    sent_back = decided.filter(motion__content__contains=f'"kind":"{MotionKind.SEND_BACK}"')
    rows = [
        _rows(
            OpinionPart.objects.filter(weighing=weighing),
            "part",
            Coalesce(F("filing__key"), Value("")),
            F("outcome"),
            Substr("patient", 1, MOST_WORDS),
            F("written_at"),
        ),
        _rows(PermitOpinion.objects.filter(weighing=weighing), "opinion", F("number"), "", "", F("given_at")),
        _rows(hearings, "hearing", F("key"), F("last_day"), "", F("closes_at")),
        _rows(
            replied.filter(withdrawn_at__isnull=True),
            "reply",
            F("key"),
            F("organisation__name"),
            F("about"),
            F("received_at"),
        ),
        _rows(
            CooperationPart.objects.filter(cooperation__call=weighing.call_id),
            "together",
            F("cooperation__number"),
            F("filing__organisation__name"),
            F("consent"),
            F("answered_at"),
        ),
        _rows(own, "declared", "", "", "", F("declared_at")),
        _rows(sent_back, "back", "", F("reasons"), F("motion__content"), F("decided_at")),
    ]
    first, *others = rows
    return first.union(*others, all=True)


def _rows(of: "QuerySet[Any]", kind: str, *said: Any) -> "QuerySet[Any, Any]":
    """These as rows of the union: kind, key, name, words, time."""
    key, name, words = (Cast(Value(one) if isinstance(one, str) else one, CharField()) for one in said[:3])
    told = {"u_kind": Value(kind, CharField()), "u_key": key, "u_name": name, "u_words": words}
    rows: QuerySet[Any, Any] = of.order_by().annotate(**told, u_at=Cast(said[3], DateTimeField()))
    return rows.values_list(*told, "u_at")
