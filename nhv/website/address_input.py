"""The field where people write an e-mail address."""

from typing import Any, Self

from django import forms

from nhv.language.words import normalise


class AddressInput(forms.EmailField):
    """Received as people paste it: without signs that do not show, with its letters put together."""

    @classmethod
    def as_in(cls, field: forms.Field) -> Self:
        """In place of another library's field, with its words and its look."""
        return cls(label=field.label, required=field.required, help_text=field.help_text, widget=field.widget)

    def to_python(self, value: Any) -> Any:
        return super().to_python(normalise(value) if isinstance(value, str) else value)
