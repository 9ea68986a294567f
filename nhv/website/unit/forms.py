"""The form in which a unit tells how one refers to it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from nhv.specification.referrals import (
    MOST_PROSE,
    MOST_REQUIRED,
    MOST_SAID,
    MOST_TELEPHONES,
    ReferralFacts,
)
from nhv.website.address_input import address_box
from nhv.website.day_fields import DayField
from nhv.website.kept_page import KeptForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What is said beside the field when what stands in it cannot be kept.
FAULTS: dict[str, Promise] = {
    "address": _("Adressen är för lång eller innehåller tecken som inte går att visa."),
    "number": _("Skriv numret med siffror, till exempel 031-123 45 67."),
    "hours": _("Tiden är för lång. Skriv kort, till exempel ”vardagar 8–16”."),
    "tried_on": _("Ring numret och skriv dagen. Det visas inte förrän någon har provat det."),
    "email": _("Skriv adressen som namn@region.se."),
    "secure_channel": _("Texten är för lång eller innehåller tecken som inte går att visa."),
    "required": _("Skriv högst 30 rader, med högst 300 tecken på varje."),
    "conference": _("Texten är för lång. Skriv dag och tid kort."),
    "cut_off": _("Texten är för lång. Skriv dag och tid kort."),
    "link": _("Skriv hela adressen, med https:// först."),
    "": _("Ange minst ett sätt att nå enheten: adress, telefon, e-post, säker kanal eller länk."),
}


def _line(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=MOST_SAID)


def _lines(label: "StrOrPromise", help_text: "StrOrPromise", *, rows: int, most: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=most, widget=area)


class ReferralForm(KeptForm):
    """All that a unit may tell. Rows of telephones are shown as many as there are and one more."""

    acute_number = forms.CharField(
        label=_("Telefon när det är akut"),
        help_text=_("Dit den ringer som har en patient som inte kan vänta. Lämna tomt om det inte finns."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    acute_hours = _line(_("När den besvaras"), _("Till exempel ”dygnet runt”."))
    acute_tried_on = DayField(
        label=_("Dagen då ni provade numret"),
        help_text=_("Ring det. Efter 90 dagar visas numret med en varning, tills det är provat igen."),
        required=False,
    )
    address = _lines(
        _("Postadress för remisser"), _("Det som ska stå på kuvertet, en rad för varje del."), rows=4, most=MOST_PROSE
    )
    secure_channel = _lines(
        _("Säker kanal"), _("Hur man skickar elektroniskt, till exempel vilket system och vilken mottagare."), rows=3,
        most=MOST_PROSE,
    )  # fmt: skip
    email = forms.CharField(
        label=_("E-post för frågor"),
        help_text=_("Enhetens gemensamma adress, aldrig en persons. Den visas för alla."),
        required=False,
        max_length=254,
        widget=address_box(autocomplete="off"),
    )
    required = _lines(
        _("Vad en remiss ska innehålla"), _("En sak på varje rad."), rows=8, most=MOST_REQUIRED * (MOST_SAID + 1)
    )
    conference = _line(_("När konferensen hålls"), _("Till exempel ”tisdagar klockan 8.00, jämna veckor”."))
    cut_off = _line(_("När en patient senast ska anmälas"), _("Till exempel ”fredagen före, klockan 12.00”."))
    link = forms.CharField(label=_("Sida med mer information"), required=False, max_length=2_000)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        said = data if data is not None else initial or {}
        filled = [row for row in range(1, MOST_TELEPHONES + 1) if said.get(f"number_{row}") or said.get(f"hours_{row}")]
        self.shown = min(max([*filled, 1]) + 1, MOST_TELEPHONES)
        for row in range(1, self.shown + 1):
            self.fields[f"number_{row}"] = forms.CharField(
                label=_("Telefon %(row)d") % {"row": row},
                required=False,
                max_length=100,
                widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            )
            self.fields[f"hours_{row}"] = _line(_("Telefontid %(row)d") % {"row": row})
        # Faults are told in the order of the page, where the telephones come first.
        self.order_fields([f"{part}_{row}" for row in range(1, self.shown + 1) for part in ("number", "hours")])

    @staticmethod
    def beginning(facts: ReferralFacts, *, seen: int) -> dict[str, Any]:
        """What the fields begin with, from what is told now or suggested."""
        telephones = {
            name: value
            for row, telephone in enumerate(facts.telephones, start=1)
            for name, value in ((f"number_{row}", telephone.number), (f"hours_{row}", telephone.hours))
        }
        told = facts.model_dump(exclude={"telephones", "required", "acute"})
        acute = facts.acute.model_dump() if facts.acute else {}
        told |= {f"acute_{name}": value for name, value in acute.items()}
        return {**told, **telephones, "required": "\n".join(facts.required), "seen": seen}

    @property
    def telephones(self) -> list[Any]:
        """The fields of numbers and hours, in rows."""
        return [(self[f"number_{row}"], self[f"hours_{row}"]) for row in range(1, self.shown + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rows = [row for row in range(1, self.shown + 1) if cleaned.get(f"number_{row}") or cleaned.get(f"hours_{row}")]
        # Browsers end lines with two signs, of which one is of no use.
        told = {name: (cleaned.get(name) or "").replace("\r\n", "\n") or None for name in _ONE}
        lines = [line.strip() for line in (cleaned.get("required") or "").splitlines()]
        try:
            self.facts = ReferralFacts.model_validate(
                {
                    **told,
                    "acute": self._acute(cleaned),
                    "required": [line for line in lines if line],
                    "telephones": [
                        {"number": cleaned.get(f"number_{row}") or "", "hours": cleaned.get(f"hours_{row}") or None}
                        for row in rows
                    ],
                }
            )
        except ValidationError as error:
            for fault in error.errors():
                self._say(fault["loc"], rows)
        return cleaned

    @staticmethod
    def _acute(cleaned: dict[str, Any]) -> dict[str, Any] | None:
        """What was told of the acute number, or nothing where nothing was."""
        told = {name: cleaned.get(f"acute_{name}") or None for name in ("number", "hours", "tried_on")}
        return {**told, "number": told["number"] or ""} if any(told.values()) else None

    def _say(self, place: tuple[int | str, ...], rows: list[int]) -> None:
        """One fault of the specification, beside the field it is about."""
        name = str(place[0]) if place else ""
        if name == "telephones":
            part = str(place[2])
            self._say_once(f"{part}_{rows[int(place[1])]}", FAULTS[part])
        elif name == "acute":
            part = str(place[1])
            self._say_once(f"acute_{part}", FAULTS[part])
        else:
            self._say_once(name, FAULTS[name])

    def _say_once(self, name: str, words: Promise) -> None:
        if not self.errors.get(name or "__all__"):
            self.add_error(name or None, str(words))


_ONE = ("address", "secure_channel", "email", "conference", "cut_off", "link")
