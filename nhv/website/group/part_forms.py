"""The form of each kind of part: what can be said in it, read from the part and given back as the document has it."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.specification.area import Area
from nhv.specification.drafting import KINDS, Plain
from nhv.specification.parts import MOST_CHARACTERS, Frozen
from nhv.specification.questions import Question
from nhv.website import words
from nhv.website.act_forms import ActForm, LinesField, ParagraphsField
from nhv.website.strict_fields import WholeNumberField

OLDEST = 121


class PartForm(ActForm):
    """`seen` is the revision that the writer saw. Fields named in `plain` are those of the document itself."""

    seen = WholeNumberField(widget=forms.HiddenInput)
    text = ParagraphsField(label=_("Lydelse"), max_length=MOST_CHARACTERS, rows=4)
    plain: ClassVar[tuple[str, ...]] = ("text",)

    def __init__(self, data: Any, *, area: Area, seen: int, part: Frozen | None = None) -> None:
        super().__init__(data, initial={"seen": seen, **(self.read(part) if part else {})})

    def read(self, part: Frozen) -> dict[str, Any]:
        """What the part says now, as the form shows it."""
        return {name: getattr(part, name) for name in self.plain}

    @property
    def said(self) -> Plain:
        """The part as it is to be; None where a field is to be empty."""
        return {name: self.cleaned_data[name] or None for name in self.plain}


class GroupForm(PartForm):
    heading = forms.CharField(label=_("Rubrik"), max_length=300, required=False)
    text = ParagraphsField(label=_("Text under rubriken"), max_length=MOST_CHARACTERS, rows=3, required=False)
    plain = ("heading", "text")


class ClarificationForm(PartForm):
    open_list = forms.BooleanField(label=_("Listan ger bara exempel"), required=False)
    plain = ("text", "open_list")


class ExclusionForm(PartForm):
    level = forms.ChoiceField(
        label=_("Vem som gör vården i stället"),
        choices=[("", _("står inte")), *words.LEVELS.items()],
        required=False,
    )
    who = forms.CharField(label=_("Namn, om det står vilka"), max_length=300, required=False)
    hedge = forms.CharField(label=_("Förbehåll, till exempel ”generellt”"), max_length=300, required=False)
    plain = ("text", "hedge")

    def read(self, part: Frozen) -> dict[str, Any]:
        instead: Any = getattr(part, "instead", None)
        told = {"level": instead.level, "who": instead.who} if instead else {}
        return {**super().read(part), **told}

    @property
    def said(self) -> Plain:
        level, who = self.cleaned_data["level"], self.cleaned_data["who"]
        instead = {"level": level, **({"who": who} if who else {})} if level else None
        return {**super().said, "instead": instead}


class AgesMixin(forms.Form):
    """From which age, and below which."""

    from_age = WholeNumberField(label=_("Från ålder"), min_value=0, max_value=OLDEST - 1, required=False)
    below_age = WholeNumberField(label=_("Under ålder"), min_value=1, max_value=OLDEST, required=False)
    ages = forms.CharField(label=_("Åldrarna i ord"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        numbers = said.get("from_age") is not None or said.get("below_age") is not None
        if numbers and not said.get("ages"):
            self.add_error("ages", _("Skriv åldrarna också i ord, som de ska stå i beslutet."))
        return said

    @property
    def population(self) -> Plain | None:
        said = self.cleaned_data
        told = {"from_age": said["from_age"], "below_age": said["below_age"], "text": said["ages"]}
        return {name: value for name, value in told.items() if value not in (None, "")} if said["ages"] else None

    @staticmethod
    def read_ages(population: Any) -> dict[str, Any]:
        if population is None:
            return {}
        return {"from_age": population.from_age, "below_age": population.below_age, "ages": population.text}


class SubPermitForm(AgesMixin, PartForm):
    units = WholeNumberField(label=_("Antal enheter"), min_value=1, max_value=30, required=False)
    points = forms.MultipleChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name
        label=_("Punkter som det omfattar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        template_name="officer/parts/checkboxes.html",
    )
    activities = LinesField(label=_("Verksamheter som det omfattar, en på varje rad"), required=False)
    plain = ("text", "units")

    def __init__(self, data: Any, *, area: Area, seen: int, part: Frozen | None = None) -> None:
        super().__init__(data, area=area, seen=seen, part=part)
        choices = [(point.key, point.text[:160]) for group in area.scope for point in group.points]
        cast(forms.MultipleChoiceField, self.fields["points"]).choices = choices

    def read(self, part: Frozen) -> dict[str, Any]:
        covers: Any = getattr(part, "covers", None)
        told = {"points": list(covers.points), "activities": covers.activities, **self.read_ages(covers.population)}
        return {**super().read(part), **told}

    @property
    def said(self) -> Plain:
        said = self.cleaned_data
        covers: Plain = {"points": said["points"], "activities": list(said["activities"])}
        if self.population:
            covers["population"] = self.population
        return {**super().said, "covers": {name: value for name, value in covers.items() if value}}


class PathwayForm(PartForm):
    kind = forms.ChoiceField(label=_("Vägen"), choices=list(words.PATHWAYS.items()))
    referral_data = LinesField(label=_("Vad remissen ska innehålla, en uppgift på varje rad"), required=False)
    plain = ("kind", "text")

    def read(self, part: Frozen) -> dict[str, Any]:
        return {**super().read(part), "referral_data": getattr(part, "referral_data", ())}

    @property
    def said(self) -> Plain:
        return {**super().said, "referral_data": list(self.cleaned_data["referral_data"]) or None}


class CriterionForm(PartForm):
    force = forms.ChoiceField(label=_("Styrka"), choices=list(words.REQUIREMENTS.items()))
    leads_to = forms.CharField(label=_("Vad det leder till"), max_length=300, required=False)
    plain = ("text", "force", "leads_to")


class ConditionForm(PartForm):
    group = forms.ChoiceField(label=_("Grupp"), choices=list(words.CONDITION_GROUPS.items()))
    force = forms.ChoiceField(label=_("Styrka"), choices=list(words.FORCES.items()))
    belongs_to = forms.ChoiceField(
        label=_("Gäller"),
        choices=[("", _("inte sagt")), ("hospital", _("sjukhuset")), ("unit", _("enheten"))],
        required=False,
    )
    question = forms.CharField(
        label=_("Fråga till den som ansöker"),
        max_length=1_000,
        required=False,
        help_text=_("Besvaras med ja eller nej, och en beskrivning."),
    )
    plain = ("text", "group", "force", "belongs_to")
    asked: Question | None = None  # a question of another kind keeps its kind when it is reworded

    def read(self, part: Frozen) -> dict[str, Any]:
        self.asked = getattr(part, "question", None)
        return {**super().read(part), "question": self.asked.text if self.asked else ""}

    @property
    def said(self) -> Plain:
        words_of_it = self.cleaned_data["question"]
        kept = self.asked.model_dump(mode="json", exclude_defaults=True) if self.asked else {"kind": "yes_no"}
        return {**super().said, "question": {**kept, "text": words_of_it} if words_of_it else None}


class NewConditionForm(ConditionForm):
    @property
    def said(self) -> Plain:
        return {**super().said, "stage": "proposed"}


class MeasureForm(PartForm):
    """What is reported every year."""


FORMS: dict[str, type[PartForm]] = {
    "scope_group": GroupForm,
    "point": PartForm,
    "clarification": ClarificationForm,
    "exclusion": ExclusionForm,
    "sub_permit": SubPermitForm,
    "pathway": PathwayForm,
    "criterion": CriterionForm,
    "condition": ConditionForm,
    "measure": MeasureForm,
}
assert set(FORMS) == set(KINDS)
_KIND_OF = {
    "ScopeGroup": "scope_group",
    "Point": "point",
    "InnerPoint": "point",
    "Clarification": "clarification",
    "Exclusion": "exclusion",
    "SubPermit": "sub_permit",
    "Pathway": "pathway",
    "Criterion": "criterion",
    "Condition": "condition",
    "Measure": "measure",
}


def kind_of(part: Frozen) -> str:
    """What kind of part it is."""
    return _KIND_OF[type(part).__name__]


def form_of_new(kind: str) -> type[PartForm]:
    """The form by which such a part is added."""
    return NewConditionForm if kind == "condition" else FORMS[kind]


class HeadForm(AgesMixin, ActForm):
    """The document's own: name, number of units, ages."""

    seen = WholeNumberField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Områdets namn"), max_length=300)
    units = WholeNumberField(label=_("Antal enheter"), min_value=1, max_value=30, required=False)

    def __init__(self, data: Any, *, area: Area, seen: int) -> None:
        told = {"seen": seen, "name": area.name, "units": area.units, **self.read_ages(area.population)}
        super().__init__(data, initial=told)

    @property
    def said(self) -> Plain:
        return {"name": self.cleaned_data["name"], "units": self.cleaned_data["units"], "population": self.population}


class SplitForm(ActForm):
    """One part as several."""

    seen = WholeNumberField(widget=forms.HiddenInput)
    first = ParagraphsField(label=_("Första delen"), max_length=MOST_CHARACTERS, rows=4)
    second = ParagraphsField(label=_("Andra delen"), max_length=MOST_CHARACTERS, rows=4)
    third = ParagraphsField(
        label=_("Tredje delen, om den delas i tre"), max_length=MOST_CHARACTERS, rows=4, required=False
    )

    @property
    def texts(self) -> Iterable[str]:
        return (self.cleaned_data["first"], self.cleaned_data["second"], self.cleaned_data["third"])


class JoinForm(ActForm):
    """Two parts as one."""

    seen = WholeNumberField(widget=forms.HiddenInput)
    text = ParagraphsField(label=_("Den nya lydelsen"), max_length=MOST_CHARACTERS, rows=5)


class DeclarationForm(ActForm):
    """What a member has to declare."""

    interests = ParagraphsField(
        label=_("Uppdrag, anställningar, ekonomiska intressen och annat som kan ha betydelse"),
        max_length=2_000,
        rows=4,
        required=False,
        help_text=_("Läses av gruppen och av myndighetens handläggare, och av ingen annan."),
    )
    nothing = forms.BooleanField(label=_("Jag har inget att anmäla"), required=False)


class SeatForm(ActForm):
    """Which healthcare region nominated a member."""

    membership = forms.ChoiceField(label=_("Medlem"))
    nominated_by = forms.ChoiceField(label=_("Nominerad av"))

    def __init__(self, data: Any, *, members: Iterable[tuple[str, str]], regions: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["membership"]).choices = list(members)
        cast(forms.ChoiceField, self.fields["nominated_by"]).choices = list(regions)
