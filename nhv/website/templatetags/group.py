"""What the pages of an expert group need."""

import secrets
from typing import Any

from django import template
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


# The buttons of a part: what each does, as its address has it, and its word.
PRESSES: tuple[tuple[str, Promise], ...] = (("upp", _("Upp")), ("ned", _("Ned")), ("bort", _("Ta bort")))


@register.simple_tag(takes_context=True)
def presses(context: template.Context, part: Any, here: str) -> SafeString:
    """A part's buttons, each a form by itself, at the part's address. Having been pressed one keeps the focus, to be
    pressed again. Written here: a text has hundreds of them, and a template for each is half the time of its page."""
    pressed, token = context["request"].GET.get("gjort"), context["csrf_token"]
    name = called(part)
    rows = (
        (here, act, token, secrets.token_hex(16), act, part.key, _focus(pressed == f"{act}-{part.key}"), word, name)
        for act, word in PRESSES
    )
    return format_html_join("\n", _BUTTON, rows)


_BUTTON = (
    '<form method="post" action="{}{}/" class="nhv-act"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="once" value="{}"><button class="nhsuk-button nhsuk-button--secondary '
    'nhsuk-button--small" id="{}-{}" type="submit"{}>{}'
    '<span class="nhsuk-u-visually-hidden">: {}</span></button></form>'
)


def _focus(is_here: bool) -> SafeString:
    return mark_safe(" autofocus" if is_here else "")  # noqa: S308 (no word of anybody's)
