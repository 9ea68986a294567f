"""What is wrong with a field, in words that name it: a list of faults stands far from the fields."""

from collections.abc import Iterator

from django import forms
from django.core import validators
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NUMBER = _("”%(label)s” ska vara ett heltal, skrivet med siffror.")
_CHOICE = _("Välj ett av svaren på ”%(label)s”. Det som skickades finns inte bland dem.")
# Django's own sentences know neither what the field is called nor who reads it. A sentence of the field's own is kept.
_OURS: tuple[tuple[str | Promise, Promise], ...] = (
    (
        validators.MaxLengthValidator.message,
        _("”%(label)s” har %(show_value)s tecken och får ha högst %(limit_value)s. Korta texten."),
    ),
    (
        validators.MinLengthValidator.message,
        _("”%(label)s” har %(show_value)s tecken och ska ha minst %(limit_value)s."),
    ),
    (validators.MaxValueValidator.message, _("”%(label)s” får vara högst %(limit_value)s.")),
    (validators.MinValueValidator.message, _("”%(label)s” får vara lägst %(limit_value)s.")),
    (forms.IntegerField.default_error_messages["invalid"], _NUMBER),
    (forms.ChoiceField.default_error_messages["invalid_choice"], _CHOICE),
    (forms.ModelChoiceField.default_error_messages["invalid_choice"], _CHOICE),
)
_REQUIRED = forms.Field.default_error_messages["required"]


def faults_of(field: BoundField) -> list[str]:
    """Every fault of the field, a sentence each."""
    return [sentence for fault in field.errors.as_data() for sentence in _in_words(field, fault)]


def _in_words(field: BoundField, fault: forms.ValidationError) -> Iterator[str]:
    ours = _required(field) if fault.message is _REQUIRED else _ours(fault.message)
    if ours is None:
        yield from fault.messages
    else:
        yield str(ours) % {**(fault.params or {}), "label": field.label}


def _required(field: BoundField) -> Promise:
    return _("Välj ett svar på ”%(label)s”.") if field.use_fieldset else _("”%(label)s” är inte ifyllt.")


def _ours(message: object) -> Promise | None:
    return next((ours for djangos, ours in _OURS if djangos is message), None)
