"""What the officers' pages need."""

import secrets

from django import template
from django.utils.translation import gettext as _

from nhv.process.board.minutes import CHAIR_NAME
from nhv.website.templatetags.nhv import swedish

register = template.Library()


@register.simple_tag
def once_key() -> str:
    """A new key for a form: sent twice, it does its act once."""
    return secrets.token_hex(16)


@register.filter
def seat(name: str) -> str:
    """A seat of the board: the chair's in the reader's language, a healthcare region's by its own name."""
    return _("Ordförande") if name == CHAIR_NAME else swedish(name)
