"""The minutes: written from what happened, adjusted by the chair and so many more as the rules say, and then frozen."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from nhv.accounts.models import User
from nhv.derived.board_minutes import Balloted, Decided, Filled, Met, Tried
from nhv.derived.board_minutes import minutes as minutes_text
from nhv.language.dates import date_in_words
from nhv.process.board.cases import case_of
from nhv.process.board.matter_papers import conditions_of
from nhv.process.board.meetings import moved, open_to, record
from nhv.process.board.models import NEAR, Adjustment, BoardDecision, Item, Meeting, Minutes
from nhv.process.board.queries import kept_from
from nhv.process.board.seats import barred, had_a_seat, seated, seats_of
from nhv.process.papers import kept_pdf
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import GROUNDS, Ground
from nhv.records.acts import one_transaction
from nhv.register.general import general
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.board import CHAIR
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import sha256_of
from nhv.specification.writing import Writing

# What those are called who took part in a meeting where not all were in a room.
PRESENT_AS: dict[str, str] = {
    Meeting.Kind.REMOTE: "Närvarande på distans",
    Meeting.Kind.CIRCULATION: "Tog del i besluten",
}

CHAIR_NAME = "Ordförande"


def minutes_of(meeting: Meeting) -> Writing:
    """The minutes as they stand: frozen, or written out from what has happened."""
    kept = Minutes.objects.filter(meeting=meeting).first()
    return kept.writing if kept else minutes_text(_met(meeting))


def seal_of(writing: Writing) -> str:
    """The sha256 of the very text."""
    return sha256_of(writing.model_dump_json())


def adjust(*, meeting: Meeting, seen: str, by: Actor, now: datetime) -> Minutes | None:
    """One of those who served finds the text of this seal right. When the chair and as many more as the rules
    say have found the same text right it is frozen, and given. Raises Refused for another text than the one that
    stands."""
    with one_transaction(Adjustment):
        meeting = open_to("adjust", meeting, by)
        writing = minutes_of(meeting)
        if kept_from(by, meeting):
            raise Refused(
                "adjusting_what_is_not_read",
                "Du är jävig i ett av ärendena och läser inte hela protokollet. Andra som tjänstgjorde justerar det.",
            )
        if seen != seal_of(writing):
            raise Refused("minutes_changed", "Protokollet har ändrats sedan du läste det. Läs det på nytt.")
        seat = _seat_served(meeting, by)
        made, new = Adjustment.objects.get_or_create(
            meeting=meeting, user_id=int(by.name), sha256=seen, defaults={"seat": seat, "adjusted_at": now}
        )
        if new:
            record("minutes_adjusted", meeting, by, sha256=made.sha256)
        seats = set(Adjustment.objects.filter(meeting=meeting, sha256=seen).values_list("seat", flat=True))
        enough = CHAIR in seats and len(seats) > general().board.adjusting.others
        return _frozen(meeting, writing, by, now) if enough else None


def _frozen(meeting: Meeting, writing: Writing, by: Actor, now: datetime) -> Minutes:
    content = writing.model_dump_json()
    made = Minutes.objects.create(
        meeting=meeting, content=content, sha256=seal_of(writing), pdf_sha256=kept_pdf(writing), frozen_at=now
    )
    moved("freeze", meeting, by, sha256=made.sha256, pdf=made.pdf_sha256)
    return made


def _seat_served(meeting: Meeting, by: Actor) -> str:
    for decision in BoardDecision.objects.filter(item__meeting=meeting):
        for one in decision.serving:
            if by.kind == "user" and one["user"] == int(by.name):
                return str(one["seat"])
    if inherited := _seat_inherited(meeting, by):
        return inherited
    raise Refused("did_not_serve", "Bara den som tjänstgjorde kan justera protokollet.")


def _seat_inherited(meeting: Meeting, by: Actor) -> str:
    """The seat that `by` has now, where whoever served in it at the meeting has left the board since; else nothing.
    Minutes of an old board can be adjusted all the same."""
    seats = seated(meeting.board)
    own = {one.seat for one in seats if by.kind == "user" and one.person == int(by.name)}
    there = {one.person for one in seats}
    for decision in BoardDecision.objects.filter(item__meeting=meeting):
        for one in decision.serving:
            if one["seat"] in own and one["user"] not in there:
                return str(one["seat"])
    return ""


def _met(meeting: Meeting) -> Met:
    when = timezone.localtime(meeting.opened_at or meeting.begins_at, SWEDEN)
    decisions = BoardDecision.objects.filter(item__meeting=meeting).select_related(
        *(f"item__{one}" for one in NEAR), "motion"
    )
    names = seat_names(meeting.board)
    return Met(
        board=meeting.board.name,
        kind=str(Meeting.Kind(meeting.kind).label),
        when=f"{date_in_words(when.date())} kl. {when:%H.%M}",
        place=meeting.place,
        present=present_at(meeting),
        items=tuple(decided(one, names) for one in decisions.order_by("item__number")),
        present_as=PRESENT_AS.get(meeting.kind, "Närvarande"),
    )


def present_at(meeting: Meeting) -> tuple[str, ...]:
    """Everybody who was there, by name. One query."""
    return tuple(sorted({one.user.name for one in meeting.present.select_related("user")})) or ("–",)


def others_at(decision: BoardDecision) -> tuple[str, ...]:
    """Those who were there without deciding, by name: nobody who was kept out of the item. Two queries."""
    item = decision.item
    away = barred(item) | {one["user"] for one in decision.serving}
    others = item.meeting.present.exclude(user_id__in=away).select_related("user")
    return tuple(sorted({one.user.name for one in others}))


def seat_names(board: Organisation) -> dict[str, str]:
    """What each seat is called, also when it is vacant now. Two queries."""
    keys = seats_of(board)
    return {CHAIR: CHAIR_NAME, **dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))}


def decided(one: BoardDecision, names: dict[str, str]) -> Decided:
    """What happened in an item and came of it, for a text."""
    item, case = one.item, case_of(one.item)
    return Decided(
        number=item.number,
        title=item.title,
        presenter=item.presenter,
        filled=tuple(
            Filled(names.get(each["seat"], each["seat"]), each["name"], each["deputy"]) for each in one.serving
        ),
        vacant=tuple(names.get(seat, seat) for seat in one.vacant),
        kept_out=_kept_out(item),
        motions=tuple((proposer(each.by), each.said) for each in item.motions.all()),
        ballots=tuple(
            Balloted(
                each["pair"][0],
                each["pair"][1],
                tuple((names.get(seat, seat), motion) for seat, motion in sorted(each["votes"].items())),
                each["won"],
            )
            for each in one.tally
        ),
        decided=one.motion.said,
        applicants=case.names(),
        sub_permits={each.key: each.text for each in case.area.sub_permits},
        conditions=case.conditions(),
        reasons=one.reasons,
        record_number=one.record_number,
        dissents=tuple((each.user.name, each.words, each.decided) for each in one.dissents.select_related("user")),
        late=item.late,
        places=case.places(one.motion.said, one.decided_at),
        tried=tried(item.held) if item.matter_id else None,
    )


def tried(matter: PermitMatter) -> Tried:
    """What a matter is about, for a text. Two queries."""
    return Tried(
        ground=GROUNDS[Ground(matter.ground)] if matter.ground else "",
        conditions=tuple(conditions_of(matter).values()),
        heard_until=date_in_words(matter.last_day) if matter.last_day else "",
        replied=tuple(date_in_words(timezone.localdate(one.written_at, SWEDEN)) for one in matter.replies.all()),
    )


def _kept_out(item: Item) -> tuple[str, ...]:
    on_board = had_a_seat(item.meeting.board, item.meeting.begins_at)
    out = User.objects.filter(pk__in=barred(item) & on_board)
    return tuple(out.order_by("name").values_list("name", flat=True))


def proposer(name: str) -> str:
    """What the one who made a motion is called. One query for a person."""
    return names_of([name]).get(name, name)


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """What those among these actors who are people are called. One query, or none."""
    numbers = {int(number) for kind, _, number in (one.partition(":") for one in actors) if kind == "user"}
    found = User.objects.filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {f"user:{number}": name for number, name in found}


def is_frozen(meeting: Meeting) -> bool:
    """Whether the minutes are adjusted. One query."""
    return Minutes.objects.filter(meeting=meeting).exists()
