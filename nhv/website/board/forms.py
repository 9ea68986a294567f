"""The forms of the board."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from nhv.filings.models import Filing
from nhv.process.board.models import MOST_NAME, Meeting
from nhv.process.weighing.models import MOST_WHY, MOST_WORDS
from nhv.process.weighing.queries import called
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import Cooperation, ForApplicant, MotionKind, PartStart, possible_outcomes
from nhv.specification.motion import Motion as Said
from nhv.website.act_forms import ActForm, HourField, ParagraphsField
from nhv.website.board.changes import MOST_SHOWN, UNSAID, Changes
from nhv.website.board_words import why_no_part
from nhv.website.day_fields import DayField
from nhv.website.unsent.filling import OF_THIS_PAGE
from nhv.website.words import MATTER_OUTCOMES, MEETING_KINDS, MOTION_KINDS, PERMIT_OUTCOMES

Choices = Sequence[tuple[str, Any]]


class ChoosingForm(ActForm):
    """A form with one list that is known when it is drawn."""

    chosen = ""

    def __init__(self, data: Any, choices: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        cast(forms.ChoiceField, self.fields[self.chosen]).choices = choices


class PlanForm(ChoosingForm):
    """A meeting on a day."""

    chosen = "board"
    board = forms.ChoiceField(label=gettext_lazy("Nämnd"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Slags sammanträde"), choices=[(one.value, MEETING_KINDS[one.value]) for one in Meeting.Kind]
    )
    day = DayField(label=gettext_lazy("Dag"))
    hour = HourField(label=gettext_lazy("Klockslag"))
    place = forms.CharField(label=gettext_lazy("Plats"), required=False, max_length=MOST_NAME)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=SWEDEN)


class ItemForm(ChoosingForm):
    """A call or a matter on the agenda."""

    chosen = "about"
    about = forms.ChoiceField(label=gettext_lazy("Ärende inför nämnden"))
    presenter = forms.CharField(label=gettext_lazy("Föredragande"), max_length=MOST_NAME)


class RollForm(ChoosingForm):
    """Who is here."""

    chosen = "here"
    here = forms.MultipleChoiceField(
        label=gettext_lazy("Är här nu"), required=False, widget=forms.CheckboxSelectMultiple
    )


class MotionRadios(forms.RadioSelect):
    """Motions, each with what it says."""

    meanings: Mapping[str, str] = {}


class MotionChoice(ActForm):
    """One of the motions, each with what it says under it. Nothing is chosen beforehand."""

    motion = forms.ChoiceField(label=gettext_lazy("Förslag"), widget=MotionRadios)

    def __init__(self, data: Any, motions: Mapping[int, str], won: int | None = None) -> None:
        """`motions` are what each says, by its number. `won` is the one that a vote has given: it stands chosen, and
        cannot be changed."""
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["motion"])
        if won is not None:
            field.initial, field.disabled = str(won), True
        field.choices = [(str(number), _("Förslag %(number)s") % {"number": number}) for number in motions]
        cast(MotionRadios, field.widget).meanings = {str(number): words for number, words in motions.items()}


class DecideForm(MotionChoice):
    """What is decided, and why."""

    grounds = ParagraphsField(label=gettext_lazy("Skäl"), max_length=MOST_WORDS)
    record_number = forms.CharField(label=gettext_lazy("Diarienummer (frivilligt)"), required=False, max_length=60)


class PostponeForm(MotionChoice):
    """Which motion has won, and why the item waits."""

    grounds = ParagraphsField(label=gettext_lazy("Skäl"), max_length=MOST_WORDS)


class WaitForm(ActForm):
    """What is to be done before the item comes back, and why."""

    instructions = ParagraphsField(label=gettext_lazy("Vad som ska göras till dess"), rows=3, max_length=MOST_WORDS)
    grounds = ParagraphsField(label=gettext_lazy("Skäl"), max_length=MOST_WORDS)


class WordsForm(ActForm):
    """A dissent."""

    words = ParagraphsField(label=gettext_lazy("Din avvikande mening"), max_length=MOST_WORDS)


class SendForm(ActForm):
    """From when everybody may read it."""

    day = DayField(label=gettext_lazy("Publik från och med dagen"))
    hour = HourField(label=gettext_lazy("Klockslag"))

    @property
    def public_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=SWEDEN)


class SignedPaperForm(ActForm):
    """A decision that was signed on paper: by whom, when, and the scan of it."""

    seen = forms.CharField(widget=forms.HiddenInput(attrs={OF_THIS_PAGE: True}), max_length=64)
    signer = forms.CharField(label=gettext_lazy("Vem har undertecknat?"), max_length=MOST_NAME)
    day = DayField(label=gettext_lazy("Dag för underskriften"))
    scan = forms.FileField(
        label=gettext_lazy("Det undertecknade beslutet, skannat"), help_text=gettext_lazy("PDF, JPEG eller PNG.")
    )

    def __init__(self, data: Any, files: Any, *, seen: str) -> None:
        super().__init__(data, files=files, initial={"seen": seen})


class SlipForm(ActForm):
    """An obvious slip: what it says, and what it is to say."""

    was = forms.CharField(label=gettext_lazy("Det står"), max_length=MOST_NAME)
    is_now = forms.CharField(label=gettext_lazy("Det ska stå"), max_length=MOST_NAME)
    grounds = ParagraphsField(label=gettext_lazy("Skäl"), rows=3, max_length=MOST_WHY)


class SeatForm(ChoosingForm):
    """Whose seat somebody has."""

    chosen = "membership"
    membership = forms.ChoiceField(label=gettext_lazy("Vem"))
    region = forms.ChoiceField(label=gettext_lazy("Plats"), required=False)
    last_day = DayField(
        label=gettext_lazy("Sista dag på platsen (frivilligt)"),
        required=False,
        help_text=gettext_lazy("Dagen efter ser personen ingenting av nämndens arbete."),
    )

    def __init__(self, data: Any, choices: Choices, regions: Choices) -> None:
        super().__init__(data, choices)
        chair = ("", gettext_lazy("Ordförandens"))
        cast(forms.ChoiceField, self.fields["region"]).choices = [chair, *regions]


class AppealForm(ActForm):
    """What a kind of decision says about appeal, and the lawyer who confirmed it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slags beslut"), choices=[*PERMIT_OUTCOMES.items(), *MATTER_OUTCOMES.items()]
    )
    text = ParagraphsField(label=gettext_lazy("Text om överklagande"), max_length=MOST_WORDS)
    source = forms.CharField(label=gettext_lazy("Källa"), max_length=MOST_NAME)
    lawyer = forms.CharField(label=gettext_lazy("Jurist som har bekräftat texten"), max_length=MOST_NAME)
    confirmed_on = DayField(label=gettext_lazy("Dag då juristen bekräftade den"))


class MotionForm(ActForm):
    """A whole motion: each applicant, and the conditions that are changed, struck or added."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Förslaget är"),
        widget=forms.RadioSelect,
        choices=list(MOTION_KINDS.items()),
    )
    instructions = ParagraphsField(
        label=gettext_lazy("Vad som ska göras, om ärendet går åter eller skjuts upp"),
        rows=3,
        required=False,
        max_length=MOST_WORDS,
    )

    def __init__(
        self,
        data: Any,
        filed: Sequence[Filing],
        area: Area,
        begun: Said | None = None,
        agreed: Sequence[Cooperation] = (),
    ) -> None:
        """`begun` is a motion that this one begins with: one that was put off, say. `agreed` are the co-operations that
        all their parties stand by."""
        self._agreed = {one.key: one for one in agreed}
        self._filed, self._area, self._changes = filed, area, Changes(area, begun)
        super().__init__(data, initial=self._begun(begun) if begun else None)
        for filing in filed:
            self.fields.update(self._of_applicant(filing))
        if agreed:
            self.fields["cooperations"] = forms.MultipleChoiceField(
                label=_("Samverkan som alla parter har sagt ja till (frivilligt)"),
                choices=[(one.key, one.words[:MOST_SHOWN]) for one in agreed],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields.update(self._changes.fields())

    def _begun(self, begun: Said) -> dict[str, Any]:
        said: dict[str, Any] = {"kind": begun.kind.value, **self._changes.initial()}
        said["cooperations"] = [one.key for one in begun.cooperations]
        for one in begun.applicants:
            key = one.application
            said |= {f"outcome-{key}": one.outcome.value, f"subs-{key}": list(one.sub_permits), f"why-{key}": one.why}
            said |= {f"from-{key}": one.valid_from}
            said |= {f"from-{key}-{part.key}": part.valid_from for part in one.parts}
        return said

    def _of_applicant(self, filing: Filing) -> Iterator[tuple[str, forms.Field]]:
        name = called(filing)
        outcomes = [("", "–"), *((one.value, PERMIT_OUTCOMES[one]) for one in possible_outcomes(self._area))]
        # Said once, where it is met first.
        why_none = why_no_part(self._area) if filing == self._filed[0] else ""
        gets = forms.ChoiceField(label=name, choices=outcomes, required=False, help_text=why_none)
        yield f"outcome-{filing.key}", gets
        if self._area.sub_permits:
            yield (
                f"subs-{filing.key}",
                forms.MultipleChoiceField(
                    label=_("Undertillstånd, %(who)s") % {"who": name},
                    choices=[(one.key, one.text) for one in self._area.sub_permits],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                ),
            )
        yield f"from-{filing.key}", DayField(label=_("Gäller från och med, %(who)s") % {"who": name}, required=False)
        for sub in self._area.sub_permits:
            label = _("Undertillståndet ”%(text)s” från och med, om senare, %(who)s") % {
                "text": sub.text[:120],
                "who": name,
            }
            yield f"from-{filing.key}-{sub.key}", DayField(label=label, required=False)
        why = _("Skäl, %(who)s") % {"who": name}
        yield f"why-{filing.key}", ParagraphsField(label=why, rows=2, required=False, max_length=MOST_WORDS)

    def clean(self) -> dict[str, Any]:
        """The motion as a whole."""
        said = super().clean() or self.cleaned_data
        for name in self._changes.unsaid(said) if said.get("kind") == MotionKind.PERMITS else ():
            self.add_error(name, UNSAID)
        try:
            self.said = self._said(said)
        except ValidationError:
            self.add_error(
                None, gettext_lazy("Förslaget är inte helt. Skriv utfall och skäl för varje sökande och varje ändring.")
            )
        return said

    def _said(self, said: dict[str, Any]) -> Said:
        kind = MotionKind(said.get("kind") or MotionKind.PERMITS)
        if kind != MotionKind.PERMITS:
            step = "preparation" if kind == MotionKind.SEND_BACK else None
            return Said(kind=kind, step=step, instructions=said.get("instructions") or None)
        return Said(
            kind=kind,
            applicants=tuple(self._one(said, filing.key) for filing in self._filed),
            conditions=tuple(self._changes.said(said)),
            cooperations=tuple(self._agreed[key] for key in said.get("cooperations") or ()),
        )

    def _one(self, said: dict[str, Any], key: str) -> ForApplicant:
        return ForApplicant.model_validate(
            {
                "application": key,
                "outcome": said.get(f"outcome-{key}"),
                "sub_permits": tuple(said.get(f"subs-{key}") or ()),
                "valid_from": said.get(f"from-{key}"),
                "parts": tuple(self._parts(said, key)),
                "why": said.get(f"why-{key}"),
            }
        )

    def _parts(self, said: dict[str, Any], key: str) -> Iterator[PartStart]:
        for sub in self._area.sub_permits:
            if first := said.get(f"from-{key}-{sub.key}"):
                yield PartStart(key=sub.key, valid_from=first)
