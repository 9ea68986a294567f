"""What the templates can say that Django cannot: words for our values, days, Swedish text on English pages."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhv.derived import ties
from nhv.records.notice import Notice, notice_on
from nhv.specification.area import Area
from nhv.specification.area_in_writing import in_full, whom_else
from nhv.specification.deadlines import SWEDEN
from nhv.specification.parts import Frozen
from nhv.website import words
from nhv.website.copied import is_answered
from nhv.website.refusals import in_readers_words

register = template.Library()


@register.filter
def word(value: str, kind: str) -> str:
    """{{ "included"|word:"VERDICTS" }}: what people call it. An unknown value is shown as it is."""
    return str(getattr(words, kind).get(value, value))


@register.filter
def of(values: Mapping[Any, Any], key: Any) -> Any:
    """{{ owners|of:filing.key }}: the value of a key, or nothing."""
    return values.get(key, "")


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """{{ applicants|at:forloop.counter0 }}: what stands there in a list."""
    return values[place]


@register.filter
def sign(verdict: str) -> str:
    """The template that draws the sign of a verdict, for {% include %}."""
    return f"public/signs/{verdict}.html"


@register.filter
def day(value: date | str | None) -> str:
    """«1 april 2023», in the language of the page; ISO text is read as a day, a time as the day it was in Sweden."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10]) if value else None
    if isinstance(value, datetime):
        value = timezone.localdate(value, SWEDEN)
    return date_format(value, "j F Y") if value else ""


@register.filter
def not_in(words: str | None, text: str | None) -> bool:
    """Whether words have something to add to a text that stands beside them: there are some, and it does not hold
    them."""
    return bool(words) and str(words).casefold() not in str(text or "").casefold()


register.filter(in_full)
register.filter(whom_else)


@register.filter
def swedish(text: object) -> SafeString:
    """A text that stays Swedish: marked as such where the page is not, so that it is read aloud rightly."""
    if not text:
        return SafeString()
    return format_html("{}", text) if _is_swedish() else format_html('<span lang="sv">{}</span>', text)


register.filter(in_readers_words)


@register.filter
def in_our_language(words: str) -> str:
    """Words that were kept in Swedish and have their English with those of the pages."""
    return _(words) if words else ""


@register.filter
def swedish_paragraphs(text: object) -> SafeString:
    """The same for text of several paragraphs."""
    if not text:
        return SafeString()
    paragraphs = linebreaks_filter(str(text))
    return paragraphs if _is_swedish() else format_html('<div lang="sv">{}</div>', paragraphs)


@register.filter
def limits_of(area: Area, key: str) -> tuple[ties.Limit, ...]:
    """{{ area|limits_of:point.key }}: the exclusions and clarifications that are tied to this part alone."""
    return ties.limits_of(area, key)


@register.filter
def tied_to(area: Area, clause: object) -> tuple[Frozen, ...]:
    """{{ area|tied_to:clause }}: the groups and points that an exclusion or a clarification is tied to."""
    return ties.tied_to(area, clause)


@register.filter
def own_name(named: Any) -> SafeString:
    """The name in the language of the page when there is one, else the Swedish marked as Swedish."""
    english = getattr(named, "name_en", None)
    if not _is_swedish() and english:
        return format_html("{}", english)
    return swedish(named.name)


@register.filter
def plain_name(named: Any) -> str:
    """The same without a mark, for titles and attributes."""
    return str(named.name if _is_swedish() else (getattr(named, "name_en", None) or named.name))


@register.filter
def is_address(source: str) -> bool:
    """Whether a source is an address on the web, rather than a title."""
    return source.startswith(("https://", "http://"))


@register.filter
def host(address: str) -> str:
    """«www.socialstyrelsen.se»: a long address said so that one knows where it leads."""
    return urlsplit(address).hostname or address


@register.inclusion_tag("parts/proof.html")
def proof(*names_and_sums: str) -> dict[str, Any]:
    """{% proof pdf signed.pdf_sha256 word signed.word_sha256 %}: what only a program can compare, folded away."""
    return {"sums": list(zip(names_and_sums[::2], names_and_sums[1::2], strict=True))}


@register.filter
def is_sum(value: str) -> bool:
    """Whether a value is a checksum or a key, for programs to read: it is then set as code."""
    return re.fullmatch("[0-9a-f]{16,64}", value) is not None


@register.simple_tag
def is_demonstration() -> bool:
    """Whether this is a demonstration, with invented accounts."""
    return bool(settings.DEMONSTRATION)


@register.simple_tag
def copy_shown() -> dict[str, Any] | None:
    """The copy that is shown, with its age in days on each of its pages; nothing where a register is."""
    copy, day = settings.COPY, timezone.localdate()
    return {"copy": copy, "days": copy.age(day), "is_old": copy.is_old(day)} if copy else None


@register.simple_tag
def administrators_notice() -> Notice | None:
    """What an administrator says on every page today. Asks nothing of the database."""
    return notice_on(settings.DATA, timezone.localdate())


ROOM_ON_A_PHONE = 5


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[dict[str, str]]:
    """The main menu: address, word, whether it is (or holds) the page shown, and its class. Five words have room on
    the one line of a telephone; the sixth stands at the foot of each page there."""
    here = context["request"].path
    entries = {
        "search": _("Sök"),
        "areas": _("Områden"),
        "pipeline": _("Pågående"),
        "calls": _("Utlysningar"),
        "regions": _("Regioner"),
        "volumes-newest": _("Resultat"),
    }
    shown = {reverse(name): word for name, word in entries.items() if is_answered(name)}
    return [
        {
            "address": address,
            "word": text,
            "current": _current(here, address),
            "look": "nhv-wide" if place >= ROOM_ON_A_PHONE else "",
        }
        for place, (address, text) in enumerate(shown.items())
    ]


def _current(here: str, address: str) -> str:
    if here == address:
        return "page"
    return "true" if here.startswith(address) else ""


@register.simple_tag(takes_context=True)
def doubt_address(context: template.Context) -> str:
    """Where one says that something on this page does not hold; nothing on pages that are not made of the register."""
    request = context.get("request")
    shown = getattr(request, "resolver_match", None)
    if (
        request is None
        or shown is None
        or settings.COPY
        or not (hasattr(shown.func, "depends_on") or shown.url_name == "search")
    ):
        return ""
    return f"{reverse('report-error')}?{urlencode({'sida': request.path})}"


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, str]:
    """The same page in the other language: code, name, path, absolute address."""
    request = context["request"]
    path = request.get_full_path()
    if request.path == "/en" or request.path.startswith("/en/"):
        # Two strokes at the beginning would lead to another host.
        code, other = "sv", re.sub("^/+", "/", path[3:]) or "/"
    else:
        code, other = "en", f"/en{path}"
    name = dict(settings.LANGUAGES)[code]
    return {"code": code, "name": name, "path": other, "absolute": absolute(other)}


@register.filter
def absolute(path: str) -> str:
    """The whole public address of a path here."""
    return f"{settings.BASE_URL}{path}"


def _is_swedish() -> bool:
    return (get_language() or "sv").startswith("sv")
