"""What the pages of an application say of its parts."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString

from nhv.specification.answers import in_words
from nhv.specification.outline import Asked
from nhv.website.applicant.progress import short_name
from nhv.website.applicant.time_left import last_moment, time_left
from nhv.website.fields import question_id
from nhv.website.templatetags.nhv import swedish

register = template.Library()


@register.filter
def named(asked: Asked) -> SafeString:
    """The question in a list, marked as Swedish."""
    return swedish(short_name(asked))


@register.filter
def place(asked: Asked) -> str:
    """The id of the question's block on its page."""
    return question_id(asked.key)


@register.filter
def answered(asked: Asked, answers: dict[str, Any]) -> str:
    """The answer in words; nothing when there is none."""
    return in_words(asked.question, answers[asked.key]) if asked.key in answers else ""


@register.filter
def left_until(closes_at: datetime, now: datetime) -> str:
    """How long is left, in words."""
    return time_left(now, closes_at)


@register.filter
def moment(closes_at: datetime) -> str:
    """The last moment that is not too late."""
    return last_moment(closes_at)
