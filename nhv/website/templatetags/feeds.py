"""{% identity born here number %}: what a feed and its entries are called for ever."""

import uuid

from django import template

register = template.Library()


@register.simple_tag
def identity(born: str, path: str, number: int | str = "") -> str:
    """A name made from the register's own first entry: it is the same when the register moves to another address."""
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(born[:32]), f'{path}#{number}')}"
