"""The forms by which a case is opened and moved, and a proposal handled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.process.cases.acts import Days
from nhv.process.decisions.documents import SignedOff
from nhv.process.proposals.models import Proposal
from nhv.register.models import Organisation
from nhv.rules.reasons import MOST_WHY
from nhv.rules.steps import STEPS, Step
from nhv.website import words
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.day_fields import DayField, LastDayField
from nhv.website.unsent.filling import OF_THIS_PAGE


def why_field(label: Any = _("Varför"), *, required: bool = True) -> ParagraphsField:
    """A reason that everybody can read."""
    return ParagraphsField(
        label=label, max_length=MOST_WHY, rows=3, required=required, help_text=_("Alla kan läsa skälet.")
    )


class NewCase(ActForm):
    """What the case is called."""

    title = forms.CharField(label=_("Vad ärendet gäller"), max_length=300)
    area = forms.ChoiceField(
        label=_("Området, om definitionen redan är beslutad och ska ändras"),
        required=False,
    )

    def __init__(self, data: Any, areas: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["area"]).choices = [("", _("Ett nytt område")), *areas]


class ReasonForm(ActForm):
    """Only a reason."""

    why = why_field()


class RecordNumber(ActForm):
    """The number in the official register."""

    record_number = forms.CharField(
        label=_("Diarienummer"), max_length=60, help_text=_("Som det står i diariet, till exempel 8.9-32412/2026.")
    )


class NextAct(ActForm):
    """What is to be done next, by whom, until when."""

    what = forms.CharField(label=_("Vad ska göras härnäst"), max_length=300, required=False)
    who = forms.CharField(label=_("Vem ska göra det"), max_length=300, required=False)
    day = DayField(label=_("Senast den"), required=False)


class GroupForm(ActForm):
    """The group that is given the case, and what it is called there."""

    group = forms.ChoiceField()

    def __init__(self, data: Any, groups: Sequence[Organisation], label: Any, chosen: str = "") -> None:
        super().__init__(data, initial={"group": chosen})
        self.fields["group"].label = label
        # No group is chosen until somebody chooses it.
        nobody = ("", _("Välj en grupp"))
        cast(forms.ChoiceField, self.fields["group"]).choices = [nobody, *((one.key, one.name) for one in groups)]


class NewGroup(ActForm):
    """A group that is not there yet."""

    name = forms.CharField(label=_("Gruppens namn"), max_length=300)


class PlanForm(ActForm):
    """First and last day of each step. `days` are those that were filled in, when the form is valid."""

    why = why_field(_("Varför, om en dag som redan är bestämd flyttas"), required=False)

    def __init__(self, data: Any, days: Mapping[Step, Days]) -> None:
        began = {f"{step}_begins": said.begins for step, said in days.items()}
        ended = {f"{step}_ends": said.ends for step, said in days.items()}
        super().__init__(data, initial={**began, **ended})
        for step in STEPS:
            name = words.STEPS[step]
            self.fields[f"{step}_begins"] = DayField(label=_("%(step)s börjar") % {"step": name}, required=False)
            self.fields[f"{step}_ends"] = DayField(label=_("%(step)s, sista dagen") % {"step": name}, required=False)
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for step in STEPS:
            if said.get(f"{step}_ends") and not said.get(f"{step}_begins"):
                self.add_error(f"{step}_begins", _("Skriv också när steget börjar."))
        return said

    @property
    def days(self) -> dict[Step, Days]:
        said = self.cleaned_data
        return {
            step: Days(said[f"{step}_begins"], said[f"{step}_ends"]) for step in STEPS if said.get(f"{step}_begins")
        }


class ExtendForm(ActForm):
    """A later last day of a consultation."""

    last_day = LastDayField(label=_("Ny sista svarsdag"))
    why = why_field()


def decider_field() -> forms.CharField:
    """Who has decided."""
    told = _("Titel och namn på den som har fattat beslutet.")
    return forms.CharField(label=_("Beslutsfattare"), max_length=200, help_text=told)


def presenter_field() -> forms.CharField:
    """Who has presented the matter, where somebody has."""
    return forms.CharField(label=_("Föredragande"), max_length=200, required=False)


class DecideForm(ActForm):
    """What Socialstyrelsen decides besides the text. `seen` is the seal of what it means, as it was read; each part
    that is another than what was sent out has a field for why."""

    seen = forms.CharField(widget=forms.HiddenInput(attrs={OF_THIS_PAGE: True}), required=False, max_length=64)
    record_number = forms.CharField(label=_("Diarienummer"), max_length=60)
    in_force_from = DayField(label=_("Definitionen gäller från och med"))
    decider = decider_field()
    presenter = presenter_field()
    reason = ParagraphsField(label=_("Skäl"), max_length=4_000, required=False)

    def __init__(
        self, data: Any, *, initial: Mapping[str, Any], owed: Mapping[str, Iterable[str]], begun: Mapping[str, str]
    ) -> None:
        self._keys = {f"varfor-{number}": key for number, key in enumerate(owed)}
        whys = {name: begun.get(key, "") for name, key in self._keys.items()}
        super().__init__(data, initial={**initial, **whys})
        for name, key in self._keys.items():
            label = _("Varför: %(change)s") % {"change": " ".join(owed[key])[:600]}
            self.fields[name] = ParagraphsField(label=label, max_length=2_000, rows=2)

    @property
    def signed(self) -> SignedOff:
        said = self.cleaned_data
        reasons = {key: said[name] for name, key in self._keys.items()}
        return SignedOff(decider=said["decider"], presenter=said["presenter"], reasons=reasons)


class RepealForm(ActForm):
    """What Socialstyrelsen decides when it withdraws a definition."""

    record_number = forms.CharField(label=_("Diarienummer"), max_length=60)
    last_day = DayField(label=_("Sista dagen då definitionen gäller"))
    decider = decider_field()
    presenter = presenter_field()
    reason = why_field()

    @property
    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        signed = SignedOff(decider=told["decider"], presenter=told["presenter"])
        return {"signed": signed, **{name: told[name] for name in ("record_number", "last_day", "reason")}}


class MergeForm(ActForm):
    """Which proposal it is the same as."""

    into = forms.ChoiceField(label=_("Samma som"))

    def __init__(self, data: Any, others: Sequence[Proposal]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["into"]).choices = [(str(one.pk), one.title) for one in others]
