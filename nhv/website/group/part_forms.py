"""The form of each kind of part: what can be said in it, read from the part and given back as the document has it."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.specification.area import Area, ConditionGroup
from nhv.specification.drafting import KINDS, Plain
from nhv.specification.parts import MOST_CHARACTERS, Frozen
from nhv.specification.questions import Question
from nhv.website import words
from nhv.website.act_forms import ActForm, LinesField, ParagraphsField
from nhv.website.strict_fields import WholeNumberField

OLDEST = 121
FIRST, AGES = ("kind", "name", "units", "heading"), ("from_age", "below_age", "ages")


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


class AgesMixin(forms.Form):
    """From which age, and below which."""

    from_age = WholeNumberField(label=_("Från ålder"), min_value=0, max_value=OLDEST - 1, required=False)
    below_age = WholeNumberField(label=_("Under ålder"), min_value=1, max_value=OLDEST, required=False)
    ages = forms.CharField(label=_("Åldrarna i ord"), max_length=300, required=False)

    def __init__(self, *said: Any, **more: Any) -> None:
        super().__init__(*said, **more)
        # What is asked of each comes last, and the heading stands above the text.
        own = [name for name in self.fields if name not in AGES]
        self.order_fields([*(name for name in FIRST if name in own), *own, *AGES])

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


class ClauseForm(AgesMixin, PartForm):
    """A part that may be about some ages only, as it says itself."""

    def read(self, part: Frozen) -> dict[str, Any]:
        return {**super().read(part), **self.read_ages(getattr(part, "population", None))}

    @property
    def said(self) -> Plain:
        return {**super().said, "population": self.population}


class GroupForm(ClauseForm):
    heading = forms.CharField(label=_("Rubrik"), max_length=300, required=False)
    text = ParagraphsField(label=_("Text under rubriken"), max_length=MOST_CHARACTERS, rows=3, required=False)
    lead = ParagraphsField(label=_("Raden före listan"), max_length=MOST_CHARACTERS, rows=2, required=False)
    plain = ("heading", "text", "lead")


class ClarificationForm(ClauseForm):
    open_list = forms.BooleanField(label=_("Listan ger bara exempel"), required=False)
    plain = ("text", "open_list")


class ExclusionForm(ClauseForm):
    level = forms.ChoiceField(
        label=_("Vem som gör vården i stället"),
        choices=[("", _("står inte")), *words.LEVELS.items()],
        required=False,
    )
    who = forms.CharField(label=_("Namn, om det står vilka"), max_length=300, required=False)
    instead_text = ParagraphsField(
        label=_("Mer om vem som gör vården i stället"), max_length=MOST_CHARACTERS, rows=2, required=False
    )
    may_be_brought_to = forms.ChoiceField(label=_("Kan ändå tas upp på"), required=False)
    hedge = forms.CharField(label=_("Förbehåll, till exempel ”generellt”"), max_length=300, required=False)
    plain = ("text", "hedge", "may_be_brought_to")

    def __init__(self, data: Any, *, area: Area, seen: int, part: Frozen | None = None) -> None:
        super().__init__(data, area=area, seen=seen, part=part)
        ways = [(one.key, (one.heading or one.text)[:160]) for one in area.pathways]
        cast(forms.ChoiceField, self.fields["may_be_brought_to"]).choices = [("", _("ingen väg")), *ways]

    def read(self, part: Frozen) -> dict[str, Any]:
        instead: Any = getattr(part, "instead", None)
        told = {"level": instead.level, "who": instead.who, "instead_text": instead.text} if instead else {}
        return {**super().read(part), **told}

    @property
    def said(self) -> Plain:
        told = {"level": "level", "who": "who", "text": "instead_text"}
        instead = {name: said for name, field in told.items() if (said := self.cleaned_data[field])}
        return {**super().said, "instead": instead or None}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if (said.get("who") or said.get("instead_text")) and not said.get("level"):
            self.add_error("level", _("Välj vem som gör vården i stället, när det står mer om det."))
        return said


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


class PathwayForm(ClauseForm):
    kind = forms.ChoiceField(label=_("Vägen"), choices=list(words.PATHWAYS.items()))
    referral_data = LinesField(label=_("Vad remissen ska innehålla, en uppgift på varje rad"), required=False)
    heading = forms.CharField(label=_("Rubrik"), max_length=300, required=False)
    address = forms.URLField(
        label=_("Webbadress till vägen in"),
        max_length=2_000,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    plain = ("kind", "heading", "text", "address")

    def read(self, part: Frozen) -> dict[str, Any]:
        return {**super().read(part), "referral_data": getattr(part, "referral_data", ())}

    @property
    def said(self) -> Plain:
        return {**super().said, "referral_data": list(self.cleaned_data["referral_data"]) or None}


class CriterionForm(ClauseForm):
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
    "point": ClauseForm,
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
    intro = ParagraphsField(label=_("Inledning"), max_length=MOST_CHARACTERS, rows=3, required=False)
    exclusions_lead = ParagraphsField(
        label=_("Raden före avgränsningarna"), max_length=MOST_CHARACTERS, rows=2, required=False
    )
    plain: ClassVar[tuple[str, ...]] = ("name", "units", "intro", "exclusions_lead")

    def __init__(self, data: Any, *, area: Area, seen: int) -> None:
        told = {name: getattr(area, name) for name in self.plain}
        super().__init__(data, initial={"seen": seen, **told, **self.read_ages(area.population)})

    @property
    def said(self) -> Plain:
        return {**{name: self.cleaned_data[name] or None for name in self.plain}, "population": self.population}


class HeadingsForm(ActForm):
    """The heading of each group of conditions and what stands under it; a group without heading has none of its own."""

    seen = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, area: Area, seen: int) -> None:
        now: dict[str, ConditionGroup] = {one.group: one for one in area.condition_groups}
        told = {f"{group}-{name}": getattr(now.get(group), name, "") for group in self.groups for name in self.names}
        super().__init__(data, initial={"seen": seen, **told})
        for group, word in words.CONDITION_GROUPS.items():
            self.fields[f"{group}-heading"] = forms.CharField(
                label=_("Rubrik: %(group)s") % {"group": word}, max_length=1_000, required=False
            )
            self.fields[f"{group}-lead"] = ParagraphsField(
                label=_("Text under rubriken: %(group)s") % {"group": word},
                max_length=MOST_CHARACTERS,
                rows=2,
                required=False,
            )

    groups, names = tuple(words.CONDITION_GROUPS), ("heading", "lead")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for group in self.groups:
            if said.get(f"{group}-lead") and not said.get(f"{group}-heading"):
                self.add_error(f"{group}-heading", _("Skriv en rubrik, när det står text under den."))
        return said

    @property
    def said(self) -> Plain:
        said = self.cleaned_data
        rows = [
            {"group": group, **{name: told for name in self.names if (told := said[f"{group}-{name}"])}}
            for group in self.groups
        ]
        return {"condition_groups": [row for row in rows if "heading" in row] or None}


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
