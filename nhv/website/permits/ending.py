"""The fields that say what ends in a permit, and when."""

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nhv.website.day_fields import DayField

MOST_SHOWN = 160


def ends(parts: Sequence[str], names: Mapping[str, str]) -> Iterator[tuple[str, forms.Field]]:
    """A last day for the whole permit and for each of its parts, and from when new referrals go elsewhere."""
    yield "last-", DayField(label=_("Hela tillståndet gäller till och med"), required=False)
    for part in parts:
        label = format_lazy(_("Undertillståndet ”{text}” gäller till och med"), text=names.get(part, part)[:MOST_SHOWN])
        yield f"last-{part}", DayField(label=label, required=False)
    yield (
        "turned_on",
        DayField(
            label=_("Nya remisser går till andra enheter från och med"),
            help_text=_("Som regel dagen då innehavaren fick beslutet. Gäller när hela tillståndet upphör."),
            required=False,
        ),
    )
