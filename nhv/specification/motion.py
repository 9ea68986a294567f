"""What the board may decide about the applications in a call: one motion says all of it, applicant by applicant and
condition by condition. A motion is stored, compared and put against another; what is decided is one of them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from nhv.language.dates import date_in_words
from nhv.specification.area import Area, Condition, ConditionForce, ConditionGroupKey
from nhv.specification.parts import Frozen, Text, many


class Outcome(StrEnum):
    """What an applicant gets."""

    GRANT = "grant"  # bifall
    PART = "part"  # bifall till en del
    REFUSE = "refuse"  # avslag


OUTCOMES: Final[dict[str, str]] = {
    Outcome.GRANT: "tillstånd",
    Outcome.PART: "tillstånd till en del",
    Outcome.REFUSE: "avslag",
}


def possible_outcomes(area: Area) -> tuple[Outcome, ...]:
    """What an applicant in this area can get, whoever proposes it. A part is a permit without some sub-permit: where
    the area has none, there is no part to get."""
    return tuple(one for one in Outcome if area.sub_permits or one != Outcome.PART)


class MotionKind(StrEnum):
    """What becomes of the matter: the first of the applications in a call, the next two of a matter in a permit's
    life."""

    PERMITS = "permits"
    APPROVE = "approve"  # bifall: tillståndet återkallas, undantag ges
    REJECT = "reject"  # avslag: tillståndet gäller som förut
    SEND_BACK = "send_back"
    POSTPONE = "postpone"


# What ends the matter, so that there is something to sign, send and publish.
FINAL: Final = frozenset({MotionKind.PERMITS, MotionKind.APPROVE, MotionKind.REJECT})


class MatterOutcome(StrEnum):
    """What a decision on a matter in a permit's life comes to."""

    REVOKE = "revoke"  # återkallas
    KEEP = "keep"  # återkallas inte
    EXEMPT = "exempt"  # undantag
    NO_EXEMPTION = "no_exemption"


class PartStart(Frozen):
    """From when a sub-permit, where that is later than the permit itself."""

    key: Annotated[str, Field(max_length=80)]
    valid_from: date


class ForApplicant(Frozen):
    """One application: what is given, from when, and why. `sub_permits` are keys of the area document's."""

    application: Annotated[str, Field(max_length=24)]
    outcome: Outcome
    sub_permits: tuple[Annotated[str, Field(max_length=80)], ...] = many()
    cooperates_with: tuple[Annotated[str, Field(max_length=80)], ...] = many()
    valid_from: date | None = None
    parts: tuple[PartStart, ...] = many()
    why: Text


class ForCondition(Frozen):
    """What becomes of a condition. One that a motion does not name is adopted as it stands. One that is added has its
    group and force, and its key from the board's room. `stricter`: whether a new wording asks for more than what was
    called, or than what those who have applied were heard about; nothing where nobody has said."""

    key: Annotated[str, Field(max_length=80)]
    change: Literal["adjust", "strike", "add"]
    text: Text | None = None
    group: ConditionGroupKey | None = None
    force: ConditionForce | None = None
    stricter: bool | None = None
    why: Text

    @property
    def asks_for_more(self) -> bool:
        """Whether the applicants are to be heard about it before it is decided: what nobody has said is milder is not
        taken to be."""
        return self.change == "add" or (self.change == "adjust" and self.stricter is not False)

    @property
    def what(self) -> tuple[str, str, str]:
        """The change itself, without who proposes it and why: the same words are the same change."""
        return self.key, self.change, self.text or ""

    @property
    def condition(self) -> Condition:
        """The condition that is added, as decided. Raises ValueError for another change."""
        return Condition.model_validate(
            {"key": self.key, "group": self.group, "force": self.force, "text": self.text, "stage": "decided"}
        )


class CooperationPart(Frozen):
    """What one of those who co-operate does."""

    application: Annotated[str, Field(max_length=24)]
    does: Text


class Cooperation(Frozen):
    """That some of those who get a permit hold it together: what about, and who does what. `key` is the proposal's."""

    key: Annotated[str, Field(max_length=80)]
    words: Text
    parts: tuple[CooperationPart, ...] = many()


class Stage(Frozen):
    """What ends in a permit, and its last day: a part by its key, or with no key the whole."""

    part: Annotated[str, Field(max_length=80)] = ""
    last: date


class Motion(Frozen):
    """The whole. `step` is where a matter that is sent back goes, `instructions` what is to be done there.

    Of a permit's life: `about` says what the matter is, `stages` what a revocation ends and when, `turned_on` from when
    new referrals go elsewhere, `until` the last day of an exemption (none: until further notice), and `why` why.
    """

    kind: MotionKind
    applicants: tuple[ForApplicant, ...] = many()
    conditions: tuple[ForCondition, ...] = many()
    cooperations: tuple[Cooperation, ...] = many()
    step: Literal["preparation", "application", "handling"] | None = None
    instructions: Text | None = None
    about: Literal["revocation", "exemption"] | None = None
    stages: tuple[Stage, ...] = many()
    turned_on: date | None = None
    until: date | None = None
    why: Text | None = None

    @property
    def granted(self) -> tuple[ForApplicant, ...]:
        """Those who get a permit."""
        return tuple(one for one in self.applicants if one.outcome != Outcome.REFUSE)


def matter_outcome(said: Motion) -> MatterOutcome:
    """What a final motion about a matter comes to."""
    granted = said.kind == MotionKind.APPROVE
    if said.about == "exemption":
        return MatterOutcome.EXEMPT if granted else MatterOutcome.NO_EXEMPTION
    return MatterOutcome.REVOKE if granted else MatterOutcome.KEEP


def start_of(one: ForApplicant, key: str) -> date | None:
    """From when a sub-permit, where it begins later than the permit."""
    return next((part.valid_from for part in one.parts if part.key == key), None)


def starting(one: ForApplicant, key: str) -> str:
    """« från och med 3 januari 2028» of a sub-permit that begins later than the permit; else nothing."""
    start = start_of(one, key)
    return f" från och med {date_in_words(start)}" if start else ""


def left_out(one: ForApplicant, sub_permits: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the sub-permits that one who is granted a part does not get; none of any other outcome."""
    if one.outcome != Outcome.PART:
        return ()
    return tuple(words for key, words in sub_permits.items() if key not in one.sub_permits)
