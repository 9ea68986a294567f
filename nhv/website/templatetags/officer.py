"""What the officers' pages need."""

import secrets

from django import template

register = template.Library()


@register.simple_tag
def once_key() -> str:
    """A new key for a form: sent twice, it does its act once."""
    return secrets.token_hex(16)
