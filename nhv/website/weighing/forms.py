"""The forms of preparation."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from nhv.filings.models import Filing
from nhv.process.weighing.acts import Part
from nhv.process.weighing.models import MOST_WHY, MOST_WORDS
from nhv.process.weighing.queries import called
from nhv.rules.judgements import Met
from nhv.specification.area import Area
from nhv.specification.motion import Outcome, possible_outcomes
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.board_words import why_no_part
from nhv.website.day_fields import LastDayField
from nhv.website.words import MET, PERMIT_OUTCOMES


class JudgeForm(ActForm):
    """What a member finds of one cell. Nothing is chosen beforehand."""

    met = forms.ChoiceField(
        label=gettext_lazy("Din bedömning"), widget=forms.RadioSelect, choices=[(one.value, MET[one]) for one in Met]
    )
    why = ParagraphsField(label=gettext_lazy("Varför?"), rows=4, max_length=MOST_WHY)


class ShareForm(ActForm):
    """Who judges a row first."""

    member = forms.ChoiceField(label=gettext_lazy("Vem bedömer raden först?"), required=False)

    def __init__(self, data: Any, members: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", gettext_lazy("Ingen särskild")), *members]
        cast(forms.ChoiceField, self.fields["member"]).choices = choices


class PartForm(ActForm):
    """What the group will say of an applicant, or of the whole: for the patient first."""

    about = forms.ChoiceField(label=gettext_lazy("Vad gäller det?"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("Gruppen föreslår"),
        required=False,
    )
    patient = ParagraphsField(label=gettext_lazy("Patientens bästa"), rows=5, max_length=MOST_WORDS)
    system = ParagraphsField(
        label=gettext_lazy("Vad det betyder för annan vård (frivilligt)"), rows=4, required=False, max_length=MOST_WORDS
    )

    def __init__(self, data: Any, filed: Sequence[Filing], area: Area) -> None:
        super().__init__(data)
        outcomes = [("", "–"), *((one.value, PERMIT_OUTCOMES[one]) for one in possible_outcomes(area))]
        cast(forms.ChoiceField, self.fields["outcome"]).choices = outcomes
        self.fields["outcome"].help_text = why_no_part(area)
        self._filed = {one.key: one for one in filed}
        choices = [("", gettext_lazy("Helheten")), *((one.key, called(one)) for one in filed)]
        cast(forms.ChoiceField, self.fields["about"]).choices = choices
        self.fields["about"].required = False

    @property
    def part(self) -> Part:
        said = self.cleaned_data
        outcome = Outcome(said["outcome"]) if said["outcome"] else None
        return Part(said["patient"], said["system"], outcome, self._filed.get(said["about"]))


class GiveForm(ActForm):
    """The opinion goes to the board."""

    placement = forms.ChoiceField(label=gettext_lazy("Fryst jämförelse av placeringar (frivilligt)"), required=False)
    dissent = ParagraphsField(
        label=gettext_lazy("Avvikande mening (frivilligt)"), rows=3, required=False, max_length=MOST_WORDS
    )

    def __init__(self, data: Any, frozen: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["placement"]).choices = [("", "–"), *frozen]


class HearForm(ActForm):
    """What those who have applied are heard about, and until when."""

    told = ParagraphsField(
        label=gettext_lazy("Vad de hörs om"),
        help_text=gettext_lazy("Förslaget, ändrade villkor och annat som har betydelse. Yttrandet följer med."),
        max_length=MOST_WORDS,
    )
    last_day = LastDayField(label=gettext_lazy("Sista dag att yttra sig"))

    @property
    def heard(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("told", "last_day")}
