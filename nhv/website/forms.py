"""How forms are drawn: one template for a field, in the classes of the design system."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """FORM_RENDERER: `{{ field.as_field_group }}` gives label, hint, fault and field."""

    field_template_name = "forms/field.html"
