"""What an item's page shows of what it is about: a call with its applicants, or a matter with its holder."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from nhv.accounts import access
from nhv.derived.board_minutes import in_words, outcome_in_words
from nhv.filings.models import Filing
from nhv.process.board.cases import case_of
from nhv.process.board.models import Item, Motion
from nhv.process.cooperation.queries import cooperations_in
from nhv.process.hearings.queries import heard_in, replies_in
from nhv.process.permits.acts import permit_of
from nhv.process.permits.moves import MATTER
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WEIGHING
from nhv.process.weighing.queries import Notice, applications, called, notices
from nhv.register.search import spoken
from nhv.specification.motion import MotionKind
from nhv.website.board.changes import sentences_of as sentences_of_changes
from nhv.website.refusals import with_originals
from nhv.website.requests import SignedIn


def shown_of(request: SignedIn, item: Item, motions: Sequence[Motion]) -> dict[str, Any]:
    """The material, and whether the one who asks may hear the parties."""
    return _of_matter(request, item) if item.matter_id else _of_call(request, item, motions)


def sentences_of(item: Item, motions: Sequence[Motion]) -> list[tuple[str, ...]]:
    """What each motion says, in the reader's language. Four queries at most, however many they are."""
    case, decision = case_of(item), getattr(item, "decision", None)
    at = decision.decided_at if decision else timezone.now()
    names, subs = case.names(), {one.key: one.text for one in case.area.sub_permits}
    conditions = case.conditions()
    return [
        (*map(with_originals, in_words(one.said, names, subs, conditions)), *case.places(one.said, at, spoken()))
        for one in motions
    ]


def unheard_in(item: Item, motions: Sequence[Motion]) -> list[Motion]:
    """The motions with conditions that the applicants are to be heard about first."""
    case = case_of(item)
    return [one for one in motions if case.unheard(one.said, timezone.now())]


def _of_call(request: SignedIn, item: Item, motions: Sequence[Motion]) -> dict[str, Any]:
    call = item.applied_in
    weighing = Weighing.objects.select_related("call", "group").get(call=call)
    filed = applications(call)
    return {
        "opinion": weighing.opinions.first(),
        "replies": replies_in(weighing),
        "heard": [(one, sentences_of_changes(one.hearing.changes, call)) for one in heard_in(weighing, filed)],
        "filed": filed,
        "compared": _compared(item, motions, filed),
        "may_hear": WEIGHING.can("hear", source=weighing.state) and access.can(request.actor, "hearing.open"),
        "cooperations": cooperations_in(call),
        "notices": _notices(request, item),
    }


def _of_matter(request: SignedIn, item: Item) -> dict[str, Any]:
    matter, case = item.held, case_of(item)
    permit = permit_of(matter)
    names = {one.key: one.text for one in case.area.sub_permits}
    return {
        "matter": matter,
        "permit": permit,
        "parts": [names.get(key, key) for key in matter.parts],
        "about_conditions": list(case.conditions().items()),
        "replies": matter.replies.all(),
        "notes": matter.notes.all(),
        "may_hear": MATTER.can("hear", source=matter.state) and access.can(request.actor, MATTER.needs("hear")),
        "may_handle": access.can(request.actor, "permit_matter.see"),
    }


def _compared(item: Item, motions: Sequence[Motion], filed: Sequence[Filing]) -> list[tuple[str, list[str]]]:
    """Each applicant with what it gets by each of the motions about permits."""
    subs = {one.key: one.text for one in item.applied_in.document.specification.sub_permits}
    gets = [
        {one.application: with_originals(outcome_in_words(one, subs)) for one in motion.said.applicants}
        for motion in motions
        if motion.said.kind == MotionKind.PERMITS
    ]
    return [(called(one), [each.get(one.key, "") for each in gets]) for one in filed] if len(gets) > 1 else []


def _notices(request: SignedIn, item: Item) -> Sequence[Notice]:
    """Ties between the board and those who have applied, for who answers declared conflicts."""
    may = access.can(request.actor, "conflict.decide")
    return notices(item.applied_in, [item.meeting.board]) if may else ()
