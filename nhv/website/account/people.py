"""People of the organisations that one administers: who they are, what they may do, and what can be done about it."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhv.accounts import acts
from nhv.accounts.access import can, reach
from nhv.accounts.deeds import former_names
from nhv.accounts.identities import identity_of
from nhv.accounts.models import Invitation, Membership, SecondFactorReset, User
from nhv.register.memory import OUTBOX
from nhv.register.order import in_swedish
from nhv.rules.reach import Reach
from nhv.website.account.people_forms import InvitationForm, MoveForm, NameForm, ResetForm, RoleForm, WhyForm
from nhv.website.account.recently import recently
from nhv.website.act_forms import ActForm, Confirmation
from nhv.website.requests import SignedIn


@require_safe
def show(request: SignedIn) -> HttpResponse:
    """/personer/: everybody with a role within reach, invitations that wait, and second factors to agree about."""
    reached = reach(request.actor, "people.see")
    people = list(_people(reached))
    page = {
        "people": people,
        "invitations": _invitations(reached).order_by(in_swedish("organisation__name"), "email"),
        "stuck": {int(one.name): one for one in OUTBOX.stuck(beginning="invitation:")},
        "resets": SecondFactorReset.objects.filter(done_at__isnull=True, user__in=people).select_related("user"),
    }
    return render(request, "people/people.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@recently
def invite(request: SignedIn) -> HttpResponse:
    """/personer/bjud-in/: a mail with a link to somebody."""
    form = InvitationForm(request.POST or None, reached=reach(request.actor, "people.invite"))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.has_done(request, lambda: acts.invite(**form.given, by=request.actor, link=_invitation_address))
    ):
        messages.success(request, _("Inbjudan är skickad. Den gäller i två veckor."))
        return redirect("people")
    return render(request, "people/invite.html", {"form": form})


@require_POST
def withdraw_invitation(request: SignedIn, invitation: int) -> HttpResponse:
    """The link of an invitation stops to open."""
    found = get_object_or_404(_invitations(reach(request.actor, "people.invite")), pk=invitation)
    acts.withdraw_invitation(invitation=found, by=request.actor)
    messages.success(request, _("Inbjudan är återtagen."))
    return redirect("people")


@require_safe
def show_person(request: SignedIn, person: int) -> HttpResponse:
    """/personer/<nummer>/: one person's roles, and what can be done."""
    return _page(request, _person(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
@recently
def give_role(request: SignedIn, person: int) -> HttpResponse:
    """One more role for somebody."""
    found = _person(request, person)
    form = RoleForm(request.POST or None, reached=reach(request.actor, "people.change"))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.has_done(request, lambda: acts.give_role(user=found, **form.given, by=request.actor))
    ):
        messages.success(request, _("Rollen gäller från och med nu."))
        return redirect("person", person=found.pk)
    return render(request, "people/give_role.html", {"person": found, "form": form})


@require_POST
@recently
def end_role(request: SignedIn, person: int, membership: int) -> HttpResponse:
    """One role less."""
    found = _person(request, person)
    within: list[Membership] = found.within  # type: ignore[attr-defined]  # _people adds it
    held = next((each for each in within if each.pk == membership), None)
    if held is None:
        raise Http404
    form = WhyForm(request.POST)
    return _do(
        request,
        found,
        form,
        lambda: acts.end_role(membership=held, by=request.actor, **form.given),
        _("Rollen är avslutad."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@recently
def move(request: SignedIn, person: int) -> HttpResponse:
    """Somebody works elsewhere from now on."""
    found = _person(request, person)
    form = MoveForm(request.POST or None, reached=reach(request.actor, "people.change"))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.has_done(request, lambda: acts.move_person(user=found, **form.given, by=request.actor))
    ):
        messages.success(request, _("Personen är flyttad."))
        return redirect("people")
    return render(request, "people/move.html", {"person": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@recently
def correct_name(request: SignedIn, person: int) -> HttpResponse:
    """Somebody's name is written otherwise from now on."""
    found = _person(request, person)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if (
        request.method == "POST"
        and form.is_valid()
        and form.has_done(request, lambda: acts.correct_name(user=found, **form.given, by=request.actor))
    ):
        messages.success(request, _("Namnet är rättat."))
        return redirect("person", person=found.pk)
    return render(request, "people/name.html", {"person": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@recently
def reset_second_factor(request: SignedIn, person: int) -> HttpResponse:
    """Somebody has lost telephone and codes."""
    found = _person(request, person)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        met = form.cleaned_data["how"] == "met"
        act = acts.reset_after_meeting if met else acts.ask_for_reset
        if form.has_done(request, lambda: act(by=request.actor, user=found, why=form.cleaned_data["why"])):
            done = _("Tvåstegsverifieringen är nollställd.") if met else _("En annan administratör ska nu bekräfta.")
            messages.success(request, done)
            return redirect("person", person=found.pk)
    return render(request, "people/reset.html", {"person": found, "form": form})


@require_POST
@recently
def confirm_reset(request: SignedIn, person: int) -> HttpResponse:
    """The second administrator agrees, or says no."""
    found = _person(request, person)
    reset = get_object_or_404(SecondFactorReset, user=found, done_at__isnull=True)
    form = Confirmation(request.POST)
    if "no" in request.POST:
        declines = partial(acts.decline_reset, reset=reset, by=request.actor)
        return _do(request, found, form, declines, _("Begäran är avslagen."))
    return _do(
        request,
        found,
        form,
        lambda: acts.confirm_reset(reset=reset, by=request.actor),
        _("Tvåstegsverifieringen är nollställd."),
    )


@require_POST
@recently
def close(request: SignedIn, person: int) -> HttpResponse:
    """An account is closed."""
    found = _person(request, person)
    form = WhyForm(request.POST)
    return _do(
        request,
        found,
        form,
        lambda: acts.deactivate(user=found, by=request.actor, **form.given),
        _("Kontot är stängt."),
    )


def _do(request: SignedIn, person: User, form: ActForm, act: Callable[[], None], done: str) -> HttpResponse:
    """Does it and shows what came of it: done, or why not."""
    if not (form.is_valid() and form.has_done(request, act)):
        return _page(request, person, refusal=form.reasons, status=409)
    messages.success(request, done)
    still_within = _people(reach(request.actor, "people.see")).filter(pk=person.pk).exists()
    return redirect("person", person=person.pk) if still_within else redirect("people")


def _page(request: SignedIn, person: User, *, refusal: str = "", status: int = 200) -> HttpResponse:
    reset = SecondFactorReset.objects.filter(user=person, done_at__isnull=True).first()
    page = {
        "person": person,
        "reset": reset,
        "asked_by_me": reset is not None and reset.asked_by == str(request.actor),
        "stuck": next(iter(OUTBOX.stuck(to=person.email)), None),
        "is_me": person.pk == request.user.pk,
        "may_change": can(request.actor, "people.change"),
        "former": former_names(person),
        "identity": identity_of(person),
        "refusal": refusal,
        "why": request.POST.get("why", ""),
    }
    return render(request, "people/person.html", page, status=status)


def _person(request: SignedIn, number: int) -> User:
    return get_object_or_404(_people(reach(request.actor, "people.see")), pk=number)


def _people(reached: Reach) -> QuerySet[User]:
    """Active people with a role today within reach; `within` on each holds those roles and no others."""
    roles = Membership.objects.on(timezone.localdate()).select_related("organisation")
    if not reached.everything:
        roles = roles.filter(organisation__in=reached.organisations)
    people = User.objects.filter(is_active=True, pk__in=roles.values("user")).order_by(in_swedish("name"), "pk")
    return people.prefetch_related(Prefetch("memberships", queryset=roles, to_attr="within"))


def _invitations(reached: Reach) -> QuerySet[Invitation]:
    """Invitations within reach that still open."""
    waiting = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("organisation")
    return waiting if reached.everything else waiting.filter(organisation__in=reached.organisations)


def _invitation_address(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('invitation', kwargs={'token': token})}"
