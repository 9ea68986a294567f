"""One's own application, with what every page about it shows."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.filings.acts.sending import closes, open_request
from nhv.filings.kinds import kind_of
from nhv.filings.models import CompletionRequest, Filing
from nhv.filings.queries import own_filing
from nhv.filings.working_copy import Effective, effective
from nhv.rules.access import standing
from nhv.website.applicant.progress import Progress, progress
from nhv.website.errors import NotHere


@dataclass
class Own:
    """An application as one of its own people meets it now. What is costly is asked for when a page needs it."""

    filing: Filing
    request: HttpRequest
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
    def completion(self) -> CompletionRequest | None:
        """What the authority waits for, when it has asked for more. One query, and none otherwise."""
        return open_request(self.filing)

    @property
    def closes_at(self) -> datetime | None:
        """The first instant that is too late for what would be sent now."""
        return closes(self.filing, self.completion)

    @property
    def is_late(self) -> bool:
        return self.closes_at is not None and self.now >= self.closes_at

    @property
    def can_write(self) -> bool:
        return self._may("save")

    @property
    def can_send(self) -> bool:
        return self._may("send")

    @property
    def can_withdraw(self) -> bool:
        return self._may("withdraw")

    def _may(self, act: str) -> bool:
        """Whether the page offers it. The act itself asks again."""
        process = kind_of(self.filing).process
        if not process.can(act, source=self.filing.state):
            return False
        return standing(self.request.roles, process.needs(act)) == "may"


def own_or_not_here(request: HttpRequest, key: str) -> Own:
    """The application with this key, when it is one's own organisation's. Three queries. Raises NotHere."""
    filing = own_filing(request.actor, key)
    if filing is None:
        raise NotHere(_("Här finns ingen ansökan, eller så hör den inte till din organisation."))
    return Own(filing, request, getattr(request, "received_at", None) or timezone.now())
