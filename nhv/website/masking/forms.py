"""The form by which one thing is hidden."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.filings.models import FilingVersion
from nhv.masking.acts import What
from nhv.masking.files import attached
from nhv.masking.models import MOST_PARAGRAPH, MOST_WORDS
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.strict_fields import WholeNumberField


class HideForm(ActForm):
    """One thing to hide, with its support in law."""

    words = forms.CharField(
        label=_("Ord som ska döljas"),
        required=False,
        max_length=MOST_WORDS,
        help_text=_("De döljs överallt: i svaren och i alla filer. Ett namn eller ett nummer åt gången."),
    )
    question = forms.ChoiceField(label=_("eller ett helt svar"), required=False)
    file = forms.ChoiceField(label=_("eller en fil"), required=False)
    page = WholeNumberField(
        label=_("Sida i filen"), required=False, min_value=1, max_value=999, help_text=_("Lämna tomt för hela filen.")
    )
    paragraph = forms.CharField(
        label=_("Paragraf som stöder det"), max_length=MOST_PARAGRAPH, help_text=_("Till exempel 21 kap. 1 § OSL.")
    )
    why = ParagraphsField(label=_("Skäl"), max_length=MOST_WHY, rows=2, help_text=_("Alla kan läsa skälet."))

    def __init__(self, data: Any, version: FilingVersion) -> None:
        super().__init__(data)
        given = version.answers_by_key
        asked = [one for one in version.outline.outline.asked() if one.key in given]
        answers = [(one.key, one.question.text) for one in asked if one.question.kind != "attachment"]
        files = [(one["sha256"], one["name"]) for one in attached(version)]
        nothing = ("", _("inget"))
        cast(forms.ChoiceField, self.fields["question"]).choices = [nothing, *answers]
        cast(forms.ChoiceField, self.fields["file"]).choices = [nothing, *files]
        if not files:
            del self.fields["file"], self.fields["page"]

    @property
    def what(self) -> What:
        said = self.cleaned_data
        return What(said["words"], said["question"], said.get("file", ""), said.get("page"))


class WhyForm(ActForm):
    """Only a reason."""

    why = ParagraphsField(label=_("Varför"), max_length=MOST_WHY, rows=3)
