"""Calls as officers make and move them: draft, preview, publish, extend by two, close, take back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts.deeds import deeds_of, names_of
from nhv.derived.call import draft_call
from nhv.filings.models import Filing
from nhv.language.order import swedish_order
from nhv.process.calls import acts
from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.calls.moves import CALL
from nhv.process.calls.queries import MOST_ENTRIES, TEXTS, call_cases
from nhv.process.weighing.queries import to_prepare, weighings_for
from nhv.records.outbox import Stuck
from nhv.register import queries as register
from nhv.register.general import general
from nhv.register.memory import OUTBOX
from nhv.register.models import Call, Organisation
from nhv.specification.deadlines import DeadlineFault
from nhv.specification.document import CallFacts
from nhv.specification.faults import DocumentFault
from nhv.website.account.recently import ask_again, reauthenticated
from nhv.website.act_forms import ActForm, Confirmation, press_button
from nhv.website.deadlines import deadline_in_words, last_moment_in_words
from nhv.website.downloads import as_pdf, as_word
from nhv.website.errors import NotHere
from nhv.website.officer.call_forms import CallForm, ExtensionForm, NewCall, PublicationForm, WithdrawalForm
from nhv.website.public.calls import has_ended, writing_of
from nhv.website.refusals import document_fault_in_readers_words, in_readers_words
from nhv.website.requests import SignedIn

PAGE = 50


def list_calls(request: SignedIn) -> HttpResponse:
    """All calls in every state, the latest deadline first."""
    received = Filing.objects.filter(kind="application", about=OuterRef("key"), received_at__isnull=False)
    unanswered = CallQuestion.objects.filter(call=OuterRef("pk"), answered_at__isnull=True)
    # Counted by themselves: joined, the database would group by every column, the texts of whole documents among them.
    counted = (
        call_cases(request.actor)
        .defer(*TEXTS)
        .annotate(received=_number(received, "about"), unanswered=_number(unanswered, "call"))
    )
    found = Paginator(counted.order_by("-closes_at", "key"), PAGE).get_page(request.GET.get("sida"))
    return render(request, "officer/calls.html", {"found": found, "now": timezone.now()})


def _number(rows: QuerySet[Any], of: str) -> Subquery:
    return Subquery(rows.order_by().values(of).annotate(number=Count("pk")).values("number"))


def new_call(request: SignedIn) -> HttpResponse:
    """Choose the area and the last day; everything else is drafted from the document."""
    documents = list(register.documents_on()[: register.MOST_ROWS])
    form = NewCall(request.POST or None, documents, request.GET.get("omrade", "")[:80])
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in documents if one.area.key == form.cleaned_data["area"])
        document = register.area_version(chosen.area.key, chosen.version, chosen.edition) or chosen
        try:
            facts = draft_call(
                document.specification,
                general(),
                deadline=form.cleaned_data["deadline"],
                deadline_time=form.cleaned_data["deadline_time"],
            )
        except DocumentFault as fault:
            field = "deadline_time" if form.cleaned_data["deadline_time"] else "deadline"
            form.add_error(field, document_fault_in_readers_words(fault))
        else:
            facts = facts.model_copy(update={"key": _free_key(facts.key)})
            # Begun from a sub-permit whose place is vacant, it is that one which is called for beside the permit.
            part = request.GET.get("del", "")[:80]
            if part in facts.sought_sub_permits:
                facts = facts.model_copy(update={"sought_sub_permits": (part,)})
            call = form.try_to(
                request,
                lambda: acts.draft_call(
                    document=document, facts=facts, by=request.actor, once_key=form.cleaned_data["once"]
                ),
            )
            if call:
                return redirect("officer-call-edit", call.key)
    return render(request, "officer/new_call.html", {"form": form})


def show_call(request: SignedIn, key: str) -> HttpResponse:
    """One call: where it stands, what can be done with it, what has been asked, who has done what."""
    call = case_or_not_here(request, key)
    deeds = [*deeds_of("call", key), *deeds_of("call_case", key)]
    page = {
        **_about(call),
        "extensions": list(call.extensions.all()),
        "names": {},
        "questions": list(call.questions.select_related("organisation").order_by("asked_at")[:MOST_ENTRIES]),
        "can_extend": call.is_open(timezone.now()),
        "received": Filing.objects.filter(kind="application", about=key, received_at__isnull=False).count(),
        "stuck": _without_the_letter(call),
        "to_prepare": to_prepare(request.actor, timezone.now()).filter(pk=call.pk).exists(),
        "weighing": weighings_for(request.actor).filter(call=call).first(),
        "deeds": sorted(deeds, key=lambda deed: deed.at, reverse=True),
    }
    page["can_extend"] &= all(one.confirmed_at for one in page["extensions"])
    page["names"] = names_of(one.proposed_by for one in page["extensions"])
    return render(request, "officer/call.html", page)


def _without_the_letter(call: Call) -> list[tuple[str, Stuck]]:
    """The regions that a letter about this call has not reached, by name, once each. One or two queries."""
    stuck = {one.name.rpartition(":")[2]: one for one in OUTBOX.stuck(beginning=f"call:{call.key}:")}
    names = Organisation.objects.filter(key__in=stuck).values_list("key", "name") if stuck else ()
    return sorted(((name, stuck[key]) for key, name in names), key=lambda one: swedish_order(one[0]))


def edit_call(request: SignedIn, key: str) -> HttpResponse:
    """Other facts in a draft. What the deadline means to the second is said beside it."""
    call = case_or_not_here(request, key)
    if not CALL.can("edit", source=call.state):
        return redirect("officer-call", key)
    form = CallForm(request.POST or None, call)
    if request.method == "POST" and form.is_valid():
        facts = form.facts
        assert facts is not None
        saved = form.try_to(
            request,
            lambda: acts.edit_call(
                call=call, facts=facts, seen_revision=form.cleaned_data["revision"], by=request.actor
            ),
        )
        if saved:
            messages.success(request, _("Utkastet är sparat. %(last_moment)s") % {"last_moment": _last_moment(facts)})
            return redirect("officer-call-preview" if "preview" in request.POST else "officer-call", key)
    return render(request, "officer/edit_call.html", {**_about(call), "form": form})


def preview_call(request: SignedIn, key: str) -> HttpResponse:
    """The whole call as the public will read it."""
    call = case_or_not_here(request, key)
    return render(request, "officer/preview_call.html", {**_about(call), "writing": writing_of(call)})


def call_pdf(request: SignedIn, key: str) -> HttpResponse:
    """A draft too, as PDF."""
    return as_pdf(writing_of(case_or_not_here(request, key)), f"utlysning-{key}")


def call_word(request: SignedIn, key: str) -> HttpResponse:
    """A draft too, as Word."""
    return as_word(writing_of(case_or_not_here(request, key)), f"utlysning-{key}")


def publish_call(request: SignedIn, key: str) -> HttpResponse:
    """Out to everybody, by somebody who has just shown who they are."""
    return _confirmed(
        request,
        key,
        act=lambda call, form: acts.publish(
            call=call,
            by=request.actor,
            now=request.received_at,
            without_questions=bool(form.cleaned_data.get("without_questions")),
        ),
        template="officer/publish_call.html",
        done=_("Utlysningen är publicerad. Alla regioner med en registrerad adress får den med e-post."),
        make_form=lambda data, call: PublicationForm(data, call.facts),
        more={"addresses": _number_of_regions},
    )


def extend_call(request: SignedIn, key: str) -> HttpResponse:
    """The first officer's half of a later deadline."""
    call = case_or_not_here(request, key)
    form = ExtensionForm(request.POST or None, call)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        proposed = form.try_to(
            request,
            lambda: acts.propose_extension(
                call=call,
                deadline=said["deadline"],
                deadline_time=said["deadline_time"],
                why=said["why"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if proposed:
            messages.success(
                request, _("Förslaget är sparat. En annan handläggare ska bekräfta det före sista dagens slut.")
            )
            return redirect("officer-call", key)
    return render(request, "officer/extend_call.html", {**_about(call), "form": form})


def confirm_extension(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The second officer's half."""
    extension = _extension_or_not_here(request, key, number)
    return _confirmed(
        request,
        key,
        act=lambda _call, _form: acts.confirm_extension(extension=extension, by=request.actor, now=request.received_at),
        template="officer/confirm_extension.html",
        done=_("Ansökningstiden är förlängd. Alla regioner och alla som har påbörjat en ansökan får besked."),
        more={
            "extension": lambda: extension,
            "proposer": lambda: names_of([extension.proposed_by])[extension.proposed_by],
            "last_moment": lambda: last_moment_in_words(extension.deadline, extension.deadline_time),
        },
    )


def drop_extension(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Take away a proposal that nobody has confirmed."""
    extension = _extension_or_not_here(request, key, number)
    press_button(request, lambda: acts.drop_extension(extension=extension, by=request.actor))
    return redirect("officer-call", key)


def close_call(request: SignedIn, key: str) -> HttpResponse:
    """After the deadline; the worker does it too."""
    call = case_or_not_here(request, key)
    if press_button(request, lambda: acts.close(call=call, by=request.actor, now=request.received_at)):
        messages.success(request, _("Utlysningen är stängd. Vilka som har ansökt står nu på dess sida."))
    return redirect("officer-call", key)


def withdraw_call(request: SignedIn, key: str) -> HttpResponse:
    """Take the call back, with a reason that everybody may read."""
    call = case_or_not_here(request, key)
    if not reauthenticated(request):
        return ask_again(request, then=request.path)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if form.try_to(request, lambda: acts.withdraw(call=call, why=why, by=request.actor, now=request.received_at)):
            messages.success(request, _("Utlysningen är återkallad."))
            return redirect("officer-call", key)
    return render(request, "officer/withdraw_call.html", {**_about(call), "form": form})


def case_or_not_here(request: SignedIn, key: str) -> Call:
    """The call, for those who may see calls in every state. Raises NotHere."""
    call = call_cases(request.actor).filter(key=key).first()
    if call is None:
        raise NotHere(_("Det finns ingen utlysning med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    return call


def _extension_or_not_here(request: SignedIn, key: str, number: int) -> Extension:
    extension = case_or_not_here(request, key).extensions.filter(pk=number).first()
    if extension is None:
        raise NotHere(_("Det finns inget sådant förslag om förlängning. Det kan ha tagits bort."))
    return extension


def _confirmed(
    request: SignedIn,
    key: str,
    *,
    act: Callable[[Call, ActForm], object],
    template: str,
    done: str,
    more: dict[str, Callable[[], Any]],
    make_form: Callable[[Any, Call], ActForm] = lambda data, _call: Confirmation(data),
) -> HttpResponse:
    """An act that has a page of its own to confirm it, after having shown once more who one is."""
    call = case_or_not_here(request, key)
    if not reauthenticated(request):
        return ask_again(request, then=request.path)
    form = make_form(request.POST or None, call)
    if request.method == "POST" and form.is_valid() and form.has_done(request, lambda: act(call, form)):
        messages.success(request, done)
        return redirect("officer-call", key)
    return render(request, template, {**_about(call), "form": form, **{name: make() for name, make in more.items()}})


def _about(call: Call) -> dict[str, Any]:
    """What every page about a call shows of it."""
    now = timezone.now()
    is_open = call.is_open(now)
    return {
        "call": call,
        "facts": call.facts,
        "state": "open" if is_open else str(call.state),
        "is_open": is_open,
        "has_ended": has_ended(call, now),
        "can_edit": CALL.can("edit", source=call.state),
        "can_withdraw": CALL.can("withdraw", source=call.state),
        "deadline": deadline_in_words(call.facts),
        "last_moment": _last_moment(call.facts),
        "address": reverse("officer-call", args=[call.key]),
    }


def _last_moment(facts: CallFacts) -> str:
    if facts.deadline is None:
        return ""
    try:
        return last_moment_in_words(facts.deadline, facts.deadline_time)
    except DeadlineFault as fault:
        return f"{in_readers_words(fault)}."


def _number_of_regions() -> int:
    from nhv.accounts.telling import regions_addresses

    return len(regions_addresses())


def _free_key(wanted: str) -> str:
    """The key, with a number after it when there is a call by that key already."""
    taken = set(Call.cases.filter(key__startswith=wanted).values_list("key", flat=True))
    return wanted if wanted not in taken else next(k for n in range(2, 1000) if (k := f"{wanted}-{n}") not in taken)
