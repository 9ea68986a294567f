"""What a placement would mean beside the care itself: judged, frozen with the comparison, and published."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.placement.country import WEIGHTS
from nhv.process.board.opened import note_compared
from nhv.process.placements import acts
from nhv.process.placements.models import MOST_FUNCTION, MOST_WORDS, FrozenComparison
from nhv.process.placements.queries import applicants_by_code, frozen_comparison
from nhv.process.placements.reaching import FREEZE, JUDGE, PUBLISH
from nhv.register.models import Call, Organisation
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.refusals import Refused
from nhv.website.act_forms import ActForm, ParagraphsField, press_button
from nhv.website.errors import NotHere
from nhv.website.frozen import LARGEST_NUMBER, its_bytes, its_table, writing_of, written_out
from nhv.website.officer.placement_calls import about, compared_or_not_here
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.strict_fields import WholeNumberField
from nhv.website.words import EFFECT_HEADINGS, EFFECTS


class JudgementForm(ActForm):
    """One judgement. Nothing is chosen beforehand but what the address names."""

    hospital = forms.ChoiceField(label=gettext_lazy("Sjukhus som blir utan tillståndet"))
    heading = forms.ChoiceField(
        label=gettext_lazy("Rubrik"),
        choices=[("", gettext_lazy("Välj")), *((one.value, EFFECT_HEADINGS[one]) for one in EffectHeading)],
    )
    function = forms.CharField(
        label=gettext_lazy("Funktion (frivilligt)"),
        help_text=gettext_lazy("Till exempel kärlkirurgi, traumajour eller neonatal intensivvård."),
        required=False,
        max_length=MOST_FUNCTION,
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Hur skulle det gå?"),
        widget=forms.RadioSelect,
        choices=[(one.value, EFFECTS[one]) for one in Effect],
    )
    why = ParagraphsField(label=gettext_lazy("Varför?"), rows=4, max_length=MOST_WORDS)
    benefit = ParagraphsField(
        label=gettext_lazy("Hur tjänar det patientens bästa?"),
        help_text=gettext_lazy("Patientens bästa går före: resten räknas när det tjänar det."),
        rows=3,
        max_length=MOST_WORDS,
    )
    remedy = ParagraphsField(
        label=gettext_lazy("Vad skulle hjälpa? (frivilligt)"), rows=3, required=False, max_length=MOST_WORDS
    )
    dissent = ParagraphsField(
        label=gettext_lazy("Avvikande mening (frivilligt)"), rows=3, required=False, max_length=MOST_WORDS
    )

    def __init__(self, hospitals: Sequence[Organisation], *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        self.by_key = {one.key: one for one in hospitals}
        self.fields["hospital"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("Välj")),
            *((one.key, one.name) for one in hospitals),
        ]

    @property
    def judged(self) -> acts.Judged:
        said = dict(self.cleaned_data)
        said.pop("once")
        hospital = self.by_key[said.pop("hospital")]
        return acts.Judged(
            hospital=hospital, heading=EffectHeading(said.pop("heading")), effect=Effect(said.pop("effect")), **said
        )


def judge(request: SignedIn, key: str) -> HttpResponse:
    """/handlaggning/utlysningar/<nyckel>/placering/bedom/: one judgement of one applicant hospital."""
    call = compared_or_not_here(request, key, JUDGE)
    try:
        hospitals = [one for standing in applicants_by_code(call.key).values() for one in standing]
    except Refused as why:
        return render(request, "officer/judge_effect.html", {**about(request, call), "refused": in_readers_words(why)})
    begun = {
        "hospital": request.GET.get("sjukhus", "")[:80],
        "heading": request.GET.get("rubrik", "")[:40],
        "function": request.GET.get("funktion", "")[:MOST_FUNCTION],
    }
    form = JudgementForm(hospitals, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        made = form.try_to(
            request, lambda: acts.judge_effect(call=call, judged=form.judged, by=request.actor, now=request.received_at)
        )
        if made:
            messages.success(request, _("Bedömningen är sparad."))
            return redirect("officer-placement", key)
    return render(request, "officer/judge_effect.html", {**about(request, call), "form": form})


class FreezeForm(ActForm):
    """Which combinations, and which of them was looked at."""

    k = WholeNumberField(min_value=1, max_value=LARGEST_NUMBER)
    weight = forms.ChoiceField(choices=[(one, one) for one in WEIGHTS])
    chosen = forms.CharField(required=False, max_length=200)
    against = forms.CharField(required=False, max_length=200)


def freeze(request: SignedIn, key: str) -> HttpResponse:
    """Keep what is seen, as it is now."""
    call = compared_or_not_here(request, key, FREEZE)
    form = FreezeForm(request.POST)
    if form.is_valid():
        asked = acts.Seen(
            size=form.cleaned_data["k"],
            weight=form.cleaned_data["weight"],
            chosen=_codes(form.cleaned_data["chosen"]),
            against=_codes(form.cleaned_data["against"]),
        )
        made = form.try_to(
            request,
            lambda: acts.freeze_comparison(call=call, seen=asked, by=request.actor, now=request.received_at),
        )
        if made:
            messages.success(request, _("Jämförelsen är fryst."))
            return redirect("officer-frozen", key, made.number)
    messages.error(request, " ".join(map(str, form.non_field_errors())) or _("Jämförelsen kunde inte frysas."))
    return redirect("officer-placement", key)


def _codes(said: str) -> tuple[str, ...]:
    return tuple(sorted({code for code in said.split(",") if code}))


def show_frozen(request: SignedIn, key: str, number: int) -> HttpResponse:
    """What was frozen, as page or file; and the button that lets everybody see it."""
    call = compared_or_not_here(request, key)
    frozen = frozen_or_not_here(call, number)
    note_compared(frozen, request.actor)
    return render(
        request,
        "officer/frozen_comparison.html",
        {
            **about(request, call),
            "frozen": frozen,
            "published": getattr(frozen, "published", None),
            "writing": writing_of(frozen),
        },
    )


def publish(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Out for everybody."""
    call = compared_or_not_here(request, key, PUBLISH)
    frozen = frozen_or_not_here(call, number)
    if press_button(request, lambda: acts.publish_comparison(frozen=frozen, by=request.actor, now=request.received_at)):
        messages.success(request, _("Jämförelsen är publicerad."))
    return redirect("officer-frozen", key, number)


def frozen_or_not_here(call: Call, number: int) -> FrozenComparison:
    """One of the call's. Raises NotHere."""
    frozen = frozen_comparison(call, number) if number <= LARGEST_NUMBER else None
    if frozen is None:
        raise NotHere(_("Det finns ingen sådan fryst jämförelse."))
    return frozen


def frozen_json(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The frozen bytes themselves."""
    return its_bytes(frozen_or_not_here(compared_or_not_here(request, key), number))


def frozen_csv(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    return its_table(frozen_or_not_here(compared_or_not_here(request, key), number))


def frozen_pdf(request: SignedIn, key: str, number: int) -> HttpResponse:
    """What was frozen, written out."""
    return written_out(frozen_or_not_here(compared_or_not_here(request, key), number))
