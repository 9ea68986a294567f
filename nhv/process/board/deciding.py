"""Proposals, open votes and the decision on an item (SFS 2017:900, 28–32 §§)."""

from datetime import datetime
from typing import Any

from nhv.accounts import access
from nhv.accounts.models import DeclaredConflict, User
from nhv.process.board.cases import case_of
from nhv.process.board.meetings import record
from nhv.process.board.models import NEAR, Ballot, BoardDecision, Dispatch, Dissent, Item, Meeting, Motion, Vote
from nhv.process.board.moves import MeetingState
from nhv.process.board.seats import barred, seats_of, serving_in
from nhv.process.board.unheard import in_short
from nhv.process.weighing.models import MOST_WORDS
from nhv.records.acts import one_transaction
from nhv.register.general import general
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.board import CHAIR, Seated, has_quorum, needed, next_pair, won, yet_to_vote
from nhv.rules.reasons import passage, shortened
from nhv.rules.refusals import Refused
from nhv.specification.motion import Motion as Said
from nhv.specification.motion import MotionKind

MOST_MOTIONS, MOST_BALLOTS = 12, 24


def propose(*, item: Item, said: Said, by: Actor, now: datetime) -> Motion:
    """A motion on an item that is not decided: the officers' before the meeting, a member's at it. Raises Refused."""
    with one_transaction(Motion):
        item = _open_item(item, by, "board.propose")
        case = case_of(item)
        said = case.whole(said)
        case.check(said, now)
        if item.motions.count() >= MOST_MOTIONS:
            raise Refused("too_many_motions", "Ärendet har redan {most} förslag.", most=MOST_MOTIONS)
        if item.ballots.exists():
            raise Refused("vote_begun", "Omröstningen har börjat, och inga fler förslag tas upp.")
        return _motion(item, said, by, now)


def _motion(item: Item, said: Said, by: Actor, now: datetime) -> Motion:
    number = item.motions.count() + 1
    made = Motion.objects.create(item=item, number=number, by=str(by), content=said.model_dump_json(), made_at=now)
    record("motion_made", item.meeting, by, item=item.number, motion=number)
    return made


def put_vote(*, item: Item, main: Motion, by: Actor, now: datetime) -> Ballot:
    """The next two motions are put against each other: the others pairwise, the last of them against the main one, that
    which the chair has found to have won by acclamation. Raises Refused."""
    with one_transaction(Ballot):
        item = _at_the_meeting(item, by, "board.keep")
        pair = next_pair(main.number, _others(item, main), _winners(item))
        if pair is None:
            raise Refused("nothing_to_vote_on", "Det finns inga fler förslag att ställa mot varandra.")
        if item.ballots.count() >= MOST_BALLOTS:
            raise Refused("too_many_ballots", "Ärendet har redan {most} omröstningar.", most=MOST_BALLOTS)
        first, second = (item.motions.get(number=number) for number in pair)
        made = Ballot.objects.create(item=item, number=item.ballots.count() + 1, first=first, second=second, put_at=now)
        record("vote_put", item.meeting, by, item=item.number, ballot=made.number, pair=pair)
        return made


def vote(*, ballot: Ballot, motion: Motion, by: Actor, now: datetime) -> Vote:
    """One open vote by somebody who fills a seat in the item now; once, and for good. Raises Refused."""
    with one_transaction(Vote):
        item = _at_the_meeting(ballot.item, by, "board.vote")
        seat = _seat(item, by)
        if ballot.number != item.ballots.count():
            raise Refused("ballot_over", "Omröstningen är slut.")
        if motion.pk not in (ballot.first_id, ballot.second_id):
            raise Refused("vote_for_neither", "Rösta på ett av de två förslagen.")
        if Vote.objects.filter(ballot=ballot, voter_id=int(by.name)).exists():
            raise Refused("voted_already", "Du har redan röstat.")
        made = Vote.objects.create(ballot=ballot, voter_id=int(by.name), seat=seat.seat, motion=motion, cast_at=now)
        record("voted", item.meeting, by, item=item.number, ballot=ballot.number, motion=motion.number, seat=seat.seat)
        return made


def decide(
    *, item: Item, motion: Motion, reasons: str, record_number: str = "", by: Actor, now: datetime
) -> BoardDecision:
    """The chair says what is decided: by acclamation this motion, or the one that the vote gave. The case moves in the
    same act. Raises Refused, and then nothing is done."""
    with one_transaction(BoardDecision):
        item = _at_the_meeting(item, by, "board.decide")
        filled = _found(item, motion, by)
        case = case_of(item)
        case.check(motion.said, now)
        case.check_heard(motion, now)
        number = shortened(record_number)[:60]
        _check_number(item, number)
        return _decided(item, motion, filled, _words(reasons), number, by, now)


def postpone_for_hearing(*, item: Item, motion: Motion, reasons: str, by: Actor, now: datetime) -> BoardDecision:
    """The motion has won, by acclamation or by vote, but has conditions that the applicants have not been heard about:
    the chair says that the item is postponed, and that they are heard first. Raises Refused."""
    with one_transaction(BoardDecision):
        item = _at_the_meeting(item, by, "board.decide")
        filled = _found(item, motion, by)
        changes = case_of(item).unheard(motion.said, now)
        if not changes:
            raise Refused(
                "nothing_to_hear", "De sökande har hörts om villkoren i förslaget. Säg vad som är beslutat i stället."
            )
        words = (
            f"Förslag {motion.number} har bifall, men de sökande har inte hörts om villkor i det. Innan nämnden "
            f"beslutar hörs de om: {in_short(changes)}."
        )
        said = Said(kind=MotionKind.POSTPONE, instructions=words)
        return _decided(item, _motion(item, said, by, now), filled, _words(reasons), "", by, now)


def postpone(*, item: Item, instructions: str, reasons: str, by: Actor, now: datetime) -> BoardDecision:
    """The chair says that the item is postponed, without a vote: also one on which nothing is proposed. Raises
    Refused."""
    with one_transaction(BoardDecision):
        item = _at_the_meeting(item, by, "board.decide")
        if item.ballots.exists():
            raise Refused("vote_begun_already", "Omröstningen har börjat. Säg vad den gav.")
        said = Said(kind=MotionKind.POSTPONE, instructions=passage(instructions) or None)
        case_of(item).check(said, now)
        filled = _chairing(item, by)
        return _decided(item, _motion(item, said, by, now), filled, _words(reasons), "", by, now)


def _found(item: Item, motion: Motion, by: Actor) -> tuple[Seated, ...]:
    """Who serves, where the chair may say that this motion has won. Raises Refused."""
    if motion.item_id != item.pk:
        raise Refused("motion_of_another_item", "Förslaget hör till ett annat ärende.")
    filled = _chairing(item, by)
    if motion.said.kind != MotionKind.POSTPONE:
        _check_answered(item, filled)
    _check_voted(item, motion)
    return filled


def _chairing(item: Item, by: Actor) -> tuple[Seated, ...]:
    """Who serves, where `by` chairs and the board has quorum. Raises Refused."""
    filled, others = serving_in(item), len(seats_of(item.meeting.board) - {CHAIR})
    if _seat(item, by).seat != CHAIR:
        raise Refused("not_the_chair", "Det är ordföranden som säger vad som är beslutat.")
    quorum = general().board.quorum
    if not has_quorum(quorum, filled, others):
        raise Refused(
            "no_quorum",
            "Nämnden är inte beslutför: utöver ordföranden behövs minst {needed}.",
            needed=needed(quorum, others),
        )
    return filled


def _decided(
    item: Item,
    motion: Motion,
    filled: tuple[Seated, ...],
    reasons: str,
    record_number: str,
    by: Actor,
    now: datetime,
) -> BoardDecision:
    said, seats = motion.said, seats_of(item.meeting.board)
    made = BoardDecision.objects.create(
        item=item,
        motion=motion,
        record_number=record_number,
        by_vote=item.ballots.exists(),
        reasons=reasons,
        serving=_named(filled),
        vacant=sorted(seats - {one.seat for one in filled}),
        tally=_tally(item, filled),
        others_needed=needed(general().board.quorum, len(seats - {CHAIR})),
        others_serving=len(filled) - 1,
        decided_by=str(by),
        decided_at=now,
    )
    case_of(item).move(said, by, now, meeting=item.meeting.key, instructions=said.instructions)
    record("board_decided", item.meeting, by, item=item.number, motion=motion.number, kind=said.kind)
    return made


def _check_number(item: Item, number: str) -> None:
    """A record number is of one case: what bears it is found by it. One query."""
    decided = (
        BoardDecision.objects.filter(record_number=number)
        .exclude(record_number="")
        .select_related(*(f"item__{one}" for one in NEAR))
    )
    other = next((one.item for one in decided if one.item.case_key != item.case_key), None)
    if other is not None:
        raise Refused(
            "record_number_taken",
            "Diarienumret {number} har ”{title}” redan. Varje ärende har sitt eget: rätta det, eller lämna det tomt.",
            number=number,
            title=other.title[:200],
        )


def _words(reasons: str) -> str:
    words = passage(reasons)
    if not words or len(words) > MOST_WORDS:
        raise Refused("decision_without_reasons", "Skriv skälen för beslutet, högst {most} tecken.", most=MOST_WORDS)
    return words


def dissent(*, decision: BoardDecision, words: str, by: Actor, now: datetime) -> Dissent:
    """Another view, by one who took part or was present, before the decision is sent. Raises Refused."""
    with one_transaction(Dissent):
        DIARY.take_turn()
        item = _item(decision.item)
        access.check_case(by, "board.dissent", item.scope)
        said, who = passage(words), int(by.name)
        if not said or len(said) > MOST_WORDS:
            raise Refused("dissent_without_words", "Skriv din avvikande mening, högst {most} tecken.", most=MOST_WORDS)
        if Dispatch.objects.filter(decision=decision).exists():
            raise Refused("dissent_too_late", "Beslutet är skickat, och en avvikande mening kan inte antecknas längre.")
        if not item.meeting.present.filter(user_id=who).exists():
            raise Refused("dissent_of_one_absent", "Bara den som var med kan få en avvikande mening antecknad.")
        if Dissent.objects.filter(decision=decision, user_id=who).exists():
            raise Refused("dissent_noted", "Din avvikande mening är redan antecknad.")
        took_part = any(one["user"] == who for one in decision.serving)
        made = Dissent.objects.create(decision=decision, user_id=who, words=said, decided=took_part, noted_at=now)
        record("dissent_noted", item.meeting, by, item=item.number)
        return made


def winner_of(ballot: Ballot, filled: tuple[Seated, ...]) -> int | None:
    """The number of the motion that has won so far, by the votes of those who fill the seats now. One query."""
    return won(_counted(ballot, filled), (ballot.first.number, ballot.second.number))


def _counted(ballot: Ballot, filled: tuple[Seated, ...]) -> dict[str, int]:
    # A vote by somebody who was kept out, or has left, since counts no more: the deputy's does.
    fills = {one.person: one.seat for one in filled}
    cast = ballot.votes.select_related("motion")
    return {fills[one.voter_id]: one.motion.number for one in cast if one.voter_id in fills}


def missing_in(ballot: Ballot, filled: tuple[Seated, ...]) -> tuple[Seated, ...]:
    """Who has to vote in a ballot and has not. Two queries."""
    cast = Vote.objects.filter(ballot__item=ballot.item_id).order_by("ballot__number")
    told = list(cast.values_list("voter_id", "motion__number", "ballot__number"))
    now = {who for who, _motion, number in told if number == ballot.number}
    before = {who: motion for who, motion, number in told if number < ballot.number}
    return yet_to_vote(filled, (ballot.first.number, ballot.second.number), now, before)


def _winners(item: Item) -> list[int]:
    filled, found = serving_in(item), []
    for ballot in item.ballots.select_related("first", "second"):
        if missing := missing_in(ballot, filled):
            who = User.objects.filter(pk__in=[one.person for one in missing]).values_list("name", flat=True)
            raise Refused("votes_missing", "Alla som tjänstgör har inte röstat: {who}.", who=", ".join(sorted(who)))
        winner = winner_of(ballot, filled)
        if winner is None:
            raise Refused("vote_undecided", "Rösterna är lika många och ordföranden har inte röstat.")
        found.append(winner)
    return found


def _check_answered(item: Item, filled: tuple[Seated, ...]) -> None:
    """Nobody takes part in the decision whose conflict of interest is not tried: whoever is found to have one is kept
    out, and their vote is void (FL 16–18 §§). One query, two where somebody has declared one."""
    serving = [one.person for one in filled]
    waiting = DeclaredConflict.objects.waiting().filter(case_key=item.case_key, user__in=serving)
    if who := sorted(waiting.values_list("user__name", flat=True)):
        raise Refused(
            "conflict_not_answered",
            "Jäv är anmält och inte prövat för: {who}. Låt anmälan besvaras först, eller skjut upp ärendet.",
            who=", ".join(who),
        )


def _check_voted(item: Item, motion: Motion) -> None:
    """Where a vote was asked for, it decides."""
    winners = _winners(item)
    if winners and winners[-1] != motion.number:
        raise Refused("vote_says_otherwise", "Omröstningen gav förslag {number}.", number=winners[-1])
    put = {number for one in item.ballots.all() for number in (one.first.number, one.second.number)}
    if winners and put != {one.number for one in item.motions.all()}:
        raise Refused("vote_unfinished", "Alla förslag har inte ställts mot varandra. Fortsätt omröstningen.")


def _tally(item: Item, filled: tuple[Seated, ...]) -> list[dict[str, Any]]:
    ballots = item.ballots.select_related("first", "second")
    return [
        {
            "ballot": one.number,
            "pair": [one.first.number, one.second.number],
            "votes": _counted(one, filled),
            "won": winner_of(one, filled),
        }
        for one in ballots
    ]


def _named(filled: tuple[Seated, ...]) -> list[dict[str, Any]]:
    names = dict(User.objects.filter(pk__in=[one.person for one in filled]).values_list("pk", "name"))
    return [{"seat": one.seat, "user": one.person, "name": names[one.person], "deputy": one.deputy} for one in filled]


def _others(item: Item, main: Motion) -> list[int]:
    return [one.number for one in item.motions.all() if one.number != main.number]


def _seat(item: Item, by: Actor) -> Seated:
    for one in serving_in(item):
        if by.kind == "user" and one.person == int(by.name):
            return one
    raise Refused(
        "not_serving", "Du tjänstgör inte i ärendet: du är inte närvarande, eller så fyller en annan platsen."
    )


def _open_item(item: Item, by: Actor, activity: str) -> Item:
    """The item, if `by` may do this with it and it is not decided. Raises Refused."""
    DIARY.take_turn()
    item = _item(item)
    access.check_case(by, activity, item.scope)
    if by.kind == "user" and int(by.name) in barred(item):
        raise Refused("conflict_of_interest", "Du är jävig i ärendet enligt ett beslut och får inte handlägga det.")
    if BoardDecision.objects.filter(item=item).exists():
        raise Refused("item_decided", "Ärendet är avgjort.")
    return item


def _at_the_meeting(item: Item, by: Actor, activity: str) -> Item:
    item = _open_item(item, by, activity)
    if item.meeting.state != MeetingState.OPEN:
        raise Refused("meeting_not_open", "Sammanträdet är inte öppnat.")
    return item


def _item(item: Item) -> Item:
    # The meeting's row is locked with it, so that two acts on one item come one after the other.
    Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    return Item.objects.select_related(*NEAR).get(pk=item.pk)
