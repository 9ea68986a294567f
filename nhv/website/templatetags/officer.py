"""What the officers' pages need."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(values: Mapping[Any, Any], key: Any) -> Any:
    """{{ names|of:note.written_by }}: the value of a key, or nothing."""
    return values.get(key, "")


@register.simple_tag
def once_key() -> str:
    """A new key for a form: sent twice, it does its act once."""
    return secrets.token_hex(16)
