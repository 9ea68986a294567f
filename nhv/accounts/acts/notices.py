"""What an administrator says on every page."""

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.acts.shared import one_act
from nhv.records.notice import MOST_TEXT, Notice, put_notice, take_notice_away
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

NEEDS = "notice.put"


def say_on_every_page(*, text: str, english: str, until: date, by: Actor) -> Notice:
    """From now on and to the end of a day. The file comes last, so that an act that fails says nothing. Raises
    Refused."""
    with one_act():
        access.check(by, NEEDS)
        today = timezone.localdate()
        if not text.strip() or len(text) > MOST_TEXT or len(english) > MOST_TEXT:
            raise Refused("notice_without_text", "Skriv vad som ska stå, med högst {most} tecken.", most=MOST_TEXT)
        if until < today:
            raise Refused("notice_already_over", "Den sista dagen har redan varit. Välj en dag framåt i tiden.")
        notice = Notice(" ".join(text.split()), " ".join(english.split()), today, until)
        told = {"until": until.isoformat(), "sha256": sha256(notice.text.encode()).hexdigest()}
        DIARY.record("notice_put", kind="notice", key=today.isoformat(), by=by, payload=told)
        put_notice(settings.DATA, notice)
        return notice


def say_nothing_more(*, by: Actor) -> None:
    """The notice is taken away before its last day. Raises Refused."""
    with one_act():
        access.check(by, NEEDS)
        DIARY.record("notice_taken_away", kind="notice", key=timezone.localdate().isoformat(), by=by)
        take_notice_away(settings.DATA)
