"""The form in which a region tells who does what is not national."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from nhv.specification.referrals import MOST_PROSE, MOST_SAID
from nhv.specification.regional_care import RegionalCareFacts
from nhv.website.act_forms import ParagraphsField
from nhv.website.kept_page import KeptForm

# What is said beside the field when what stands in it cannot be kept.
FAULTS: dict[str, Promise] = {
    "who": _("Texten är för lång eller innehåller tecken som inte går att visa."),
    "how": _("Texten är för lång eller innehåller tecken som inte går att visa."),
    "telephone": _("Skriv numret med siffror, till exempel 031-123 45 67."),
    "link": _("Skriv hela adressen, med https:// först."),
}


class RegionalCareForm(KeptForm):
    """Who does it must be told; the rest is for those who have it."""

    who = forms.CharField(
        label=_("Vem som gör det"),
        help_text=_("Klinik och sjukhus, aldrig en person. Till exempel ”Barnkirurgen, sjukhuset i Lund”."),
        max_length=MOST_SAID,
        error_messages={"required": _("Skriv vem som gör det: klinik och sjukhus.")},
    )
    how = ParagraphsField(
        label=_("Hur man remitterar"),
        help_text=_("Kort, om det behövs."),
        required=False,
        rows=4,
        max_length=MOST_PROSE,
    )
    telephone = forms.CharField(
        label=_("Telefon"),
        help_text=_("Klinikens nummer, aldrig en persons eget. Det visas för alla."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    link = forms.CharField(label=_("Sida med mer information"), required=False, max_length=2_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = {name: cleaned.get(name) or None for name in FAULTS}
        if told["who"] is None:
            return cleaned
        try:
            self.facts = RegionalCareFacts.model_validate(told)
        except ValidationError as error:
            for name in dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()):
                self.add_error(name, str(FAULTS[name]))
        return cleaned
