"""What the pages of an expert group need."""

import secrets
from typing import Any

from django import template
from django.utils.text import Truncator

from nhv.specification.area import Area
from nhv.specification.drafting import KINDS

register = template.Library()


@register.filter
def parts_of(area: Area, kind: str) -> Any:
    """The parts of a kind that stand in the document itself."""
    return getattr(area, KINDS[kind])


@register.filter
def called(part: Any) -> str:
    """What a part is called where there is no room for its wording: its heading, or how its wording begins."""
    return str(getattr(part, "heading", None) or Truncator(getattr(part, "text", None) or "").words(8))


@register.filter
def takes_points(part: Any) -> bool:
    """Whether points can stand in it."""
    return "points" in type(part).model_fields


@register.inclusion_tag("group/parts/press.html", takes_context=True)
def press(context: template.Context, act: str, word: str) -> dict[str, Any]:
    """A button that does something to a part. Having been pressed it keeps the focus, to be pressed again."""
    part, request = context["part"], context["request"]
    return {
        "case": context["case"],
        "part": part,
        "act": act,
        "word": word,
        "once": secrets.token_hex(16),
        "focus": request.GET.get("gjort") == f"{act}-{part.key}",
        "csrf_token": context["csrf_token"],
    }
