"""The kinds of things that are filed. A new kind is an outline, a table of moves and its words; the rest is shared."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q

from nhv.filings.cabinet import Cabinet
from nhv.filings.owners import Owner
from nhv.filings.tables import FilingBase
from nhv.language.faults import Fragment
from nhv.register.models import AreaDocument
from nhv.rules.access import ACCESS, Scope, add_activities
from nhv.rules.actor import Actor
from nhv.rules.moves import Process
from nhv.rules.reach import Reach
from nhv.rules.roles import Role
from nhv.specification.organisations import OrganisationKind
from nhv.specification.outline import Outline


@dataclass(frozen=True)
class Subject:
    """What something is filed about: the version of the document it is pinned to, and what is asked."""

    outline: Outline
    document: AreaDocument | None = None


@dataclass(frozen=True)
class Mail:
    """A mail that an act sends, in Swedish. `to` is the activity whose people are told; the texts are templates, whose
    names `nhv.filings.telling` fills in: `filing`, `subject`, `number`, `when`, `in_time`, `last_day`, `page`."""

    to: str
    subject: str
    text: str


def _never(filing: FilingBase) -> datetime | None:
    return None


def _always(filing: FilingBase, at: datetime) -> None:
    return None


def _anybody(about: str) -> str:
    return ""


def _unnoted(filing: FilingBase, by: Actor) -> None:
    return None


def _untold(filing: FilingBase, questions: Collection[str], source: str) -> None:
    return None


def _no_case(reached: Reach) -> Q:
    return Q(pk__in=())


def _itself(about: str) -> str:
    return about


def _about(cases: Collection[str]) -> Q:
    return Q(about__in=cases)


def _nothing(filing: FilingBase, answers: Mapping[str, Any]) -> Iterable[tuple[str, Fragment]]:
    return ()


@dataclass(frozen=True)
class FilingKind:
    """What tells one kind of filing from another.

    `address` is where its pages lie («ansokningar»), `subject` what a filing about something is asked, `closes_at` the
    first instant that is too late, or nothing when it is never too late. `check_open` raises Refused when nothing that
    came at that time can be received at all, late or not. `mails` are by the act that sends them: send, hand_over,
    comment, withdraw, request_completion, or a move of the kind's own. `steps` are the moves by which those who have
    received it take it on. `activities` are rows of the table of access that it brings along.

    `belongs_to` says whose it is; an organisation's is one of the kinds `at`; an address's is somebody's who has no
    account. Where what is filed is owed by one organisation alone, `owed_by` gives its key. A kind that concerns a
    hospital names in `place_question` the question that the hospital's name answers: what it has attested then answers
    others. `takes_files` says whether anything can be attached. Where nobody is known beforehand, `new_owner` makes the
    owner of what comes on paper (about something, at a time), within the act that enters it.

    `in_cases` is the condition on those received ones that somebody reaches because a group of theirs handles the case
    in which they are. That case has the key of what they are `about`, or another one (`case_of`, and `within` for the
    condition on those in some cases): a conflict of interest decided in it shuts them.

    One that is mostly numbers comes `in_sheets` too; `contradictions` are the answers, by question, that cannot be true
    together, for which a sheet is refused whole. `came_from` remembers where answers came from that nobody typed.

    `when_read` notes that one of the `readers`, whose work it is to read it, has opened what was received.

    Where the same owner files about the same area time after time, `apart` says which time by what it is about: a year.
    """

    name: str
    address: str
    process: Process
    subject: Callable[[str], Subject]
    cabinet: Callable[[], Cabinet]
    belongs_to: Literal["organisation", "person", "member", "address"] = "organisation"
    at: tuple[OrganisationKind, ...] = (OrganisationKind.REGION,)
    owed_by: Callable[[str], str] = _anybody
    place_question: str = ""
    takes_files: bool = True
    new_owner: Callable[[str, datetime], Owner] | None = None
    in_sheets: bool = False
    contradictions: Callable[[FilingBase, Mapping[str, Any]], Iterable[tuple[str, Fragment]]] = _nothing
    came_from: Callable[[FilingBase, Collection[str], str], None] = _untold
    apart: Callable[[str], str] = _anybody
    in_cases: Callable[[Reach], Q] = _no_case
    case_of: Callable[[str], str] = _itself
    within: Callable[[Collection[str]], Q] = _about
    closes_at: Callable[[FilingBase], datetime | None] = _never
    check_open: Callable[[FilingBase, datetime], None] = _always
    check_taken_back: Callable[[FilingBase, datetime], None] = _always
    readers: frozenset[Role] = frozenset()
    when_read: Callable[[FilingBase, Actor], None] = _unnoted
    steps: tuple[str, ...] = ()
    mails: Mapping[str, Mail] = field(default_factory=dict)
    activities: Mapping[str, Mapping[Role, Scope]] = field(default_factory=dict)

    def activity(self, what: str) -> str:
        """The activity of the table of access: «application.read_own»."""
        return f"{self.name}.{what}"

    def may(self, what: str) -> bool:
        """Whether the table lets anybody do this with it: notes and record numbers are not for every kind."""
        return self.activity(what) in ACCESS


KINDS: dict[str, FilingKind] = {}


def add_kind(kind: FilingKind) -> None:
    """Let this be filed. Every room adds its own kinds when it is made ready."""
    add_activities(kind.activities)
    KINDS[kind.name] = kind


def kind_of(filing: FilingBase) -> FilingKind:
    """What kind of thing this is."""
    return KINDS[filing.kind]
