"""Numbers in forms, read one way: our own ten digits and nothing else. Python itself takes «1_0», «٣» and more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.language.numbers import MOST_DIGITS, whole_number


class WholeNumberField(forms.IntegerField):
    """A whole number, perhaps below nought, which its bounds then refuse in words.

    Written in a box for text: of «ca 12» in one of type «number» a browser sends nothing, and says nothing.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "nhsuk-input--width-5"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        text = str(value).strip()
        number = whole_number(text.removeprefix("-"), digits=MOST_DIGITS)
        if number is None and text.removeprefix("-").isdecimal() and text.isascii():
            raise forms.ValidationError(_("Talet har för många siffror: högst %(most)s.") % {"most": MOST_DIGITS})
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return -number if text.startswith("-") else number


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """One of some rows, said by its number."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and whole_number(value, digits=MOST_DIGITS) is None:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return super().to_python(value)
