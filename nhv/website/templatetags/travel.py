"""How minutes and shares are written on pages."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.language.rounding import minutes_shown
from nhv.placement.measures import Combination
from nhv.website.public.travel_pictures import in_percent, measured_percent

register = template.Library()
PRECISE_BELOW = 180


@register.filter
def minutes(value: float) -> str:
    """«105,0 min», on one line."""
    said = _("%(minutes)s min") % {"minutes": number_format(minutes_shown(value), decimal_pos=1)}
    return said.replace(" ", "\u00a0")


@register.filter
def minutes_more(value: float) -> str:
    """«50,0 min längre», «kortare», or that nobody can tell."""
    if not value:
        return _("lika")
    said = minutes(abs(value))
    return _("%(minutes)s längre") % {"minutes": said} if value > 0 else _("%(minutes)s kortare") % {"minutes": said}


@register.filter
def share(value: float) -> str:
    """«24,0 %»: among other measures."""
    return measured_percent(value)


@register.filter
def percent(value: float) -> str:
    """«24 %», «24,5 %»: in a sentence."""
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
def worst_mean(one: Combination) -> float:
    """The mean of the region that has the highest."""
    return one.regions[one.worst_region].mean


@register.filter
def largest_load(one: Combination) -> float:
    """The largest share that one of the holders takes."""
    return max(one.load.values())
