"""What the pages of an application say of its parts."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhv.filings.kinds import FilingKind, kind_of
from nhv.filings.tables import FilingBase
from nhv.followup.marks import Marks
from nhv.records.files import StoredFileBase
from nhv.specification.answers import in_words, size_in_words
from nhv.specification.outline import Asked
from nhv.website.fields import question_id
from nhv.website.filings.own.progress import short_name
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.followup.marks import in_a_word
from nhv.website.templatetags.nhv import own_name, swedish

register = template.Library()

Scan = StoredFileBase.Scan


@register.filter
def named(asked: Asked) -> SafeString:
    """The question in a list, marked as Swedish."""
    return swedish(short_name(asked))


@register.filter
def subject(filing: FilingBase) -> SafeString:
    """What it is about: the area in the language of the page and which time, else what is asked."""
    if not filing.document:
        return swedish(filing.outline.outline.title)
    name, time = own_name(filing.document), kind_of(filing).apart(filing.about)
    return format_html("{}, {}", name, time) if time else name


@register.simple_tag
def received_page(filing: FilingBase) -> str:
    """Where those who have received it read it."""
    return reverse(f"received-{filing.kind}:show", args=[filing.key])


@register.filter
def place(asked: Asked) -> str:
    """The id of the question's block on its page."""
    return question_id(asked.key)


@register.filter
def size(number: int) -> str:
    """The size of a file, as it is said of it everywhere."""
    return size_in_words(number)


@register.filter
def may(kind: FilingKind, what: str) -> bool:
    """Whether the table of access lets anybody do this with things of this kind."""
    return kind.may(what)


@register.filter
def answered(asked: Asked, answers: dict[str, Any]) -> str:
    """The answer in words; nothing when there is none."""
    return in_words(asked.question, answers[asked.key]) if asked.key in answers else ""


@register.filter
def worth_telling(scan: str) -> str:
    """What the search of a file has said. That none was made is told once (`unsearched`) where none is ever made."""
    return scan if scan != Scan.NOT_SCANNED or settings.CLAMD else ""


@register.inclusion_tag("filings/parts/unsearched.html")
def unsearched(scans: dict[str, str] | None) -> dict[str, bool]:
    """One paragraph on a page with files, where files are not searched here."""
    return {"is_told": not settings.CLAMD and Scan.NOT_SCANNED in (scans or {}).values()}


@register.filter
def left_until(closes_at: datetime, now: datetime) -> str:
    """How long is left, in words."""
    return time_left(now, closes_at)


@register.filter(name="last_moment")
def last_moment_of(closes_at: datetime) -> str:
    """The last moment that is not too late."""
    return last_moment(closes_at)


@register.filter
def marks_in_a_word(marks: Marks) -> list[str]:
    """{{ one.marks|marks_in_a_word }}: what is special about a report that is owed."""
    return in_a_word(marks)
