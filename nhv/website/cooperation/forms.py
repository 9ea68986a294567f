"""The forms of co-operation."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.models import Filing
from nhv.process.cooperation.models import MOST_DOES, CooperationPart
from nhv.process.weighing.models import MOST_WORDS
from nhv.process.weighing.queries import called
from nhv.website.act_forms import ActForm, ParagraphsField


class ProposeForm(ActForm):
    """What the applicants would do together, and each one's part; who has no part is left out."""

    words = ParagraphsField(label=gettext_lazy("Vad samverkan gäller"), rows=3, max_length=MOST_WORDS)

    def __init__(self, data: Any, filed: Sequence[Filing]) -> None:
        super().__init__(data)
        self._filed = filed
        for one in filed:
            label = _("Vad %(who)s gör; tomt om den inte är med") % {"who": called(one)}
            self.fields[f"does-{one.key}"] = ParagraphsField(label=label, rows=2, required=False, max_length=MOST_DOES)

    @property
    def parts(self) -> Mapping[Filing, str]:
        said = {one: self.cleaned_data.get(f"does-{one.key}") or "" for one in self._filed}
        return {filing: words for filing, words in said.items() if words}


class AnswerForm(ActForm):
    """A party's answer; which part, where the region has applied for more than one place."""

    part = forms.ChoiceField(label=gettext_lazy("För vilken ansökan"), widget=forms.RadioSelect)
    agrees = forms.ChoiceField(
        label=gettext_lazy("Vill ni samverka så?"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej"))],
    )
    words = ParagraphsField(
        label=gettext_lazy("Förbehåll, eller varför inte"), rows=3, required=False, max_length=MOST_DOES
    )

    def __init__(self, data: Any, own: Sequence[CooperationPart]) -> None:
        super().__init__(data)
        choices = [(str(one.pk), called(one.filing)) for one in own]
        cast(forms.ChoiceField, self.fields["part"]).choices = choices
        if len(choices) == 1:
            self.fields["part"].initial, self.fields["part"].widget = choices[0][0], forms.HiddenInput()
