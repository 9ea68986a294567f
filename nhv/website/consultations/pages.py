"""A consultation as everybody reads it, and as officers say what becomes of what was said."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.derived.definition_text import decision_text, proposed_text
from nhv.process.cases.acts import CASE_KIND
from nhv.process.consultations import acts
from nhv.process.consultations.models import MOST_REASON, OUTCOMES, Consultation
from nhv.process.consultations.queries import bodies_that_answered, consultation, summary_of
from nhv.process.decisions.models import DefinitionDecision
from nhv.register.models import Organisation
from nhv.website import words
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.caching import public_page, this_minute
from nhv.website.deadlines import last_day_in_words
from nhv.website.downloads import as_pdf, as_word
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn


class OutcomeForm(ActForm):
    """What becomes of what a body said on a part."""

    body = forms.ChoiceField(label=gettext_lazy("Vem som svarade"))
    part = forms.ChoiceField(label=gettext_lazy("Om vilken del"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad det blir"), choices=[(one, words.OUTCOMES[one]) for one in OUTCOMES]
    )
    why = ParagraphsField(label=gettext_lazy("Varför"), max_length=MOST_REASON, rows=3)

    def __init__(self, data: Any, *, bodies: list[Organisation], parts: list[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["body"]).choices = [(one.key, one.name) for one in bodies]
        whole = ("", gettext_lazy("Svaret i allmänhet"))
        cast(forms.ChoiceField, self.fields["part"]).choices = [whole, *parts]


@public_page(depends_on=(CASE_KIND,), also=this_minute)
def show_consultation(request: HttpRequest, key: str) -> HttpResponse:
    """What is out, until when and how one answers; when the time is out what it gave. Six queries at most."""
    asked = _asked(key)
    is_open = timezone.now() < asked.closes_at
    page = {
        "asked": asked,
        "is_open": is_open,
        "last_day": last_day_in_words(asked.last_day, None),
        "writing": _writing(asked),
        **({} if is_open else _what_it_gave(asked)),
    }
    return render(request, "consultations/consultation.html", page)


@public_page(depends_on=(CASE_KIND,))
def consultation_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The text that is out, as a tagged PDF."""
    return as_pdf(_writing(_asked(key)), f"remiss-{key}")


@public_page(depends_on=(CASE_KIND,))
def decision_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The decision on the definition, as a tagged PDF."""
    return as_pdf(decision_writing(key), f"beslut-{key}")


@public_page(depends_on=(CASE_KIND,))
def decision_word(request: HttpRequest, key: str) -> HttpResponse:
    """The same as Word."""
    return as_word(decision_writing(key), f"beslut-{key}")


def decision_writing(key: str) -> Any:
    """The decision of a case as a text. Raises NotHere where there is none."""
    made = DefinitionDecision.objects.select_related("text", "document").filter(case__key=key).first()
    if made is None:
        raise NotHere(_("Ärendet har inget beslut."), wanted=key)
    return decision_text(
        made.document.specification, in_force_from=made.in_force_from, sha256=made.text.sha256, reason=made.reason
    )


def say_outcomes(request: SignedIn, key: str) -> HttpResponse:
    """What the consultation gave so far, and what becomes of each point."""
    asked = _asked(key)
    area = asked.text.area
    bodies = list(Organisation.objects.filter(key__in=bodies_that_answered(asked)).order_by("name"))
    parts = [(part, f"{part}: {getattr(one, 'text', None) or ''}"[:160]) for part, one in area.keyed()]
    form = OutcomeForm(request.POST or None, bodies=bodies, parts=parts)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        body = next(one for one in bodies if one.key == said["body"])
        if form.has_done(
            lambda: acts.say_outcome(
                consultation=asked,
                body=body,
                part=said["part"],
                outcome=said["outcome"],
                why=said["why"],
                by=request.actor,
            )
        ):
            messages.success(request, _("Sparat."))
            return redirect("officer-consultation", key)
    return render(request, "consultations/outcomes.html", {"asked": asked, "form": form, **_what_it_gave(asked)})


def _what_it_gave(asked: Consultation) -> dict[str, Any]:
    area = asked.text.area
    outcomes = list(asked.outcomes.select_related("body"))
    return {
        "summary": summary_of(asked),
        "words_of": {key: getattr(part, "text", None) or "" for key, part in area.keyed()},
        "outcomes": outcomes,
    }


def _writing(asked: Consultation) -> Any:
    return proposed_text(asked.text.area, version=str(asked.text.number))


def _asked(key: str) -> Consultation:
    found = consultation(key)
    if found is None:
        raise NotHere(_("Det finns ingen remiss med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    return found
