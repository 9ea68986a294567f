"""What the pages about units need: telephone numbers that can be dialled."""

from django import template

from nhv.specification.referrals import Telephone

register = template.Library()


@register.filter
def dialled(number: str) -> str:
    """«+4631…» of a number as people write it, for a link that calls."""
    return Telephone.model_construct(number=number).digits
