"""The forms of officers and registrars, and how an act's refusal is said in one."""

import re
import secrets
from collections.abc import Callable
from datetime import time
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from nhv.language.characters import is_hidden, is_turned, one_line_break, without_invisible
from nhv.rules.refusals import OtherContent
from nhv.website.day_fields import Kept, LastDayField
from nhv.website.field_faults import faults_of
from nhv.website.one_click import ONCE, Gave, do_once
from nhv.website.refusals import NOT_DONE, in_readers_words

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")


class ActForm(forms.Form):
    """A form that sends an act. `once` is a key of its own: sent twice, it does the act once."""

    once = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages=dict.fromkeys(
            ("required", "max_length"),
            _("Formuläret saknar sin nyckel. Öppna sidan på nytt och skicka därifrån."),
        ),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **more: Any) -> None:
        begun = {"once": secrets.token_hex(16), **(initial or {})}
        super().__init__(data, initial=begun, label_suffix="", use_required_attribute=False, **more)

    def _post_clean(self) -> None:
        """No text holds what no text contains; what nobody sees where it stands is taken out, and a field of one line
        has one. A last day that is no working day is asked about."""
        sent = {name: value for name, value in self.cleaned_data.items() if isinstance(value, str)}
        texts = {name: self._plain(name, value) for name, value in sent.items()}
        self.cleaned_data |= texts
        for name, value in texts.items():
            if is_turned(sent[name]) or any(map(is_hidden, value)):
                self.add_error(
                    name,
                    _("Texten har tecken som inte syns hos alla. Skriv om den eller klistra in den som ren text."),
                )

        self._ask_about_days()

    def _ask_about_days(self) -> None:
        for name, field in self.fields.items():
            day = self.cleaned_data.get(name)
            # What stood there already is not chosen now.
            if not isinstance(field, LastDayField) or day is None or day == self.initial.get(name):
                continue
            if said := field.ask_about(day, is_chosen=isinstance(self[name].data, Kept)):
                self.add_error(name, said)

    def _plain(self, name: str, text: str) -> str:
        seen = without_invisible(one_line_break(text))
        return seen if isinstance(self.fields[name].widget, forms.Textarea) else seen.replace("\n", " ")

    def try_to(self, request: HttpRequest, do: Callable[[], Gave]) -> Gave | None:
        """What the act gives, or nothing when it is refused: its words then stand at the top of the form.

        So do those of an unknown outcome; the form still has its key, and can be sent again. What was given is a record
        or plain JSON, so that the same again is given it. Raises OtherContent.
        """
        try:
            return do_once(request, do)
        except NOT_DONE as not_done:
            self.add_error(None, in_readers_words(not_done))
            return None
        except OtherContent as said:
            said.shown = {name: self._as_shown(name, said) for name in self.fields if name != ONCE}
            raise

    def has_done(self, request: HttpRequest, do: Callable[[], object]) -> bool:
        """The same for an act that may give nothing: whether it is done."""

        def done() -> bool:
            do()
            return True

        return self.try_to(request, done) is not None

    def _as_shown(self, name: str, said: OtherContent) -> tuple[str, str, str]:
        """What the field is called, and what came first and now in it, as they stand on the page."""
        field, carried = self.fields[name], self.add_prefix(name)
        label = "" if self[name].is_hidden else str(self[name].label)
        return label, _in_words(field, said.first.get(carried, "")), _in_words(field, said.now.get(carried, ""))

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, without the form's own key: for an act that takes it by name."""
        return {name: value for name, value in self.cleaned_data.items() if name != ONCE}

    @property
    def reasons(self) -> str:
        """Why it is not done, for where there is no form to show it in."""
        faults = [fault for field in self for fault in faults_of(field)]
        return " ".join([*map(str, self.non_field_errors()), *faults])


class Confirmation(ActForm):
    """Nothing to fill in: the button is the act."""


def _in_words(field: forms.Field, text: str) -> str:
    """A choice by its words, a box by yes or no; else what was written."""
    if isinstance(field, forms.BooleanField):
        return str(_("Ja") if text else _("Nej"))
    choices: Any = flatten_choices(getattr(field, "choices", ()))
    words = {str(value): str(label) for value, label in choices}
    return ", ".join(words.get(line, line) for line in text.split("\n")) if words else text


def press_button(request: HttpRequest, do: Callable[[], Gave]) -> tuple[Gave] | None:
    """Do the act of a button that has no page of its own. Gives what the act gave, in a tuple since that may be
    nothing; or nothing when it is not done, and then the page that follows says why."""
    form = Confirmation(request.POST)
    gave = form.try_to(request, do) if form.is_valid() else None
    if form.errors:
        messages.error(request, form.reasons)
        return None
    return (cast(Gave, gave),)


class ParagraphsField(forms.CharField):
    """Text of several lines, each ended by one character, whatever program it was copied from."""

    def __init__(self, *, rows: int = 6, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)

    def to_python(self, value: Any) -> str:
        return one_line_break(super().to_python(value) or "")


class HourField(forms.CharField):
    """An hour of the day: «12.00» or «12:00»."""

    widget = forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        found = _HOUR.fullmatch(text.strip())
        if found is None:
            raise forms.ValidationError(_("Skriv klockslaget som TT.MM, till exempel 12.00."))
        return time(int(found[1]), int(found[2]))


class LinesField(forms.CharField):
    """Several texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value)
        return tuple(line.strip() for line in text.splitlines() if line.strip())
