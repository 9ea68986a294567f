"""`{% csrf_token %}` in every template: Django's own sign of a form, and beside it for whom the form was drawn."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhv.website.unsent.drawn import NAME, sign

register = template.Library()

_FIELD = '<input type="hidden" name="{}" value="{}">'


@register.simple_tag(takes_context=True, name="csrf_token")
def csrf_token(context: template.Context) -> SafeString:
    """The hidden fields of a form. Takes the place of Django's tag of the same name."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":  # noqa: S105 -- Django's word for none
        return SafeString("")
    request = context.get("request")
    drawn_for = sign(request) if request is not None else ""
    own = format_html(_FIELD, NAME, drawn_for) if drawn_for else ""
    return format_html(_FIELD + "{}", "csrfmiddlewaretoken", token, own)
