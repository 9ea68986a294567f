"""One's own filing, with what every page about it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from nhv.accounts.deeds import names_of
from nhv.filings.acts.replying import reply_to
from nhv.filings.acts.set_aside import waiting
from nhv.filings.again import EARLIER, from_earlier
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.owners import owner_of
from nhv.filings.queries import own_filing, scans_of
from nhv.filings.states import FilingState
from nhv.filings.tables import CompletionRequestBase, FilingBase
from nhv.filings.telling import people_of, with_time
from nhv.filings.until import closes, open_request, wanted_by
from nhv.filings.working_copy import Effective, effective
from nhv.language.order import swedish_order
from nhv.records import clock
from nhv.records.files import StoredFileBase
from nhv.rules.access import standing
from nhv.specification.outline import Asked, Section
from nhv.website.errors import NotHere
from nhv.website.filings.own.progress import Progress, progress
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import Fact, FilingPages
from nhv.website.requests import SignedIn
from nhv.website.templatetags.nhv import plain_name


@dataclass(frozen=True)
class Waiting:
    """A question with two answers, in its section, who is to choose, and whether that is oneself."""

    asked: Asked
    section: Section
    who: str
    is_mine: bool


@dataclass(frozen=True)
class Attached:
    """A file (name, size, sha256) of the working copy, and where it was attached."""

    asked: Asked
    section: Section
    file: Mapping[str, Any]


@dataclass
class Own:
    """A filing as one of its own people meets it now. What is costly is asked for when a page needs it."""

    pages: FilingPages
    filing: FilingBase
    request: SignedIn
    now: datetime

    @cached_property
    def said(self) -> Effective:
        """What it would say if it were sent now, or when the request had come. Two queries."""
        return effective(self.filing, day=timezone.localdate(self.now))

    @cached_property
    def progress(self) -> list[Progress]:
        """Each section with how far it has come."""
        return progress(self.said.outline, self.said.answers)

    @cached_property
    def waiting(self) -> list[Waiting]:
        """What two have answered differently and nobody has chosen between. One query, three when there is some."""
        outline, clashes = self.filing.outline.outline, waiting(self.filing)
        names = names_of(one.written_by for one in clashes) if clashes else {}
        sections = {asked.key: (asked, section) for section in outline.sections for asked in section.questions}
        me = str(self.request.actor)
        return [
            Waiting(*sections[one.key], names[one.written_by], one.written_by == me)
            for one in clashes
            if one.key in sections
        ]

    @property
    def choosers(self) -> list[str]:
        """The names of the others who are to choose, each once."""
        return list(dict.fromkeys(one.who for one in self.waiting if not one.is_mine))

    @property
    def undecided(self) -> set[str]:
        """The sections where such a choice waits."""
        return {one.section.key for one in self.waiting}

    @cached_property
    def completion(self) -> CompletionRequestBase | None:
        """What the authority waits for, when it has asked for more. One query, and none otherwise."""
        return open_request(self.filing)

    @property
    def taken_back_at(self) -> datetime | None:
        """When the completion that was asked for last was taken back, if it was and nothing has been sent since."""
        at: datetime | None = getattr(self.filing, "taken_back_at", None)
        received = self.filing.received_at
        return at if at and received and at > received else None

    @cached_property
    def past_days(self) -> list[tuple[Asked, Section]]:
        """The questions about a day to come that are answered with one that has been, each in its section."""
        today = timezone.localdate(self.now).isoformat()
        return [
            (asked, part)
            for part in self.said.outline.sections
            for asked in part.questions
            if asked.question.ahead and self.said.answers.get(asked.key, today) < today
        ]

    @cached_property
    def from_earlier(self) -> dict[str, str]:
        """Question → key of the one that was taken back, from which its answer stands unchanged. One query where it
        began so, and none otherwise."""
        return from_earlier(self.filing) if getattr(self.filing, "begun_with", None) else {}

    @property
    def earlier(self) -> str:
        """The key of the one with whose answers it began, if any."""
        return (getattr(self.filing, "begun_with", None) or "").removeprefix(EARLIER)

    @property
    def begin_again(self) -> str:
        """Where a new one begins with what this one said, which is taken back; nothing where none can be begun."""
        about = self.filing.about
        process = kind_of(self.filing).process
        if self.filing.state != FilingState.WITHDRAWN or standing(self.request.roles, process.needs("save")) != "may":
            return ""
        if about and self.pages.beginning(about) is None:
            return ""
        which = {"about": about} if about else {}
        address = reverse(f"{self.pages.name}:{'begin-about' if about else 'begin'}", kwargs=which)
        return f"{address}?{urlencode({'fran': self.filing.key})}"

    @cached_property
    def attached(self) -> list[Attached]:
        """Every file that would be sent, each in its section."""
        return [
            Attached(asked, part, file)
            for part in self.said.outline.sections
            for asked in part.questions
            if asked.question.kind == "attachment"
            for file in self.said.answers.get(asked.key, ())
        ]

    @cached_property
    def scans(self) -> dict[str, str]:
        """By sha256, what the search of those files has said. One query, and none without files."""
        return scans_of(cabinet_of(self.filing), (one.file for one in self.attached))

    @property
    def harmful(self) -> list[Attached]:
        """Those that nobody can open, since the search found harmful code in them. What it finds never stops a
        sending: it may find it while somebody sends at the bound."""
        return [one for one in self.attached if self.scans.get(one.file["sha256"]) == StoredFileBase.Scan.INFECTED]

    @cached_property
    def asked_about(self) -> list[tuple[Asked, Section]]:
        """The questions that the completion is about, each in its section; none when it is about all of it."""
        keys = self.completion.questions if self.completion else ()
        return [
            (asked, part)
            for part in self.filing.outline.outline.sections
            for asked in part.questions
            if asked.key in keys
        ]

    @cached_property
    def reply(self) -> str:
        """What is to be sent in writing with the completion. One query, and none otherwise."""
        return reply_to(self.filing, self.completion) if self.completion else ""

    @cached_property
    def closes_at(self) -> datetime | None:
        """The first instant that is too late for what would be sent now."""
        return closes(self.filing, self.completion)

    @property
    def wanted_by(self) -> datetime | None:
        """The first instant after the last day that is said of it."""
        return wanted_by(self.filing, self.completion)

    @property
    def has_longer(self) -> bool:
        """Whether what comes after the last day of a completion is in time all the same."""
        return None not in (self.wanted_by, self.closes_at) and self.wanted_by != self.closes_at

    @property
    def is_late(self) -> bool:
        return self.closes_at is not None and clock.earliest(self.now) >= self.closes_at

    @property
    def can_write(self) -> bool:
        return self._may("save")

    @property
    def can_send(self) -> bool:
        return self._may("send")

    @property
    def can_withdraw(self) -> bool:
        return self._may("withdraw")

    @property
    def withdrawers(self) -> list[str]:
        """The names of those who may take back what was sent, where somebody can. A query or two."""
        process = kind_of(self.filing).process
        if self.filing.received_at is None or not process.can("withdraw", source=self.filing.state):
            return []
        return self._names_of_those_who("withdraw")

    @property
    def can_comment(self) -> bool:
        return standing(self.request.roles, self._needs("save")) == "may"

    def _may(self, act: str) -> bool:
        """Whether the page offers it. The act itself asks again."""
        process = kind_of(self.filing).process
        if not process.can(act, source=self.filing.state):
            return False
        return standing(self.request.roles, process.needs(act)) == "may"

    @cached_property
    def senders(self) -> list[str]:
        """The names of those who may send it, in order. One query or two."""
        return self._names_of_those_who("send")

    def _names_of_those_who(self, act: str) -> list[str]:
        numbers = [number for number, _email in people_of(owner_of(self.filing), self._needs(act))]
        return sorted(names_of(f"user:{number}" for number in numbers).values(), key=swedish_order)

    def _needs(self, act: str) -> str:
        return kind_of(self.filing).process.needs(act)

    @cached_property
    def owner(self) -> str:
        """Whose it is, in words. A query or two."""
        return owner_names([self.filing])[self.filing.key]

    @property
    def name(self) -> str:
        """What it is about, in a title: the area and which time, or what was asked."""
        document = self.filing.document
        return with_time(self.filing, plain_name(document)) if document else self.filing.outline.outline.title

    @cached_property
    def doubts(self) -> Sequence[Fact]:
        """What the kind's pages find odd in what it would say."""
        return self.pages.doubts(self.filing, self.said.answers)

    @cached_property
    def tools(self) -> Sequence[Fact]:
        """What the kind's pages offer besides."""
        return self.pages.tools(self.filing) if self.can_write else ()

    @property
    def address(self) -> str:
        return self.page("show")

    @cached_property
    def notice(self) -> str:
        """Why nothing more can be done with it, where that is so."""
        return self.pages.notice(self.filing)

    @cached_property
    def outcome(self) -> Fact | None:
        """What has been decided on it, where its owner has got that."""
        return self.pages.outcomes([self.filing]).get(self.filing.key)

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """What the kind's pages say besides."""
        return self.pages.facts(self.filing)

    def page(self, name: str, **which: Any) -> str:
        """The address of one of its pages: `own.page("section", section="villkor")`."""
        return reverse(f"{self.pages.name}:{name}", kwargs={"key": self.filing.key, **which})


def own_or_not_here(request: SignedIn, pages: FilingPages, key: str) -> Own:
    """The filing with this key, when it is one's own. Three queries. Raises NotHere."""
    filing = own_filing(request.actor, key, kind=pages.name)
    if filing is None:
        raise NotHere(str(pages.words.not_here))
    return Own(pages, filing, request, getattr(request, "received_at", None) or timezone.now())
