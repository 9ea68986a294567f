"""Every route that takes a form, sent what no browser sends: one of the few answers written down, and never a fault.

What is refused has left nothing in the diary, and who is led on as after something done has done something. (Slow,
short and too long: tests/faults/test_every_form_by_wire.py, at a server.)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.db.models import Max
from django.test import Client, override_settings
from django.utils import timezone

from nhv.filings.kinds import kind_of
from nhv.filings.models import FilingVersion
from nhv.followup.models import Round
from nhv.process.consultations.models import Consultation
from nhv.process.hearings.models import Hearing
from nhv.records.acts import one_transaction
from nhv.register.memory import IDEMPOTENCY
from nhv.register.models import Call, DiaryEntry
from nhv.rules.actor import Actor
from tests.website.access_company import browser
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.form_bodies import ANSWERS, FORM, Form, form_at, forms, hostile, leads_to_a_door

FORMS = forms()
EVERY = [pytest.param(route, id=route.name) for route in FORMS]

# These lead on though no row is written, and nothing untrue is said.
WRITES_NOTHING = {
    # What is sent is what stands already.
    "addresses",
    "described-unit",
    "officer-call-edit",
    "officer-case-next",
    "group-seat",
    "region-contact",
    "tally",
    "application:reply",
    "annual_report:reply",
    "theme_answer:reply",
    "received-application:assign",
    # There is nothing to choose, to end, to go back to or to move.
    "application:choose",
    "annual_report:choose",
    "theme_answer:choose",
    "consultation:choose",
    "hearing:choose",
    "permit_notice:choose",
    # Nothing waits any more.
    "unsent",
    "unsent-wait",
    "end-other-sessions",
    "group-text-undo",
    "group-text-press",
    # Nothing that can be read was in it.
    "application:section",
    "annual_report:section",
    "theme_answer:section",
    "consultation:section",
    # Only the session ends.
    "account_logout",
}
# Rows that are no work of anybody's.
NO_WORK = ("django_session", "accounts_session", "accounts_attemptcount", "nhv_touched")


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("forms"))


@dataclass
class Met:
    """What was answered to one sending, and what it left behind."""

    status: int
    location: str
    says_why_not: bool
    entries: int
    written: list[str] = field(default_factory=list)

    @property
    def fault(self) -> str:
        """What is wrong with the answer, if anything."""
        if self.status not in ANSWERS:
            return f"answered {self.status}"
        if self.status >= 400 and self.entries:
            return f"refused with {self.status}, and done"
        return ""

    @property
    def leads_on(self) -> bool:
        """Whether somebody is led on as after something done, and not told on the next page why it is not."""
        return self.status in (302, 303) and not leads_to_a_door(self.location) and not self.says_why_not


@contextmanager
def what_is_written() -> Iterator[list[str]]:
    """The statements that change rows, but for those of sessions and counts."""
    written: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(table in sql for table in NO_WORK):
            written.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield written


def entries() -> int:
    return DiaryEntry.objects.aggregate(last=Max("number"))["last"] or 0


@dataclass
class Sender:
    """Somebody who may send to a route, at a record of theirs."""

    client: Client
    address: str
    form: Form

    def sends(self, body: bytes) -> Met:
        before = entries()
        with what_is_written() as written:
            answer = self.client.generic("POST", self.address, body, content_type=FORM)
        told = getattr(answer.wsgi_request, "_messages", None)
        says_why_not = any(message.level == messages.ERROR for message in getattr(told, "_queued_messages", ()))
        return Met(answer.status_code, answer.headers.get("Location", ""), says_why_not, entries() - before, written)


@contextmanager
def sender(stage: Stage, route: Route) -> Iterator[Sender]:
    with stage.who_may(route) as (walker, address):
        client = walker.browser() if walker else browser()
        client.raise_request_exception = False
        page = client.get(address)
        yield Sender(client, address, form_at(b"" if page.streaming else page.content, address))


def met_by_all(stage: Stage, route: Route) -> dict[str, Met]:
    met = {}
    with sender(stage, route) as somebody:
        for what, body in hostile(somebody.form):
            met[what] = somebody.sends(body)
            if met[what].status == 405:
                break
    return met


@pytest.mark.parametrize("route", EVERY)
def test_what_no_browser_sends_has_an_answer(stage: Stage, route: Route) -> None:
    met = met_by_all(stage, route)
    assert {what: one.fault for what, one in met.items() if one.fault} == {}
    said_done = [what for what, one in met.items() if one.leads_on and not one.written]
    assert said_done == [] or route.name in WRITES_NOTHING


@pytest.mark.parametrize("route", EVERY)
def test_what_stands_is_sent_twice_and_with_anothers_key(stage: Stage, route: Route) -> None:
    with sender(stage, route) as somebody:
        key = "a-key-that-another-has-used"
        with one_transaction(IDEMPOTENCY.rows):
            for kept in (key, f"form {key}"):
                IDEMPOTENCY.keep(kept, "other_act", Actor("program", "other"), {}, {})
        anothers = somebody.sends(somebody.form.sent(once=key))
        assert not anothers.fault and (anothers.written or not anothers.leads_on or route.name in WRITES_NOTHING)
        first = somebody.sends(somebody.form.sent(**{"unknown-field": "1"}))
        again = somebody.sends(somebody.form.sent(**{"unknown-field": "1"}))
    assert not first.fault and not again.fault
    if somebody.form.has_key:
        assert again.entries == 0, "one click, one case"


@pytest.mark.parametrize("route", EVERY)
def test_what_is_sent_when_the_time_has_run_out_is_late_or_refused(stage: Stage, route: Route) -> None:
    with sender(stage, route) as somebody:
        now, versions = timezone.now(), FilingVersion.objects.count()
        for kind in (Call, Consultation, Hearing, Round):
            with one_transaction(kind):
                kind.objects.filter(closes_at__gt=now).update(closes_at=now)
        met = somebody.sends(somebody.form.sent(despite="on", why="", is_late=""))
        assert not met.fault
        new = FilingVersion.objects.order_by("-pk")[: FilingVersion.objects.count() - versions]
        # Of a paper the day counts that it came, and that is told by who enters it; some kinds are never too late, and
        # the last day of a theme stands where it was set.
        by_web = [version for version in new if version.way == FilingVersion.Way.WEB and _has_ended(version)]
        assert {version.time_class for version in by_web} <= {FilingVersion.Class.LATE}


def _has_ended(version: FilingVersion) -> bool:
    closes_at = kind_of(version.filing).closes_at(version.filing)
    return closes_at is not None and closes_at <= version.received_at


def test_sending_in_is_among_them(stage: Stage) -> None:
    """The control: what is sent in before the bound is in time, by the very same form."""
    for route in (route for route in FORMS if route.name == "application:send"):
        with sender(stage, route) as somebody:
            somebody.sends(somebody.form.sent(despite="on"))
            assert FilingVersion.objects.order_by("-pk")[0].time_class == FilingVersion.Class.IN_TIME


def test_without_the_guard_a_passkey_of_half_characters_is_a_fault(stage: Stage) -> None:
    """The control."""
    (route,) = [route for route in FORMS if route.name == "mfa_login_webauthn"]
    unguarded = [name for name in settings.MIDDLEWARE if not name.endswith("GuardedInput")]
    with override_settings(MIDDLEWARE=unguarded):
        browser().handler.load_middleware()
        assert 500 in {one.status for one in met_by_all(stage, route).values()}
    browser().handler.load_middleware()
    assert 500 not in {one.status for one in met_by_all(stage, route).values()}
