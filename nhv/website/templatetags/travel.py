"""How minutes and shares are written on pages."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nhv.placement.measures import Combination
from nhv.website.public.travel_pictures import in_percent

register = template.Library()


@register.filter
def minutes(value: float) -> str:
    """«105,0 min»."""
    return _("%(minutes)s min") % {"minutes": number_format(round(value, 1), decimal_pos=1)}


@register.filter
def share(value: float) -> str:
    """«24,0 %»."""
    return in_percent(value)


@register.filter
def rough_time(value: int) -> str:
    """Minutes already rounded to ten, said in hours and minutes."""
    hours, rest = divmod(value, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s tim") % {"hours": hours}
    return _("%(hours)s tim %(minutes)s min") % {"hours": hours, "minutes": rest}


@register.filter
def percent_typed(value: float) -> str:
    """A share as somebody would type it in an address, in per cent."""
    return f"{value * 100:g}"


@register.filter
def worst_mean(one: Combination) -> float:
    """The mean of the region that has the highest."""
    return one.regions[one.worst_region].mean


@register.filter
def largest_load(one: Combination) -> float:
    """The largest share that one of the holders takes."""
    return max(one.load.values())
