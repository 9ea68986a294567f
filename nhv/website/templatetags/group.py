"""What the pages of an expert group need."""

import secrets
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from nhv.specification.area import Area
from nhv.specification.drafting import KINDS

register = template.Library()


@register.filter
def parts_of(area: Area, kind: str) -> Any:
    """The parts of a kind that stand in the document itself."""
    return getattr(area, KINDS[kind])


@register.filter
def called(part: Any) -> str:
    """What a part is called where there is no room for its wording: its heading, or how its wording begins; where it
    has neither the words that its key is made of."""
    said = getattr(part, "heading", None) or Truncator(getattr(part, "text", None) or "").words(8)
    return str(said) or part.key.replace("-", " ")


@register.filter
def takes_points(part: Any) -> bool:
    """Whether points can stand in it."""
    return "points" in type(part).model_fields


# What can be done to a part: each with the end of its address, and its word. Those to say something are pages with a
# form; a button does what it does at once.
COMMENT: tuple[str, Promise] = ("kommentar/", _("Kommentera"))
CHANGE: tuple[str, Promise] = ("", _("Ändra"))
SPLIT: tuple[str, Promise] = ("dela/", _("Dela"))
JOIN: tuple[str, Promise] = ("foga/", _("Foga samman med nästa"))
PRESSES: tuple[tuple[str, Promise], ...] = (("upp", _("Upp")), ("ned", _("Ned")), ("bort", _("Ta bort")))


@register.simple_tag(takes_context=True)
def doings(context: template.Context, part: Any, *, last: bool) -> SafeString:
    """What the reader may do to a part; `last`: nothing stands after it in its list. Written here: a text has hundreds
    of links and buttons, and a template for each is half the time of its page."""
    name, here = called(part), reverse("group-text-part", args=[context["case"].key, part.key])
    links = [COMMENT] if context["may_talk"] else []
    if context["may_write"]:
        links += [CHANGE, *([SPLIT, *([] if last else [JOIN])] if getattr(part, "text", None) else [])]
    drawn = format_html_join("\n", _LINK, ((here, end, word, name) for end, word in links))
    return drawn + _presses(context, part, here, name) if context["may_write"] else drawn


def _presses(context: template.Context, part: Any, here: str, name: str) -> SafeString:
    """A part's buttons, each a form by itself. Having been pressed one keeps the focus, to be pressed again."""
    pressed, token = context["request"].GET.get("gjort"), context["csrf_token"]
    rows = (
        (here, act, token, secrets.token_hex(16), act, part.key, _focus(pressed == f"{act}-{part.key}"), word, name)
        for act, word in PRESSES
    )
    return format_html_join("\n", _BUTTON, rows)


_LINK = '<a href="{}{}">{}<span class="nhsuk-u-visually-hidden">: {}</span></a>'
_BUTTON = (
    '<form method="post" action="{}{}/" class="nhv-act"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="once" value="{}"><button class="nhsuk-button nhsuk-button--secondary '
    'nhsuk-button--small" id="{}-{}" type="submit"{}>{}'
    '<span class="nhsuk-u-visually-hidden">: {}</span></button></form>'
)


def _focus(is_here: bool) -> SafeString:
    return mark_safe(" autofocus" if is_here else "")  # noqa: S308 (no word of anybody's)
