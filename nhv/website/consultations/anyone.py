"""Answering a consultation without an account: a link to an address, and the answer that it opens.

Whose answer it is stands in the session of the browser that opened the link, for each consultation its own.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.acts.drafts import start_filing
from nhv.filings.acts.sending import send
from nhv.filings.owners import Owner
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.filings.working_copy import own_answers
from nhv.process.consultations import links
from nhv.process.consultations.models import Consultation, Respondent
from nhv.process.consultations.open_kind import KIND
from nhv.specification.outline import Asked, Section
from nhv.website.act_forms import ActForm, Confirmation
from nhv.website.address_input import AddressInput, address_box
from nhv.website.attempts import as_attempt
from nhv.website.client_address import client_address
from nhv.website.consultations.pages import consultation_or_not_here
from nhv.website.deadlines import last_day_in_words
from nhv.website.errors import NotHere
from nhv.website.fields import Block, Field, blocks
from nhv.website.filings.own.saving import Outcome, left_undecided, nothing_saved, save_page
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import Received

IN_SESSION = "answers_without_account"


class AddressForm(ActForm):
    """Where the link is to be sent."""

    address = AddressInput(
        label=gettext_lazy("Din e-postadress"),
        max_length=254,
        widget=address_box(autocomplete="email"),
        help_text=gettext_lazy("Dit skickas en länk som öppnar svaret. Inget annat sparas eller skickas."),
    )


def ask(request: Received, key: str) -> HttpResponse:
    """The address to which the link goes."""
    asked = consultation_or_not_here(key)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.has_done(request, lambda: _ask(request, asked, form.cleaned_data["address"])):
            return render(request, "consultations/link_sent.html", {"asked": asked})
        return render(request, "consultations/ask_link.html", {"asked": asked, "form": form}, status=429)
    return render(request, "consultations/ask_link.html", {"asked": asked, "form": form, **_until(asked)})


def open_link(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Confirm the address, by a button: programs that look through mails press none."""
    asked, now = consultation_or_not_here(key), timezone.now()
    link = links.opens(token, now)
    if link is None or link.consultation_id != asked.pk:
        return as_attempt(render(request, "consultations/link_gone.html", {"asked": asked}, status=404), "wrong_link")
    form = Confirmation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.try_to(request, lambda: links.confirm(token=token, now=now))
        if told:
            _remember(request, asked, told)
            return redirect("anyones-answer", key)
    return render(request, "consultations/confirm_address.html", {"asked": asked, "form": form})


def answer(request: Received, key: str) -> HttpResponse:
    """The whole answer on one page: saved, and sent in when its writer says so."""
    asked, told = _mine(request, key)
    if told is None:
        return redirect("ask-to-answer", key)
    filing = _filing(told)
    page: dict[str, Any] = {"asked": asked, "filing": filing, "sent": filing.versions.last(), **_until(asked)}
    outcome, refused = left_undecided(filing, links.actor_of(told)), ""
    if request.method == "POST":
        try:
            outcome = save_page(filing, request, links.actor_of(told))
            if outcome.is_whole and "send" in request.POST:
                version = _send(request, told, filing)
                return redirect("anyones-receipt", key, version.number)
            if outcome.is_whole:
                messages.success(request, _("Sparat. Svaret är inte inskickat ännu."))
                return redirect("anyones-answer", key)
        except NOT_DONE as not_done:
            refused = in_readers_words(not_done)
            filing.refresh_from_db()
            outcome = nothing_saved(filing, request.POST)
    page |= {"sections": _sections(filing, outcome), "refused": refused, "outcome": outcome}
    return render(request, "consultations/answer.html", page)


def receipt(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What has come in, and the signed receipt of it."""
    asked, told = _mine(request, key)
    version = _version(told, number)
    return render(request, "consultations/receipt.html", {"asked": asked, "version": version, "filing": version.filing})


def receipt_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The receipt itself, to keep."""
    _asked, told = _mine(request, key)
    name = f"kvitto-{key}-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(_version(told, number).receipt, content_type="application/json", headers=headers)


def _ask(request: Received, asked: Consultation, address: str) -> None:
    links.ask_for_link(
        consultation=asked,
        address=address,
        device=client_address(request),
        link=lambda token: f"{settings.BASE_URL}{reverse('open-link-to-answer', args=[asked.key, token])}",
        now=request.received_at,
    )


def _send(request: Received, told: Respondent, filing: FilingBase) -> FilingVersionBase:
    """Raises Refused."""
    filing.refresh_from_db()
    return send(
        filing=filing,
        by=links.actor_of(told),
        received_at=request.received_at,
        once_key=f"{filing.key}:{filing.revision}",
        seen_revision=filing.revision,
    )


def _filing(told: Respondent) -> FilingBase:
    """The one that belongs to the address, begun when its page is first opened."""
    by = links.actor_of(told)
    return start_filing(
        kind=KIND.name,
        owner=Owner(person=-told.pk),
        about=told.consultation.key,
        by=by,
        once_key=f"address:{told.pk}",
    )


def _version(told: Respondent | None, number: int) -> FilingVersionBase:
    found = _filing(told).versions.select_related("filing").filter(number=number).first() if told else None
    if found is None:
        raise NotHere(_("Här finns inget kvitto. Öppna länken i mejlet på nytt."))
    version: FilingVersionBase = found
    return version


def _remember(request: HttpRequest, asked: Consultation, told: Respondent) -> None:
    mine = request.session.get(IN_SESSION, {})
    request.session[IN_SESSION] = {**mine, asked.key: told.pk}


def _mine(request: HttpRequest, key: str) -> tuple[Consultation, Respondent | None]:
    """The consultation, and who has confirmed an address for it in this browser."""
    asked = consultation_or_not_here(key)
    number = request.session.get(IN_SESSION, {}).get(key)
    return asked, asked.respondents.select_related("consultation").filter(pk=number).first() if number else None


def _sections(filing: FilingBase, outcome: Outcome) -> list[tuple[Section, list[Block]]]:
    """Every section with its questions as fields, with what is typed or else saved: all that are no files, which are
    received by mail or on paper alone."""
    stands, sections = {**own_answers(filing), **outcome.typed}, filing.outline.outline.sections

    def field(asked: Asked) -> Field:
        return Field(asked, stands.get(asked.key), outcome.faults.get(asked.key, ""), outcome.theirs.get(asked.key))

    shown = [(one, [asked for asked in one.questions if asked.question.kind != "attachment"]) for one in sections]
    return [(one, blocks(map(field, questions))) for one, questions in shown if questions]


def _until(asked: Consultation) -> dict[str, Any]:
    is_open = asked.is_open(timezone.now())
    return {"is_open": is_open, "last_day": last_day_in_words(asked.last_day, None)}
