"""The field where people write an e-mail address."""

from typing import Any, Self

from django import forms

from nhv.language.words import normalise


def address_box(**attrs: str) -> forms.TextInput:
    """A box for an address that sends what was written as it was written: a browser alters what stands in one of type
    «email», or says in its own language what is wrong with it."""
    return forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false", **attrs})


class AddressInput(forms.EmailField):
    """Received as people paste it: without signs that do not show, with its letters put together."""

    widget = address_box()

    @classmethod
    def as_in(cls, field: forms.Field) -> Self:
        """In place of another library's field, with its words and its look."""
        attrs = {name: value for name, value in field.widget.attrs.items() if name not in ("type", "maxlength")}
        return cls(label=field.label, required=field.required, help_text=field.help_text, widget=address_box(**attrs))

    def to_python(self, value: Any) -> Any:
        return super().to_python(normalise(value) if isinstance(value, str) else value)
