"""Deadlines and times of receipt in templates."""

from datetime import datetime
from typing import Any

from django import template

from nhv.website.deadlines import deadline_in_words, last_day_in_words, moment_in_words

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """«14 november 2025 kl. 13.05», Swedish time."""
    return moment_in_words(value) if value else ""


@register.simple_tag
def deadline_of(what: Any) -> str:
    """«till och med fredag 14 november 2025 kl. 24, svensk tid», of an extension, a request or a call's facts."""
    return last_day_in_words(what.deadline, getattr(what, "deadline_time", None)) if what.deadline else ""


@register.filter
def deadline_words(call: Any) -> str:
    """The same, of a call."""
    return deadline_in_words(call.facts)
