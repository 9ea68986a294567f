"""How minutes and shares are written on pages."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.placement.measures import Combination
from nhv.website.public.travel_pictures import in_percent

register = template.Library()
PRECISE_BELOW = 180


@register.filter
def minutes(value: float) -> str:
    """«105,0 min»."""
    return _("%(minutes)s min") % {"minutes": number_format(round(value, 1), decimal_pos=1)}


@register.filter
def share(value: float) -> str:
    """«24,0 %»."""
    return in_percent(value)


@register.filter
def rough_time(value: float) -> str:
    """Minutes as somebody would say them, whose car stops on the way: to ten of them, above three hours to the half
    hour."""
    step = 10 if value < PRECISE_BELOW else 30
    hours, rest = divmod(round(value / step) * step, 60)
    said = [ngettext("%(number)s timme", "%(number)s timmar", hours) % {"number": hours}] if hours else []
    if rest or not hours:
        said.append(_("%(number)s minuter") % {"number": rest})
    return " ".join(said)


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
