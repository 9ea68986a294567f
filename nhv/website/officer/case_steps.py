"""The steps of a case from its frozen text to Socialstyrelsen's decision, as officers take them."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.process.cases.acts import days_of
from nhv.process.cases.models import Case
from nhv.process.consultations import acts as consultations
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import reasons_given, to_explain
from nhv.process.decisions.queries import before_a_repeal, corrected_by, in_the_register, meaning_of, seal_of
from nhv.process.decisions.repeal import repeal_definition
from nhv.process.drafting.queries import newest_text
from nhv.process.drafting.talk import wrong_in_frozen
from nhv.register.search import spoken
from nhv.rules.steps import Step
from nhv.specification.changes import changes
from nhv.website.account.recently import ask_again, reauthenticated
from nhv.website.act_forms import Confirmation
from nhv.website.officer.case_forms import DecideForm, ExtendForm, ReasonForm, RepealForm
from nhv.website.officer.cases import act_page, case_or_not_here
from nhv.website.requests import SignedIn
from nhv.website.templatetags.nhv import day as in_words


def consult(request: SignedIn, key: str) -> HttpResponse:
    """Send the frozen text out."""
    case = case_or_not_here(request, key)
    return act_page(
        request,
        case,
        Confirmation(request.POST or None),
        lambda: consultations.open_consultation(case=case, by=request.actor, now=request.received_at),
        title=_("Skicka på remiss"),
        button=_("Skicka ut"),
        lead=_what_is_sent_out(case),
        shown={"wrong": wrong_in_frozen(case)},
    )


def _what_is_sent_out(case: Case) -> str:
    """Which text, until when, and that it goes out now also where the plan says a later day."""
    text, days = newest_text(case), days_of(case).get(Step.CONSULTATION)
    if text is None or days is None or days.ends is None:
        return _("Den senast frysta texten blir publik, och kan besvaras till och med remissens sista dag.")
    said = _("Den frysta texten, version %(number)s, blir publik genast och kan besvaras till och med %(last)s.") % {
        "number": text.number,
        "last": in_words(days.ends),
    }
    if days.begins and days.begins > timezone.localdate():
        said += " " + _("Enligt ärendets datum börjar remissen %(day)s.") % {"day": in_words(days.begins)}
    return said


def extend(request: SignedIn, key: str) -> HttpResponse:
    """A later last day, the same for everybody."""
    case = case_or_not_here(request, key)
    form = ExtendForm(request.POST or None)
    return act_page(
        request,
        case,
        form,
        lambda: consultations.extend(
            case=case,
            last_day=form.cleaned_data["last_day"],
            why=form.cleaned_data["why"],
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Förläng remisstiden"),
        button=_("Förläng"),
    )


def end_consultation(request: SignedIn, key: str) -> HttpResponse:
    """The time is out."""
    case = case_or_not_here(request, key)
    return act_page(
        request,
        case,
        Confirmation(request.POST or None),
        lambda: consultations.end_consultation(case=case, by=request.actor, now=request.received_at),
        title=_("Avsluta remissen"),
        button=_("Avsluta remissen"),
    )


def decide(request: SignedIn, key: str) -> HttpResponse:
    """Socialstyrelsen's decision, by somebody who has just shown who they are."""
    case = case_or_not_here(request, key)
    if not reauthenticated(request):
        return ask_again(request, then=request.path)
    meaning = meaning_of(case, timezone.now())
    begun = {"record_number": case.record_number, "seen": seal_of(meaning)}
    owed = {key: [change.sentence(spoken()) for change in those] for key, those in to_explain(case).items()}
    form = DecideForm(request.POST or None, initial=begun, owed=owed, begun=reasons_given(case))
    return act_page(
        request,
        case,
        form,
        lambda: decide_definition(case=case, by=request.actor, now=request.received_at, **_decided(form)),
        title=_("Besluta definitionen"),
        button=_("Underteckna och publicera"),
        lead=_("Den senast frysta texten blir områdets definition och publiceras i registret. Det går inte att ångra."),
        template="officer/case_decide.html",
        shown={
            "meaning": meaning,
            "corrects": corrected_by(case),
            "sentences": _what_changes(case),
            "wrong": wrong_in_frozen(case),
        },
    )


def repeal(request: SignedIn, key: str) -> HttpResponse:
    """The area is national no longer, by somebody who has just shown who they are."""
    case = case_or_not_here(request, key)
    if not reauthenticated(request):
        return ask_again(request, then=request.path)
    form = RepealForm(request.POST or None, initial={"record_number": case.record_number})
    return act_page(
        request,
        case,
        form,
        lambda: repeal_definition(case=case, by=request.actor, now=request.received_at, **form.said),
        title=_("Upphäv definitionen"),
        button=_("Underteckna och publicera"),
        lead=_(
            "Efter den sista dagen är vården inte längre nationell högspecialiserad vård. Området står kvar på sin "
            "sida med beslutet, men inte i listor. Sökningen säger att det är upphävt. Det går inte att ångra."
        ),
        shown={"repeals": True, "corrects": corrected_by(case), "meaning": before_a_repeal(case, timezone.now())},
        template="officer/case_decide.html",
    )


def _decided(form: DecideForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "signed": form.signed,
        **{name: said[name] for name in ("record_number", "in_force_from", "reason", "seen")},
    }


def _what_changes(case: Case) -> list[str]:
    """What the newest frozen text changes in what the register says, in the reader's language."""
    text, before = newest_text(case), in_the_register(case)
    return [change.sentence(spoken()) for change in changes(before, text.area)] if text and before else []


def conclude_review(request: SignedIn, key: str) -> HttpResponse:
    """The frozen text goes to decision without another consultation."""
    case = case_or_not_here(request, key)
    form = ReasonForm(request.POST or None)
    return act_page(
        request,
        case,
        form,
        lambda: consultations.conclude_review(
            case=case, why=form.cleaned_data["why"], by=request.actor, now=request.received_at
        ),
        title=_("Gå till beslut utan ny remiss"),
        button=_("Gå till beslut"),
        lead=_("När texten har ändrats efter remissvaren, eller rättar en definition som redan är beslutad."),
        shown={"wrong": wrong_in_frozen(case)},
    )
