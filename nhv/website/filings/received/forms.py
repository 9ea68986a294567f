"""The forms by which somebody handles what has been received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from nhv.derived.application_form import OF_ALL
from nhv.filings.acts.handling import MOST_TEXT
from nhv.specification.answers import Answers, missing
from nhv.specification.outline import Asked, Outline, Section
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.day_fields import LastDayField
from nhv.website.filings.own.progress import short_name


class CompletionForm(ActForm):
    """What is asked for, about which of the questions, and by when."""

    text = ParagraphsField(
        label=_("Vad behöver kompletteras?"),
        max_length=MOST_TEXT,
        rows=8,
        help_text=_("Den som har skickat in läser det på sin sida, och får ett mejl om att det finns där."),
    )
    deadline = LastDayField(label=_("Senast den"))
    questions = forms.MultipleChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name
        label=_("Vilka frågor gäller det?"),
        required=False,
        help_text=_(
            "Det som saknas i det inskickade är märkt. Kryssa inget om det gäller hela. Den som svarar får en länk "
            "till varje fråga."
        ),
        widget=forms.CheckboxSelectMultiple,
        template_name="filings/received/question_boxes.html",
    )

    def __init__(self, data: Any, outline: Outline, answers: Answers) -> None:
        super().__init__(data)
        self._outline = outline
        self._missing = {asked.key for asked in missing(outline, answers)}
        choices = [(asked.key, short_name(asked)) for asked in outline.asked() if not asked.further]
        cast(forms.ChoiceField, self.fields["questions"]).choices = choices

    def sections(self) -> list["Boxes"]:
        """The questions as they are asked, section by section."""
        boxes = {str(box.data["value"]): box for box in self["questions"].subwidgets}
        found = [
            Boxes(
                part,
                [
                    Box(asked, boxes[asked.key], asked.key in self._missing)
                    for asked in part.questions
                    if asked.key in boxes
                ],
            )
            for part in self._outline.sections
        ]
        return [one for one in found if one.boxes]


@dataclass(frozen=True)
class Box:
    """A question to tick, and whether it must be answered and is not in what was sent."""

    asked: Asked
    box: BoundWidget
    is_missing: bool


@dataclass(frozen=True)
class Boxes:
    """The questions of one section to tick. Folded up where there are conditions, or something is missing or ticked."""

    section: Section
    boxes: list[Box]

    @property
    def missing(self) -> int:
        return sum(one.is_missing for one in self.boxes)

    @property
    def is_open(self) -> bool:
        return any(
            # Conditions that are not in the document are asked about in one question, without their words.
            one.asked.clause or one.asked.key.endswith(OF_ALL) or one.is_missing or one.box.data["selected"]
            for one in self.boxes
        )


class CompletionTimeForm(ActForm):
    """A later day for a completion."""

    deadline = LastDayField(label=_("Ny sista dag"), help_text=_("Den måste vara senare än den som gäller nu."))

    def __init__(self, data: Any, now: date | None) -> None:
        super().__init__(data)
        cast(LastDayField, self.fields["deadline"]).after = now


class WithdrawCompletionForm(ActForm):
    """Why a completion is no longer asked for."""

    why = ParagraphsField(
        label=_("Varför behövs den inte?"),
        max_length=1_000,
        rows=4,
        help_text=_("Den som har skickat in läser det på sin sida, och får ett mejl om att begäran är återtagen."),
    )


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
