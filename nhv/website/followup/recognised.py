"""The step before words are published that may point a patient out: what was found, and why nobody is."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.followup.recognised import Texts, found_in, in_a_row
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, ParagraphsField

NOBODY = "nobody_because"


class ToldForm(ActForm):
    """A form whose words everybody will read. `texts` gives them, of what is filled in. The reason is asked for when
    something is found that needs one, and not before; the act asks for it too."""

    nobody_because = ParagraphsField(
        label=gettext_lazy("Varför ingen kan kännas igen"),
        max_length=MOST_WHY,
        rows=3,
        required=False,
        help_text=gettext_lazy("Sparas i dagboken, och visas inte för alla."),
    )

    def __init__(self, *args: Any, texts: Callable[[Mapping[str, Any]], Texts], **more: Any) -> None:
        super().__init__(*args, **more)
        self._texts = texts
        field = self.fields.pop(NOBODY)
        self.fields[NOBODY] = field
        self._asked_with = field.widget
        if not (self.data.get(self.add_prefix(NOBODY)) or "").strip():
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        asking = [one for one in found_in(self._texts(said)) if not one.stops]
        if asking and not said.get(NOBODY, "").strip():
            self.fields[NOBODY].widget = self._asked_with
            told = _("Det här kan göra att en patient känns igen: %(found)s.") % {"found": in_a_row(asking)}
            what = _("Skriv om det, eller skriv här varför ingen kan kännas igen.")
            self.add_error(NOBODY, f"{told} {what}")
        return said
