"""The fields of a day. A last day that others are to keep is chosen twice when few are at work on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhv.language.dates import read_date, without_a_day
from nhv.specification.deadlines import FIRST_YEAR, LAST_YEAR, is_rest_day, working_days_around


class DayField(forms.CharField):
    """A day: «2025-11-14» as the browser's calendar gives it, or «14 november 2025» as people write it."""

    widget = forms.DateInput(attrs={"type": "date", "class": "nhsuk-input--width-10"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        day = read_date(text)
        if without_a_day(text):
            raise forms.ValidationError(_("Skriv också vilken dag i månaden, till exempel 15 mars 2027."))
        # Outside these years there are days that have no midnight in UTC.
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-03-31."))
        return day


class Kept(str):
    """A day that was asked about and chosen all the same."""


class LastDayInput(forms.DateInput):
    """A day, and when it is asked about (`choices`) what to choose instead of it, also where no scripts are run."""

    template_name = "forms/last_day.html"
    choices: tuple[tuple[date, str], ...] = ()
    asked: date | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        written = super().value_from_datadict(data, files, name)
        chosen = data.get(f"{name}.chosen")
        # Who has written another day since means that one.
        if not chosen or data.get(f"{name}.asked") != written:
            return written
        return Kept(chosen) if chosen == written else chosen

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        choices = [(day.isoformat(), words) for day, words in self.choices]
        asked = self.asked.isoformat() if self.asked else ""
        context["widget"] |= {"choices": choices, "asked": asked}
        if asked:
            context["widget"]["value"] = asked
        return context


class LastDayField(DayField):
    """The last day for others to come in with something. One that is no working day is asked about before it is set;
    `after` is the day that it must come after, today where nothing else is said."""

    widget = LastDayInput(attrs={"type": "date", "class": "nhsuk-input--width-10"}, format="%Y-%m-%d")
    after: date | None = None

    def ask_about(self, day: date, *, is_chosen: bool) -> str:
        """What is to be said of the day before it is set, when the nearest working days are there to choose."""
        earliest = self.after or timezone.localdate()
        # One that has been, or comes too early, is refused by the act.
        if is_chosen or day <= earliest or not is_rest_day(day):
            return ""
        near = [one for one in working_days_around(day) if one > earliest]
        words = [(one, _in_words(one)) for one in near]
        assert isinstance(self.widget, LastDayInput)
        self.widget.asked = day
        self.widget.choices = (*words, (day, _("Behåll %(day)s") % {"day": _in_words(day)}))
        return _("%(day)s är ingen vardag. Välj en vardag, eller behåll dagen.") % {"day": _in_words(day).capitalize()}


def _in_words(day: date) -> str:
    return date_format(day, "l j F Y")
