"""A consultation as everybody reads it, and as officers say what becomes of what was said."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.derived.consultation_form import WHOLE_KEY
from nhv.derived.consultation_summary import STANDS
from nhv.derived.definition_text import proposed_text
from nhv.language.order import swedish_order
from nhv.masking.memory import MASKING_KIND
from nhv.process.cases.acts import CASE_KIND
from nhv.process.cases.moves import CaseState
from nhv.process.consultations import acts
from nhv.process.consultations.longer import given_until, is_over
from nhv.process.consultations.models import MOST_REASON, OUTCOMES, Consultation
from nhv.process.consultations.publishing import published_answers
from nhv.process.consultations.queries import (
    Body,
    bodies_that_answered,
    changed_since,
    consultation,
    new_parts,
    remarks_on,
    summary_of,
)
from nhv.records import clock
from nhv.register.search import spoken
from nhv.specification.area_in_writing import as_asked_about
from nhv.specification.changes import Change
from nhv.specification.parts import Frozen
from nhv.website import words
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.caching import public_page, this_minute
from nhv.website.deadlines import last_day_in_words
from nhv.website.downloads import as_csv, as_pdf
from nhv.website.errors import NotHere
from nhv.website.group.part_forms import kind_of
from nhv.website.requests import SignedIn

# A wider table is nothing to read: who has said what is then in the file.
MOST_IN_TABLE = 30
MOST_WAITING = 50


class OutcomeForm(ActForm):
    """What becomes of what a body said on a part."""

    body = forms.ChoiceField(label=gettext_lazy("Vem som svarade"))
    part = forms.ChoiceField(label=gettext_lazy("Om vilken del"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad det blir"), choices=[(one, words.OUTCOMES[one]) for one in OUTCOMES]
    )
    why = ParagraphsField(label=gettext_lazy("Varför"), max_length=MOST_REASON, rows=3)
    led_to = forms.ChoiceField(label=gettext_lazy("Ny del av texten som det ledde till"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        bodies: list[Body],
        parts: list[tuple[str, str]],
        new: list[tuple[str, str]],
        about: dict[str, str],
    ) -> None:
        super().__init__(data, initial=about)
        cast(forms.ChoiceField, self.fields["body"]).choices = [(one.key, one.name) for one in bodies]
        whole = ("", gettext_lazy("Svaret i allmänhet"))
        cast(forms.ChoiceField, self.fields["part"]).choices = [whole, *parts]
        cast(forms.ChoiceField, self.fields["led_to"]).choices = [("", gettext_lazy("ingen")), *new]
        if not new:
            del self.fields["led_to"]


@public_page(depends_on=(CASE_KIND, MASKING_KIND), also=this_minute)
def show_consultation(request: HttpRequest, key: str) -> HttpResponse:
    """What is out, until when and how one answers; when the time is out for all what it gave. Ten queries at most."""
    asked = consultation_or_not_here(key)
    now = timezone.now()
    longer = [one for one in given_until(asked) if one.closes_at and clock.earliest(now) < one.closes_at]
    # A case may have ended before its consultation ended with it.
    is_open = asked.is_open(now) and asked.case.state != CaseState.WITHDRAWN
    page = {
        "asked": asked,
        "is_open": is_open,
        "longer": longer,
        "last_day": last_day_in_words(asked.last_day, None),
        "writing": _writing(asked),
        **({} if is_open or longer else _what_it_gave(asked, is_public=True)),
    }
    return render(request, "consultations/consultation.html", page)


@public_page(depends_on=(CASE_KIND,))
def consultation_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The text that is out, as a tagged PDF."""
    return as_pdf(_writing(consultation_or_not_here(key)), f"remiss-{key}")


@public_page(depends_on=(CASE_KIND,), also=this_minute)
def summary_csv(request: HttpRequest, key: str) -> HttpResponse:
    """What each has said of each part, and the counts, as a file; when the time is out."""
    asked = consultation_or_not_here(key)
    if not is_over(asked, timezone.now()):
        raise NotHere(_("Sammanställningen finns när remisstiden är slut."), wanted=key)
    headings, *rows = summary_rows(asked)
    return as_csv(headings, rows, f"remiss-{key}")


def summary_rows(asked: Consultation) -> list[list[str]]:
    """The summary as rows: its head, the whole, one row a part, and the sums of the parts."""
    summary, texts = summary_of(asked), dict(asked.text.area.keyed())
    head = [_("Del"), _("Lydelse"), *summary.bodies, *(str(words.STANDS[stand]) for stand in STANDS)]
    rows = [
        [
            row.key,
            as_asked_about(texts[row.key]),
            *(str(words.STANDS[stand]) for stand in row.stands),
            *(str(row.counts[stand]) for stand in STANDS),
        ]
        for row in summary.rows
    ]
    said_by = {name: said for said, names in summary.wholes for name in names}
    whole = [
        WHOLE_KEY,
        _("Förslaget i sin helhet"),
        *(said_by[body] for body in summary.bodies),
        *("" for _stand in STANDS),
    ]
    sums = [_("Summa"), "", *("" for _body in summary.bodies), *(str(summary.total[stand]) for stand in STANDS)]
    return [head, whole, *rows, sums]


def say_outcomes(request: SignedIn, key: str) -> HttpResponse:
    """What the consultation gave so far, and what becomes of each point."""
    asked = consultation_or_not_here(key)
    area = asked.text.area
    bodies = sorted(bodies_that_answered(asked).values(), key=lambda one: swedish_order(one.name))
    parts = [(part, _named(one)) for part, one in area.keyed() if getattr(one, "text", None)]
    new = [(key, _named(part)) for key, part in new_parts(asked).items()]
    about = {"body": request.GET.get("vem", ""), "part": request.GET.get("del", "")}
    form = OutcomeForm(request.POST or None, bodies=bodies, parts=parts, new=new, about=about)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if form.has_done(
            request,
            lambda: acts.say_outcome(
                consultation=asked,
                body=said["body"],
                part=said["part"],
                outcome=said["outcome"],
                why=said["why"],
                led_to=said.get("led_to", ""),
                by=request.actor,
            ),
        ):
            messages.success(request, _("Sparat."))
            return redirect("officer-consultation", key)
    page = {"asked": asked, "form": form, **_what_it_gave(asked, is_public=False), **_unanswered(asked, about)}
    return render(request, "consultations/outcomes.html", page)


def _named(part: Frozen) -> str:
    """What a part is called in a choice: its kind and how its words begin."""
    said = as_asked_about(part) or getattr(part, "heading", None) or ""
    return f"{words.PART_KINDS[kind_of(part)]}: {said}"[:160]


def _unanswered(asked: Consultation, about: Mapping[str, str]) -> dict[str, Any]:
    """What waits for an outcome, the first of it, in the words of those who said it; and what the form is `about`."""
    told = {
        (one.body.key if one.body else f"~{one.respondent_id}", one.part)
        for one in asked.outcomes.select_related("body")
    }
    remarks = remarks_on(asked)
    wait = [one for one in remarks if (one.body.key, one.part) not in told]
    said = [one for one in remarks if (one.body.key, one.part) == (about["body"], about["part"])]
    return {"waiting": wait[:MOST_WAITING], "number_waiting": len(wait), "said": said}


def _what_it_gave(asked: Consultation, *, is_public: bool) -> dict[str, Any]:
    area = asked.text.area
    changed = changed_since(asked, is_public=is_public)
    said = list(asked.outcomes.select_related("body"))
    names = {key: body.name for key, body in bodies_that_answered(asked).items()} if said else {}
    outcomes = [
        {
            "said": one,
            "who": names.get(one.body.key if one.body else f"~{one.respondent_id}", ""),
            "changes": _sentences(changed, {one.part, one.led_to} - {""}),
        }
        for one in said
    ]
    summary, published = summary_of(asked), published_answers(asked)
    can_be_read = {body.name for body, _one in published}
    return {
        "published": published,
        "not_yet": ", ".join(name for name in summary.bodies if name not in can_be_read),
        "summary": summary,
        "each_body": len(summary.bodies) <= MOST_IN_TABLE,
        "words_of": {key: as_asked_about(part) for key, part in area.keyed()},
        "outcomes": outcomes,
    }


def _sentences(changed: Mapping[str, Iterable[Change]], keys: Collection[str]) -> list[str]:
    """What has changed in these parts, in the reader's language."""
    return [change.sentence(spoken()) for key in sorted(keys) for change in changed.get(key, ())]


def _writing(asked: Consultation) -> Any:
    return proposed_text(asked.text.area, version=str(asked.text.number))


def consultation_or_not_here(key: str) -> Consultation:
    """The consultation of this key. Raises NotHere."""
    found = consultation(key)
    if found is None:
        raise NotHere(_("Det finns ingen remiss med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    return found
