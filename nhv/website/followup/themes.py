"""The in-depth follow-up of a year at the authority: asking, who has answered, and the summary that everybody reads."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.derived.theme_answer import MOST_IN_A_QUESTION, MOST_QUESTIONS
from nhv.followup import themes
from nhv.followup.models import Theme
from nhv.followup.theme_answers import answers_to
from nhv.register.general import general
from nhv.website.act_forms import LinesField, ParagraphsField, press_button
from nhv.website.act_pages import page_of_an_act
from nhv.website.day_fields import LastDayField
from nhv.website.errors import NotHere
from nhv.website.followup.recognised import ToldForm
from nhv.website.followup.rounds import round_of
from nhv.website.requests import SignedIn


class AskForm(ToldForm):
    """A theme: what it is about, perhaps a general condition, the questions, and until when."""

    subject = forms.CharField(label=gettext_lazy("Vad temat handlar om"), max_length=themes.MOST_IN_A_SUBJECT)
    condition = forms.ChoiceField(
        label=gettext_lazy("Villkor som frågorna gäller"),
        required=False,
        help_text=gettext_lazy("Ett av de villkor som gäller alla tillstånd, eller inget."),
    )
    questions = LinesField(
        label=gettext_lazy("Frågor, en på varje rad"),
        max_length=MOST_QUESTIONS * (MOST_IN_A_QUESTION + 2),
        help_text=gettext_lazy(
            "Högst tio. Alla enheter med tillstånd får samma frågor och svarar med egna ord. Fråga hur de arbetar, "
            "aldrig om patienter eller hur många de är: antal hör till årsrapporten, där de skyddas."
        ),
    )
    last_day = LastDayField(label=gettext_lazy("Sista dag att svara"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        found = [(one.key, f"{one.paragraph}: {one.text}") for one in general().conditions if one.text]
        cast(forms.ChoiceField, self.fields["condition"]).choices = [("", _("Inget av dem")), *found]


class SummaryForm(ToldForm):
    """What has come of it, and which answers everybody may read."""

    text = ParagraphsField(
        label=gettext_lazy("Sammanfattning"),
        max_length=themes.MOST_IN_A_SUMMARY,
        rows=14,
        help_text=gettext_lazy(
            "Alla kan läsa den. Skriv inget om någon patient: ingen ålder, inget om var någon bor, och inga antal."
        ),
    )
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("Svar som alla får läsa"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Pröva sekretessen i varje svar först. Bara de som enheten har sagt ja till, och där inget ser ut att "
            "handla om patienter, går att välja."
        ),
    )


def show_theme(request: SignedIn, year: int) -> HttpResponse:
    """The questions, who has answered, every answer, and what is published. At most seven queries."""
    theme = _theme(year)
    if theme is None:
        return redirect("officer-theme-ask", year)
    answers = answers_to(theme)
    page = {
        "theme": theme,
        "year": year,
        "answered": [one for one in answers if one.filing],
        "silent": [one for one in answers if not one.filing],
        "all": len(answers),
        "editions": theme.editions.all(),
    }
    return render(request, "followup/theme.html", page)


def ask(request: SignedIn, year: int) -> HttpResponse:
    """Put the questions to all units."""
    round_of(year)
    form = AskForm(
        request.POST or None,
        texts=lambda said: themes.texts_of_asking(said.get("subject", ""), said.get("questions", ())),
    )

    def do() -> object:
        given = dict(form.given)
        chosen = given.pop("condition")
        clause = next((one.text for one in general().conditions if one.key == chosen and one.text), "")
        return themes.ask(year=year, clause=clause, by=request.actor, now=request.received_at, **given)

    page = {"year": year, "button": _("Fråga alla enheter"), "head": _("Fråga alla enheter om ett tema")}
    said = _("Frågorna har gått ut till alla enheter.")
    return page_of_an_act(
        request, form, do, to=("officer-theme", year), template="followup/theme_form.html", page=page, said=said
    )


def remind(request: SignedIn, year: int) -> HttpResponse:
    """A mail to those that have not answered."""
    done = press_button(request, lambda: themes.remind(year=year, by=request.actor, now=request.received_at))
    if done:
        messages.success(request, _("Påminda enheter: %(number)s.") % {"number": done[0]})
    return redirect("officer-theme", year)


def tell(request: SignedIn, year: int) -> HttpResponse:
    """The summary, and which answers go with it."""
    theme = _theme(year)
    if theme is None:
        raise NotHere(_("Det finns inget tema för %(year)s.") % {"year": year})
    before = theme.editions.last()
    answers = answers_to(theme)
    form = SummaryForm(
        request.POST or None,
        initial={"text": before.text if before else ""},
        texts=lambda said: themes.texts_of_telling(said.get("text", ""), answers, said.get("shown", ())),
    )
    cast(forms.MultipleChoiceField, form.fields["shown"]).choices = [
        (one.duty.key, f"{one.duty.document.name}, {one.duty.place.name}") for one in answers if one.may_be_shown
    ]
    page = {"year": year, "theme": theme, "button": _("Publicera"), "head": _("Publicera en sammanfattning")}
    return page_of_an_act(
        request,
        form,
        lambda: themes.tell_theme(year=year, by=request.actor, now=request.received_at, **form.given),
        to=("officer-theme", year),
        template="followup/theme_form.html",
        page=page,
        said=_("Sammanfattningen är publicerad."),
    )


def _theme(year: int) -> Theme | None:
    round_of(year)
    return Theme.objects.select_related("round").filter(round__year=year).first()
