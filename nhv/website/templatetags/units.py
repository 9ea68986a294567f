"""What the pages about units need: telephone numbers that can be dialled, and when somebody answers."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nhv.language.hours import hours_in_english
from nhv.specification.referrals import Telephone
from nhv.website.templatetags.nhv import swedish

register = template.Library()

# What no sentence ends with: the list was to come.
LEADS_ON = frozenset(
    [
        "av",
        "efter",
        "från",
        "för",
        "hos",
        "i",
        "med",
        "om",
        "på",
        "som",
        "till",
        "vid",
        "är",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "to",
        "with",
    ]
)


@register.filter
def dialled(number: str) -> str:
    """«+4631…» of a number as people write it, for a link that calls."""
    return Telephone.model_construct(number=number).digits


@register.filter
def hours(told: str) -> str | SafeString:
    """When somebody answers: in English on an English page where it is a timetable, else the Swedish, marked so."""
    return (hours_in_english(told) if get_language() == "en" else None) or swedish(told)


@register.filter
def whole(text: str) -> str:
    """A text that leads on to a list («… när något av kriterierna är uppfyllt:»), where no list follows: whole
    sentences. A last one that says nothing without the list («Patienter remitteras vid:») is left out."""
    text = text.strip()
    if not text.endswith(":"):
        return text
    before, stop, last = text.rpartition(". ")
    if stop and len(last.split()) < 12:
        return before + "."
    return "" if last[:-1].split()[-1] in LEADS_ON else text[:-1] + "."
