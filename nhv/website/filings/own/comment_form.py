"""The form of a comment."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.acts.commenting import MOST_SAID
from nhv.specification.outline import Outline
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.filings.own.progress import short_name


class CommentForm(ActForm):
    """What one wants to say, perhaps of one of the questions."""

    text = ParagraphsField(label=gettext_lazy("Kommentar"), max_length=MOST_SAID, rows=3)
    question = forms.ChoiceField(label=gettext_lazy("Gäller"), required=False)

    def __init__(self, data: Any, outline: Outline) -> None:
        super().__init__(data)
        asked = [(one.key, short_name(one)) for one in outline.asked() if not one.further]
        cast(forms.ChoiceField, self.fields["question"]).choices = [("", _("Hela")), *asked]
