"""The forms of a matter in a permit's life."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.process.permits.acts import About, Decided, Next
from nhv.process.permits.models import MOST_ADDRESS, MOST_NAME, MOST_WORDS, OriginalDecision, PermitMatter
from nhv.process.permits.moves import Ground, MatterKind, outcome_of
from nhv.register.models import Permit
from nhv.rules.reasons import MOST_WHY
from nhv.specification.area import Area
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.day_fields import DayField, LastDayField
from nhv.website.permits.ending import MOST_SHOWN, ends
from nhv.website.words import MATTER_DECIDED, MATTER_GROUNDS, MATTER_KINDS, ORIGINAL_HEADINGS


class NextForm(ActForm):
    """What is to be done next, and by when."""

    next_what = forms.CharField(label=_("Vad som ska göras härnäst (frivilligt)"), required=False, max_length=MOST_NAME)
    next_day = DayField(label=_("Senast (frivilligt)"), required=False)

    @property
    def follow_up(self) -> Next:
        return Next(self.cleaned_data["next_what"], self.cleaned_data["next_day"])


class NoteForm(NextForm):
    """What was followed up."""

    words = ParagraphsField(label=_("Vad som har följts upp"), max_length=MOST_WORDS)
    field_order = ("words", "next_what", "next_day")


class UnitsForm(NextForm):
    """Why the number of units is reconsidered."""

    words = ParagraphsField(label=_("Varför antalet enheter prövas igen"), max_length=MOST_WORDS)
    field_order = ("words", "next_what", "next_day")

    @property
    def about(self) -> About:
        return About(MatterKind.UNITS, self.cleaned_data["words"])


class OpenForm(NextForm):
    """A matter about one permit."""

    kind = forms.ChoiceField(
        label=_("Vad ärendet gäller"),
        widget=forms.RadioSelect,
        choices=[(one.value, MATTER_KINDS[one]) for one in MatterKind if one != MatterKind.UNITS],
    )
    ground = forms.ChoiceField(
        label=_("Grund, om tillståndet kan komma att återkallas"),
        required=False,
        choices=[("", "–"), *((one.value, MATTER_GROUNDS[one]) for one in Ground)],
    )
    words = ParagraphsField(label=_("Vad som har hänt"), max_length=MOST_WORDS)
    conditions = forms.MultipleChoiceField(
        label=_("Villkor det gäller"), required=False, widget=forms.CheckboxSelectMultiple
    )
    parts = forms.MultipleChoiceField(
        label=_("Undertillstånd det gäller; inget valt är hela tillståndet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("kind", "ground", "words", "conditions", "parts", "next_what", "next_day")

    def __init__(self, data: Any, permit: Permit, area: Area, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self._choose("conditions", [(str(one["key"]), str(one["text"])[:MOST_SHOWN]) for one in permit.conditions])
        names = {one.key: one.text for one in area.sub_permits}
        self._choose("parts", [(key, names.get(key, key)[:MOST_SHOWN]) for key in permit.sub_permits])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        if choices:
            cast(forms.MultipleChoiceField, self.fields[name]).choices = choices
        else:
            del self.fields[name]

    def about(self, filing: str) -> About:
        """What the matter is about, begun with this letter of the holder's, if any."""
        said = self.cleaned_data
        return About(
            MatterKind(said["kind"]),
            said["words"],
            ground=Ground(said["ground"]) if said["ground"] else None,
            conditions=tuple(said.get("conditions") or ()),
            parts=tuple(said.get("parts") or ()),
            filing=filing,
        )


class HearForm(ActForm):
    """What the holder is heard about."""

    told = ParagraphsField(
        label=_("Det innehavaren får"),
        help_text=_("Allt som har betydelse för beslutet: vad som har hänt, vad som övervägs och varför."),
        max_length=MOST_WORDS,
    )
    last_day = LastDayField(label=_("Sista dag att yttra sig"))


class ReplyForm(ActForm):
    """The holder's reply."""

    words = ParagraphsField(
        label=_("Ert yttrande"), help_text=_("Skriv ingenting som kan peka ut en patient."), max_length=MOST_WORDS
    )


class CloseForm(ActForm):
    """Why nothing more is done."""

    why = forms.CharField(label=_("Varför ärendet avslutas"), max_length=MOST_WHY)


class DecideForm(ActForm):
    """A decision as it was taken. A revocation says what ends when; an exemption until when it holds."""

    granted = forms.ChoiceField(label=_("Vad beslutet blev"), widget=forms.RadioSelect)
    body = forms.CharField(label=_("Vem som har beslutat"), max_length=MOST_NAME)
    decided_on = DayField(label=_("Beslutsdag"))
    record_number = forms.CharField(label=_("Beslutets diarienummer"), max_length=60)
    address = forms.CharField(
        label=_("Beslutets adress på webben (frivilligt)"),
        required=False,
        max_length=MOST_ADDRESS,
    )
    grounds = ParagraphsField(
        label=_("Skälen för beslutet"),
        max_length=MOST_WORDS,
        help_text=_("Beslutet och skälen kan alla läsa på områdets sidor."),
    )

    def __init__(self, data: Any, matter: PermitMatter, names: dict[str, str]) -> None:
        super().__init__(data)
        outcomes = [(one, MATTER_DECIDED[outcome_of(matter.kind, granted=one == "yes")]) for one in ("yes", "no")]
        cast(forms.ChoiceField, self.fields["granted"]).choices = outcomes
        self._parts = ["", *(matter.permit.sub_permits if matter.permit else ())]
        self._is_revocation = matter.kind == MatterKind.REVOCATION
        if self._is_revocation:
            self.fields.update(ends(self._parts[1:], names))
        if matter.kind == MatterKind.EXEMPTION:
            self.fields["until"] = DayField(
                label=_("Undantaget gäller till och med; tomt är tills vidare"), required=False
            )

    @property
    def decided(self) -> Decided:
        said = self.cleaned_data
        ends: list[tuple[str, date]] = [
            (part, said[f"last-{part}"]) for part in self._parts if said.get(f"last-{part}")
        ]
        return Decided(
            record_number=said["record_number"],
            body=said["body"],
            decided_on=said["decided_on"],
            granted=said["granted"] == "yes",
            reasons=said["grounds"],
            address=said["address"],
            stages=tuple(ends),
            turned_on=said.get("turned_on"),
            until=said.get("until"),
        )


class OriginalForm(ActForm):
    """A decision as it was taken, where it is."""

    heading = forms.ChoiceField(
        label=_("Vilket beslut"),
        widget=forms.RadioSelect,
        choices=[(one.value, ORIGINAL_HEADINGS[one.value]) for one in OriginalDecision.Heading],
    )
    record_number = forms.CharField(label=_("Diarienummer"), max_length=60)
    decided_on = DayField(label=_("Beslutsdag (frivilligt)"), required=False)
    address = forms.CharField(label=_("Adress på webben (frivilligt)"), required=False, max_length=MOST_ADDRESS)
    sha256 = forms.CharField(label=_("Filens kontrollsumma (frivilligt)"), required=False, max_length=64, min_length=64)
    seen_on = DayField(label=_("Dag då någon läste det där (frivilligt)"), required=False)
    differs = ParagraphsField(
        label=_("Där beslutet säger något annat än registret (frivilligt)"),
        help_text=_("Beslutet gäller. Det står på områdets sida tills registret är rättat."),
        required=False,
        max_length=MOST_WORDS,
        rows=3,
    )
