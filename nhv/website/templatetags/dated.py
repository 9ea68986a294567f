"""A day that somebody has asked for is kept when they follow a link: `{% url %}` says it along to every page that knows
of days (`knows` in nhv.website.caching). Built into all templates, so that no link forgets."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.urls import URLPattern, URLResolver, get_resolver, reverse

register = template.Library()
DATED = "datum"


@lru_cache(maxsize=1)
def dated_names() -> frozenset[str]:
    """The names of the routes whose pages know of days."""
    return frozenset(_dated(get_resolver().url_patterns))


def day_of(request: HttpRequest | None) -> str:
    """The day that the page is about, as it stands in the address; nothing on pages that know of none."""
    shown = getattr(request, "resolver_match", None)
    if (
        request is None
        or shown is None
        or getattr(request, "has_no_such_day", False)
        or DATED not in getattr(shown.func, "knows", ())
    ):
        return ""
    return request.GET.get(DATED, "").strip()


def on_day(address: str, day: str) -> str:
    """The address of the same page on a day (ISO), or as it is without one."""
    return f"{address}?{DATED}={day}" if day else address


class DatedURLNode(URLNode):
    """`{% url %}` of Django, and the page's day where the other page knows of days."""

    def render(self, context: template.Context) -> str:
        name, into = self.view_name.resolve(context), self.asvar
        address = URLNode(self.view_name, self.args, self.kwargs, None).render(context) if not into else ""
        if into:
            URLNode(self.view_name, self.args, self.kwargs, into).render(context)
            address = context[into]
        if address and name in dated_names():
            address = on_day(address, _quoted(day_of(context.get("request"))))
        if into:
            context[into] = address
            return ""
        return address


@register.tag
def url(parser: Parser, token: Token) -> DatedURLNode:
    """As Django's own tag is written."""
    node = plain_url(parser, token)
    return DatedURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def url_on(day: date | str | None, name: str, *which: Any) -> str:
    """{% url_on view.day 'area' area.key %}: the page on this very day (ISO text too); with None the page of today."""
    return on_day(reverse(name, args=which), str(day or ""))


@register.simple_tag(takes_context=True)
def same_day(context: template.Context, address: str) -> str:
    """An address made elsewhere, of a page that knows of days, with the page's own day."""
    return on_day(address, _quoted(day_of(context.get("request"))))


def _quoted(day: str) -> str:
    """Only a day that can be read goes along."""
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        return ""


def _dated(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _dated(pattern.url_patterns)
        elif DATED in getattr(pattern.callback, "knows", ()):
            yield str(pattern.name)
