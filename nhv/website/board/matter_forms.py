"""A motion about a matter in a permit's life: whether it is granted, what ends when, and why."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from nhv.process.permits.acts import permit_of
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterKind
from nhv.process.weighing.models import MOST_WORDS
from nhv.specification.motion import Motion as Said
from nhv.specification.motion import MotionKind, Stage
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.board_words import EXEMPTION_MOTIONS, REVOCATION_MOTIONS
from nhv.website.day_fields import DayField
from nhv.website.permits.ending import ends


class MatterMotionForm(ActForm):
    """A whole motion about a revocation or an exemption."""

    kind = forms.ChoiceField(label=_("Förslaget är"), widget=forms.RadioSelect)
    why = ParagraphsField(label=_("Skäl för förslaget"), rows=3, required=False, max_length=MOST_WORDS)
    instructions = ParagraphsField(
        label=_("Vad som ska göras, om ärendet går åter eller skjuts upp"),
        rows=3,
        required=False,
        max_length=MOST_WORDS,
    )

    def __init__(self, data: Any, matter: PermitMatter) -> None:
        super().__init__(data)
        permit = permit_of(matter)
        self._parts = ["", *permit.sub_permits]
        names = {one.key: one.text for one in permit.document.specification.sub_permits}
        words = REVOCATION_MOTIONS if matter.kind == MatterKind.REVOCATION else EXEMPTION_MOTIONS
        cast(forms.ChoiceField, self.fields["kind"]).choices = list(words.items())
        if matter.kind == MatterKind.REVOCATION:
            self.fields.update(ends(self._parts[1:], names))
        else:
            self.fields["until"] = DayField(
                label=_("Undantaget gäller till och med; tomt är tills vidare"), required=False
            )
        self.order_fields(["kind", *(name for name in self.fields if name.startswith("last-")), "turned_on", "until"])

    def clean(self) -> dict[str, Any]:
        """The motion as a whole."""
        said = super().clean() or self.cleaned_data
        try:
            self.said = self._said(said)
        except ValidationError:
            self.add_error(None, _("Förslaget är inte helt. Skriv vad som föreslås och varför."))
        return said

    def _said(self, said: dict[str, Any]) -> Said:
        kind = MotionKind(said.get("kind") or MotionKind.REJECT)
        if kind in (MotionKind.POSTPONE, MotionKind.SEND_BACK):
            step = "handling" if kind == MotionKind.SEND_BACK else None
            return Said(kind=kind, step=step, instructions=said.get("instructions") or None)
        stages = tuple(Stage(part=part, last=last) for part in self._parts if (last := said.get(f"last-{part}")))
        days = {name: said.get(name) for name in ("turned_on", "until")}
        return Said(kind=kind, stages=stages, why=said.get("why") or None, **days)
