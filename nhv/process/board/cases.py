"""What an item is about, as the board decides on it: the applications in a call, or a matter in a permit's life. The
same acts, minutes and papers for both; what differs stands here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property, partial
from typing import Protocol

from django.utils import timezone

from nhv.derived.granted_places import Held, places_in_words
from nhv.filings.models import Filing
from nhv.language.spoken import Language
from nhv.process.board.held import beside, held_at
from nhv.process.board.matter_papers import conditions_of
from nhv.process.board.models import Item, Motion
from nhv.process.board.motions import check_agreed, check_matter_motion, check_motion, with_keys, with_partners
from nhv.process.board.unheard import in_short, unheard
from nhv.process.cooperation.queries import agreed_in
from nhv.process.hearings.queries import heard_until
from nhv.process.permits import acts as permit_acts
from nhv.process.weighing import acts as weighing_acts
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WEIGHING
from nhv.process.weighing.queries import applications, called
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import ForCondition, MotionKind
from nhv.specification.motion import Motion as Said


class Case(Protocol):
    """What is asked of it."""

    area: Area

    def whole(self, said: Said) -> Said:
        """The motion with what the program adds: keys, and what it is about."""

    def check(self, said: Said, day: datetime) -> None:
        """Raises Refused for a motion that could not be decided on that day."""

    def check_heard(self, motion: Motion, now: datetime) -> None:
        """Raises Refused where a party has not had its time to reply."""

    def unheard(self, said: Said, now: datetime) -> Sequence[ForCondition]:
        """What in the motion the parties have not been heard about."""

    def move(self, said: Said, by: Actor, now: datetime, **told: object) -> None:
        """The case moves as the board has decided. Raises Refused where it is not before the board."""

    def names(self) -> Mapping[str, str]:
        """What those who have applied are called, by the keys of their applications."""

    def conditions(self) -> Mapping[str, str]:
        """The words of the conditions that are decided on, by key."""

    def places(self, said: Said, at: datetime, language: Language = "sv") -> tuple[str, ...]:
        """Sentences about how many places the motion fills, and leaves vacant, as the register stands at `at`."""


def case_of(item: Item) -> Case:
    """What the item is about."""
    return OfMatter(item) if item.matter_id else OfCall(item)


class OfCall:
    """The applications in a call."""

    def __init__(self, item: Item) -> None:
        self._call = item.applied_in
        # One page says it of every motion.
        self._held_at = cache(partial(held_at, self._call))
        self.area = self._call.document.specification

    @cached_property
    def _filed(self) -> list[Filing]:
        return applications(self._call)

    def whole(self, said: Said) -> Said:
        return with_partners(with_keys(said, self._call), self._filed)

    def check(self, said: Said, day: datetime) -> None:
        check_motion(said, self._call, self._held(said, day))
        check_agreed(said, [one.agreed for one in agreed_in(self._call)] if said.cooperations else ())

    def check_heard(self, motion: Motion, now: datetime) -> None:
        if motion.said.kind != MotionKind.PERMITS:
            return
        until = heard_until(self._weighing())
        if until is None:
            raise Refused("nobody_heard", "De sökande har inte fått yttra sig. Hör dem först.")
        if until > now:
            raise Refused("hearing_still_open", "Tiden att yttra sig är inte slut.")
        if changes := self.unheard(motion.said, now):
            raise Refused(
                "condition_not_heard",
                "De sökande har inte fått yttra sig om: {what}. Skjut upp ärendet, så att de hörs först.",
                what=in_short(changes),
            )

    def unheard(self, said: Said, now: datetime) -> Sequence[ForCondition]:
        return unheard(self._call, said, now)

    def move(self, said: Said, by: Actor, now: datetime, **told: object) -> None:
        weighing = weighing_acts.locked(self._weighing())
        WEIGHING.check(said.kind, source=weighing.state)
        weighing_acts.moved(said.kind, weighing, by, **told)

    def names(self) -> Mapping[str, str]:
        return {one.key: called(one) for one in self._filed}

    def conditions(self) -> Mapping[str, str]:
        return {one.key: one.text for one in self.area.conditions}

    def places(self, said: Said, at: datetime, language: Language = "sv") -> tuple[str, ...]:
        return places_in_words(said, self.area, language, self._held(said, at))

    def _held(self, said: Said, at: datetime) -> Held:
        if said.kind != MotionKind.PERMITS:
            return ()
        return beside(said, self._filed, self._held_at(at))

    def _weighing(self) -> Weighing:
        return Weighing.objects.get(call=self._call)


class OfMatter:
    """A matter in a permit's life: a revocation or an exemption."""

    def __init__(self, item: Item) -> None:
        self._matter = item.held
        self.area = permit_acts.permit_of(self._matter).document.specification

    def whole(self, said: Said) -> Said:
        return said.model_copy(update={"about": self._matter.kind})

    def check(self, said: Said, day: datetime) -> None:
        check_matter_motion(said, self._matter, timezone.localdate(day, SWEDEN))

    def check_heard(self, motion: Motion, now: datetime) -> None:
        if motion.said.kind in (MotionKind.APPROVE, MotionKind.REJECT):
            permit_acts.check_heard(self._matter, now)

    def unheard(self, said: Said, now: datetime) -> Sequence[ForCondition]:
        return ()

    def move(self, said: Said, by: Actor, now: datetime, **told: object) -> None:
        permit_acts.moved_by_the_board(matter=self._matter, act=said.kind, by=by, now=now, told=told)

    def names(self) -> Mapping[str, str]:
        return {}

    def conditions(self) -> Mapping[str, str]:
        return conditions_of(self._matter)

    def places(self, said: Said, at: datetime, language: Language = "sv") -> tuple[str, ...]:
        return ()
