"""The forms by which somebody handles what has been received."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.filings.acts.handling import MOST_TEXT
from nhv.specification.outline import Outline
from nhv.website.act_forms import ActForm, DayField, ParagraphsField
from nhv.website.filings.own.progress import short_name


class CompletionForm(ActForm):
    """What is asked for, about which of the questions, and by when."""

    text = ParagraphsField(
        label=_("Vad behöver kompletteras?"),
        max_length=MOST_TEXT,
        rows=8,
        help_text=_("Den som har skickat in läser det på sin sida, och får ett mejl om att det finns där."),
    )
    deadline = DayField(label=_("Senast den"))
    questions = forms.MultipleChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name
        label=_("Vilka frågor gäller det?"),
        required=False,
        help_text=_("Kryssa inget om det gäller hela. Den som svarar får en länk till varje fråga."),
        widget=forms.CheckboxSelectMultiple,
        template_name="officer/parts/checkboxes.html",
    )

    def __init__(self, data: Any, outline: Outline) -> None:
        super().__init__(data)
        choices = [(asked.key, short_name(asked)) for asked in outline.asked() if not asked.further]
        cast(forms.ChoiceField, self.fields["questions"]).choices = choices


class AssignForm(ActForm):
    """Who handles it from now on."""

    to = forms.ChoiceField(label=_("Handläggare"), required=False)

    def __init__(self, data: Any, people: Sequence[tuple[int, str]], now: int | None) -> None:
        super().__init__(data, initial={"to": str(now or "")})
        others = [(str(number), name) for number, name in people]
        cast(forms.ChoiceField, self.fields["to"]).choices = [("", _("Ingen")), *others]

    @property
    def chosen(self) -> int | None:
        """The number of the account; nothing for nobody."""
        return int(self.cleaned_data["to"]) if self.cleaned_data["to"] else None


class NoteForm(ActForm):
    """A note for the colleagues."""

    text = ParagraphsField(label=_("Anteckning"), max_length=MOST_TEXT, rows=4)
