"""Cases as officers handle them: all of them, the late ones first, and each with what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.deeds import deeds_of
from nhv.accounts.people_with import people_with
from nhv.process.calls.queries import TEXTS, call_cases
from nhv.process.cases import acts
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.cases.queries import cases_for, standings
from nhv.process.groups.queries import how_many_members
from nhv.process.groups.sorts import expert_groups, preparatory_groups
from nhv.process.opinions import acts as opinions
from nhv.process.weighing.queries import to_prepare
from nhv.register import queries as register
from nhv.register.models import Area, Organisation
from nhv.register.organisations import enter_organisation
from nhv.website.act_forms import ActForm, press_button
from nhv.website.act_pages import page_of_an_act
from nhv.website.errors import NotHere
from nhv.website.officer.case_forms import (
    GroupForm,
    NewCase,
    NewGroup,
    NextAct,
    PlanForm,
    ReasonForm,
    RecordNumber,
)
from nhv.website.requests import SignedIn

PAGE = 50
MOST_NAMED, MOST_CALLS = 5, 50
# What can be pressed on a case's page: the act, its word, and the page that it leads to (else it is done at once).
DOABLE: tuple[tuple[str, Promise, str], ...] = (
    ("plan", gettext_lazy("Bestäm datum"), "officer-case-plan"),
    ("plan", gettext_lazy("Säg vad som ska göras härnäst"), "officer-case-next"),
    ("review", gettext_lazy("Börja genomlysningen"), "officer-case-review"),
    ("consult", gettext_lazy("Skicka på remiss"), "officer-case-consult"),
    ("extend", gettext_lazy("Förläng remisstiden"), "officer-case-extend"),
    ("opinion", gettext_lazy("Utse beredningsgrupp"), "officer-case-preparation"),
    ("prepare_decision", gettext_lazy("Avsluta remissen"), "officer-case-end-consultation"),
    ("conclude_review", gettext_lazy("Gå till beslut utan ny remiss"), "officer-case-conclude-review"),
    ("decide", gettext_lazy("Besluta definitionen"), "officer-case-decide"),
    ("repeal", gettext_lazy("Upphäv definitionen"), "officer-case-repeal"),
    ("send_back", gettext_lazy("Lämna tillbaka till gruppen"), "officer-case-send-back"),
    ("pause", gettext_lazy("Pausa"), "officer-case-pause"),
    ("withdraw", gettext_lazy("Avsluta utan definition"), "officer-case-withdraw"),
)


def list_cases(request: SignedIn) -> HttpResponse:
    """All cases, the late ones first. Ten queries at most, however many."""
    found = Paginator(cases_for(request.actor), PAGE).get_page(request.GET.get("sida"))
    return render(request, "officer/cases.html", {"found": found, "standings": standings(found.object_list)})


def new_case(request: SignedIn) -> HttpResponse:
    """A case opened by an officer: for a new area, or to change what is decided."""
    documents = register.documents_on()[: register.MOST_ROWS]
    form = NewCase(request.POST or None, [(one.area.key, one.name) for one in documents])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        opened = form.try_to(
            request,
            lambda: acts.open_case(
                title=said["title"],
                area=Area.objects.filter(key=said["area"]).first(),
                by=request.actor,
                now=request.received_at,
                once_key=said["once"],
            ),
        )
        if opened:
            messages.success(request, _("Ärendet är öppnat."))
            return redirect("officer-case", opened.key)
    return render(request, "officer/new_case.html", {"form": form})


def show_case(request: SignedIn, key: str) -> HttpResponse:
    """One case: where it stands, its days, what can be done, who has done what."""
    case = case_or_not_here(request, key)
    (standing,) = standings([case])
    page = {
        "case": case,
        "standing": standing,
        "stretches": case.stretches.all(),
        "consultations": case.consultations.all(),
        **_members(case),
        "doable": [(word, name) for act, word, name in DOABLE if _is_offered(act, case)],
        "calls": call_cases(request.actor).filter(area=case.area_id).defer(*TEXTS).order_by("-closes_at")[:MOST_CALLS],
        "to_prepare": set(
            to_prepare(request.actor, timezone.now()).filter(area=case.area_id).values_list("pk", flat=True)
        ),
        "can_resume": case.paused_at is not None,
        "deeds": deeds_of(acts.CASE_KIND, key),
    }
    return render(request, "officer/case.html", page)


def _members(case: Case) -> dict[str, Any]:
    """How many sit in the group; where nobody does, who can let them in."""
    members = how_many_members(case) if case.group_id else 0
    who = [] if members or not case.group_id else people_with("people.invite", everywhere=True)[:MOST_NAMED]
    return {"members": members, "who_invites": ", ".join(name for _number, name in who)}


def _is_offered(act: str, case: Case) -> bool:
    """What has never been out goes out first, unless it changes what is decided: no button that is always refused."""
    goes_out_first = act == "conclude_review" and case.area_id is None and not case.consultations.exists()
    has_nothing = act == "repeal" and case.area_id is None
    return CASE.can(act, source=case.state) and not (goes_out_first or has_nothing)


def plan_case(request: SignedIn, key: str) -> HttpResponse:
    """First and last day of each step, on one timeline."""
    case = case_or_not_here(request, key)
    form = PlanForm(request.POST or None, acts.days_of(case))
    return act_page(
        request,
        case,
        form,
        lambda: acts.plan(case=case, days=form.days, why=form.cleaned_data["why"], by=request.actor),
        title=_("Datum"),
        button=_("Spara datumen"),
        lead=_("Inget steg får börja förrän det förra är slut. Alla datum är publika."),
    )


def say_next(request: SignedIn, key: str) -> HttpResponse:
    """What is owed, by whom, until when."""
    case = case_or_not_here(request, key)
    initial = {"what": case.next_what, "who": case.next_who, "day": case.next_day}
    form = NextAct(request.POST or None, initial=initial)
    return act_page(
        request,
        case,
        form,
        lambda: acts.say_next(
            case=case,
            what=form.cleaned_data["what"],
            who=form.cleaned_data["who"],
            day=form.cleaned_data["day"],
            by=request.actor,
        ),
        title=_("Vad som ska göras härnäst"),
        button=_("Spara"),
        lead=_("Det syns för alla. Lämna tomt när ingen är skyldig något."),
    )


def number_case(request: SignedIn, key: str) -> HttpResponse:
    """The number in the official register."""
    case = case_or_not_here(request, key)
    form = RecordNumber(request.POST or None, initial={"record_number": case.record_number})
    return act_page(
        request,
        case,
        form,
        lambda: acts.number_case(case=case, record_number=form.cleaned_data["record_number"], by=request.actor),
        title=_("Diarienummer"),
        button=_("Spara"),
    )


def pause_case(request: SignedIn, key: str) -> HttpResponse:
    """Nothing happens until somebody resumes it."""
    case = case_or_not_here(request, key)
    form = ReasonForm(request.POST or None)
    return act_page(
        request,
        case,
        form,
        lambda: acts.pause(case=case, why=form.cleaned_data["why"], by=request.actor, now=request.received_at),
        title=_("Pausa ärendet"),
        button=_("Pausa"),
        lead=_("Ärendet stannar vid sitt steg tills någon återupptar det."),
    )


def withdraw_case(request: SignedIn, key: str) -> HttpResponse:
    """The end without a definition."""
    case = case_or_not_here(request, key)
    form = ReasonForm(request.POST or None)
    return act_page(
        request,
        case,
        form,
        lambda: acts.withdraw(case=case, why=form.cleaned_data["why"], by=request.actor, now=request.received_at),
        title=_("Avsluta utan definition"),
        button=_("Avsluta ärendet"),
        lead=_("Ärendet avslutas för gott och står kvar på de publika sidorna med sitt skäl."),
    )


def send_back(request: SignedIn, key: str) -> HttpResponse:
    """Back to the expert group, with a reason."""
    case = case_or_not_here(request, key)
    form = ReasonForm(request.POST or None)
    return act_page(
        request,
        case,
        form,
        lambda: acts.send_back(case=case, why=form.cleaned_data["why"], by=request.actor),
        title=_("Lämna tillbaka till gruppen"),
        button=_("Lämna tillbaka"),
        lead=_("Är remissen ute fortsätter den till sin sista dag, och dess sida säger att gruppen arbetar vidare."),
    )


def begin_review(request: SignedIn, key: str) -> HttpResponse:
    """Appoint the expert group."""
    return _group_page(
        request,
        key,
        lambda case, group: acts.begin_review(case=case, group=group, by=request.actor),
        groups=_free_groups,
        template="officer/case_review.html",
        label=gettext_lazy("Sakkunniggrupp"),
        title=_("Börja genomlysningen"),
        button=_("Börja"),
        lead=_(
            "En administratör på myndigheten bjuder in gruppens medlemmar, under Personer. Nämnden och "
            "beredningsgrupperna går inte att välja."
        ),
    )


def appoint(request: SignedIn, key: str) -> HttpResponse:
    """The preparatory group that gives an opinion on system effects."""
    return _group_page(
        request,
        key,
        lambda case, group: opinions.appoint(case=case, group=group, by=request.actor),
        groups=_other_groups,
        label=gettext_lazy("Beredningsgrupp"),
        title=_("Utse beredningsgrupp"),
        button=_("Utse"),
        lead=_("Gruppen yttrar sig om hur definitionen skulle påverka annan vård, innan Socialstyrelsen beslutar."),
    )


def new_group(request: SignedIn, key: str) -> HttpResponse:
    """Enter a group that is not there yet, under the authority."""
    case = case_or_not_here(request, key)
    form = NewGroup(request.POST or None, initial={"name": f"Sakkunniggruppen: {case.title}"[:300]})
    if request.method == "POST" and form.is_valid():
        authority = Organisation.objects.get(kind=Organisation.Kind.AUTHORITY)
        entered = form.try_to(
            request,
            lambda: enter_organisation(
                kind=Organisation.Kind.GROUP, name=form.cleaned_data["name"], under=authority, by=request.actor
            ),
        )
        if entered:
            messages.success(request, _("Gruppen finns nu, och är vald nedan."))
            return redirect(f"{reverse('officer-case-review', args=[key])}?grupp={entered.key}")
    page = {"case": case, "form": form, "title": _("Ny sakkunniggrupp"), "button": _("Lägg till"), "lead": ""}
    return render(request, "officer/case_act.html", page)


def resume_case(request: SignedIn, key: str) -> HttpResponse:
    """Goes on where it was."""
    case = case_or_not_here(request, key)
    if press_button(request, lambda: acts.resume(case=case, by=request.actor)):
        messages.success(request, _("Ärendet är återupptaget."))
    return redirect("officer-case", key)


def case_or_not_here(request: SignedIn, key: str) -> Case:
    """The case, for those who handle cases. Raises NotHere."""
    case = cases_for(request.actor).filter(key=key).first()
    if case is None:
        raise NotHere(_("Det finns inget ärende med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key, cases=[key])
    return case


def _free_groups(_case: Case) -> "QuerySet[Organisation]":
    """Those that have no open case (one that has decided its area may take it up again) and are not there for something
    else: the board and the preparatory groups are not."""
    return expert_groups().exclude(pk__in=acts.groups_at_work())


def _other_groups(case: Case) -> "QuerySet[Organisation]":
    """Those that do not handle the case already and are not there for something else: not the board, no experts."""
    return preparatory_groups().exclude(key__in=case.scope.groups)


def _group_page(
    request: SignedIn,
    key: str,
    give: Callable[[Case, Organisation], object],
    *,
    groups: Callable[[Case], "QuerySet[Organisation]"],
    label: Promise,
    **words: Any,
) -> HttpResponse:
    """An act that gives the case to one of these groups."""
    case = case_or_not_here(request, key)
    form = GroupForm(request.POST or None, list(groups(case)), label, chosen=request.GET.get("grupp", ""))
    return act_page(
        request,
        case,
        form,
        lambda: give(case, Organisation.objects.get(key=form.cleaned_data["group"])),
        **words,
    )


def act_page(
    request: SignedIn,
    case: Case,
    form: ActForm,
    do: Callable[[], object],
    *,
    title: str,
    button: str,
    lead: str = "",
    template: str = "officer/case_act.html",
    shown: dict[str, Any] | None = None,
) -> HttpResponse:
    """An act that has a form of its own: back to the case when it is done, else the form with what is wrong."""
    page = {"case": case, "title": title, "button": button, "lead": lead, **(shown or {})}
    return page_of_an_act(request, form, do, to=("officer-case", case.key), template=template, page=page)
