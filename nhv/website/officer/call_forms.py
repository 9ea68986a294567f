"""The forms by which a call is made and moved."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from nhv.process.calls.acts import MOST_QUESTION, lacks_for_questions
from nhv.register.models import AreaDocument, Call, Organisation
from nhv.rules.reasons import MOST_WHY
from nhv.specification.document import CallFacts
from nhv.specification.faults import from_validation
from nhv.website.act_forms import ActForm, HourField, LinesField, ParagraphsField
from nhv.website.address_input import AddressInput
from nhv.website.day_fields import DayField, LastDayField
from nhv.website.refusals import document_fault_in_readers_words
from nhv.website.strict_fields import WholeNumberField


def hour_field() -> HourField:
    """The hour on the last day, when it is not the whole day."""
    return HourField(
        label=_("Klockslag den dagen, om det inte är hela dagen"),
        required=False,
        help_text=_("Svensk tid, till exempel 12.00. Lämna tomt om hela dagen räknas."),
    )


class NewCall(ActForm):
    """Which area, and until when."""

    area = forms.ChoiceField(label=_("Område"))
    deadline = LastDayField(label=_("Sista dag att ansöka"))
    deadline_time = hour_field()

    def __init__(self, data: Any, documents: Sequence[AreaDocument], area: str = "") -> None:
        super().__init__(data, initial={"area": area})
        names = [(document.area.key, f"{document.name} (version {document.version})") for document in documents]
        cast(forms.ChoiceField, self.fields["area"]).choices = [("", _("Välj område")), *names]


class CallForm(ActForm):
    """What a call says besides the area document. `facts` is it, when the form is valid."""

    title = forms.CharField(label=_("Rubrik"), max_length=500)
    deadline = LastDayField(label=_("Sista dag att ansöka"))
    deadline_time = hour_field()
    questions_until = DayField(label=_("Frågor tas emot till och med"), required=False)
    starts_earliest = DayField(label=_("Vården kan tidigast börja"), required=False)
    sought_sub_permits = forms.MultipleChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name
        label=_("Undertillstånd som också utlyses"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        template_name="officer/parts/checkboxes.html",
    )
    separate_sub_permits = forms.BooleanField(
        label=_("Varje undertillstånd söks i en egen ansökan"),
        required=False,
        help_text=_("Utan kryss söks de i samma ansökan som tillståndet."),
    )
    email = AddressInput(label=_("E-post för ansökningar"), required=False, max_length=254)
    postal_address = ParagraphsField(label=_("Postadress"), required=False, max_length=1_000, rows=3)
    contact_email = AddressInput(label=_("E-post för frågor"), required=False, max_length=254)
    attachments = LinesField(label=_("Till ansökan hör"), required=False, help_text=_("En handling på varje rad."))
    instructions = LinesField(label=_("Så ansöker ni"), required=False, help_text=_("En punkt på varje rad."))
    process = LinesField(label=_("Så går det till"), required=False, help_text=_("Ett stycke på varje rad."))
    revision = WholeNumberField(widget=forms.HiddenInput)

    def __init__(self, data: Any, call: Call) -> None:
        said = call.facts.model_dump()
        super().__init__(data, initial={**said, "revision": call.revision})
        self.call = call
        self.facts: CallFacts | None = None
        sub_permits = call.document.specification.sub_permits
        if sub_permits:
            choices = [(one.key, one.text) for one in sub_permits]
            cast(forms.ChoiceField, self.fields["sought_sub_permits"]).choices = choices
        else:
            del self.fields["sought_sub_permits"], self.fields["separate_sub_permits"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        told = {name: value or None for name, value in said.items() if name in CallFacts.model_fields}
        lists = ("sought_sub_permits", "attachments", "instructions", "process")
        told |= {name: said.get(name, ()) for name in lists}
        told["separate_sub_permits"] = bool(said.get("separate_sub_permits"))
        try:
            self.facts = CallFacts.model_validate({**self.call.facts.model_dump(), **told})
        except ValidationError as error:
            self._say(error)
        return said

    def _say(self, error: ValidationError) -> None:
        fault = from_validation(error, CallFacts, "")
        name = fault.where.partition(".")[0]
        hour_is_wrong = not name and fault.said is not None and fault.said.code.startswith("hour_")
        place = name if name in self.fields else "deadline_time" if hour_is_wrong else None
        self.add_error(place, document_fault_in_readers_words(fault))


class ExtensionForm(ActForm):
    """The first officer's half of an extension."""

    deadline = LastDayField(label=_("Ny sista dag"))
    deadline_time = hour_field()
    why = ParagraphsField(
        label=_("Skäl"),
        max_length=MOST_WHY,
        rows=4,
        help_text=_("Skälet publiceras, och skickas till alla regioner och alla som har påbörjat en ansökan."),
    )

    def __init__(self, data: Any, call: Call) -> None:
        super().__init__(data)
        cast(LastDayField, self.fields["deadline"]).after = call.facts.deadline


class PublicationForm(ActForm):
    """The button is the act; where something is lacking for questions, that is said to be meant."""

    without_questions = forms.BooleanField(
        label=_("Publicera ändå: utan e-post för frågor eller utan sista dag att ställa dem"), required=False
    )

    def __init__(self, data: Any, facts: CallFacts) -> None:
        super().__init__(data)
        if not lacks_for_questions(facts):
            del self.fields["without_questions"]


class WithdrawalForm(ActForm):
    """Why a call is taken back."""

    why = ParagraphsField(label=_("Skäl"), max_length=MOST_WHY, rows=4)


class AnswerForm(ActForm):
    """A question as it will be published, and its answer."""

    published_question = ParagraphsField(
        label=_("Frågan som den publiceras"),
        max_length=MOST_QUESTION,
        rows=5,
        help_text=_("Ta bort det som röjer vem som frågar."),
    )
    answer = ParagraphsField(label=_("Svaret"), max_length=8_000, rows=8)


class QuestionForm(ActForm):
    """A region's question about a call."""

    organisation = forms.ChoiceField(label=_("Ni frågar för"))
    question = ParagraphsField(
        label=_("Er fråga"),
        max_length=MOST_QUESTION,
        rows=8,
        help_text=_("Frågan och svaret publiceras, lika för alla. Vem som har frågat publiceras inte."),
    )

    def __init__(self, data: Any, organisations: Sequence[Organisation]) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.choices = [(one.key, one.name) for one in organisations]
        if len(organisations) == 1:
            field.initial = organisations[0].key
            field.widget = forms.HiddenInput()
