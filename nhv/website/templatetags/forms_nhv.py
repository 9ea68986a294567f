"""What the template of a field needs: the widget in the classes of the design system."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from nhv.website.field_faults import faults_of

register = template.Library()

CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "nhsuk-checkboxes__input",
    forms.Textarea: "nhsuk-textarea",
    forms.Select: "nhsuk-select",
    forms.widgets.Input: "nhsuk-input",
}


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field itself, with the class of its kind."""
    names = next((names for kind, names in CLASSES.items() if isinstance(field.field.widget, kind)), "")
    if field.errors and names:
        names += f" {names}--error"
    # Placeholders vanish when one begins to write, and are pale: labels and hints say it instead.
    field.field.widget.attrs.pop("placeholder", None)
    # A browser cuts off in silence what is pasted beyond this; the form says it in words, with the text still there.
    field.field.widget.attrs.pop("maxlength", None)
    return field.as_widget(attrs={"class": f"{names} {field.field.widget.attrs.get('class', '')}".strip()})


@register.filter
def faults(field: BoundField) -> list[str]:
    """What is wrong with it, in words."""
    return faults_of(field)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether it is one box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def meaning(choice: Any) -> str:
    """What is said under a choice: from the widget's `meanings`, when it has them."""
    return str(getattr(choice.parent_widget, "meanings", {}).get(str(choice.data["value"]), ""))


@register.filter
def choice_kind(field: BoundField) -> str:
    """What the design system calls a list of choices: one of them, or several."""
    return "checkboxes" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radios"
