"""A decision is signed: its text as the parties get it, the signature here, and the one on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.filings.acts.attachments import waiting
from nhv.process.board import signing
from nhv.process.board.models import BoardDecision, Item
from nhv.process.board.party_papers import PartyPaper, party_papers
from nhv.register.memory import FILES
from nhv.rules.refusals import Refused
from nhv.specification.writing import Writing, under
from nhv.website.account.recently import ask_again, reauthenticated
from nhv.website.act_forms import press_button
from nhv.website.board.forms import SignedPaperForm
from nhv.website.board.items import decision_or_not_here, item_act, item_or_not_here
from nhv.website.downloads import as_it_came, as_pdf
from nhv.website.errors import NotHere
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import not_received


def show(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """The text that the parties get, and the signature of the one who led the item."""
    activity = "board.sign" if request.method == "POST" else "board.see"
    item = item_or_not_here(request, meeting, number, activity)
    decision = decision_or_not_here(item)
    if request.method == "POST":
        if not reauthenticated(request):
            return not_received(ask_again(request, then=request.path))
        return _sign(request, item, decision)
    return render(request, "board/sign.html", _page(request, item, decision))


def to_print(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """The same to be signed on paper."""
    item = item_or_not_here(request, meeting, number)
    decision = decision_or_not_here(item)
    papers, why = _papers(decision)
    if why:
        raise NotHere(why, wanted=meeting)
    return as_pdf(signing.to_sign(decision, papers), f"underteckna-{meeting}-{item.number}")


def enter(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """What was signed on paper."""
    item = item_or_not_here(request, meeting, number, "board.enter_signed")
    decision = decision_or_not_here(item)
    papers, _why = _papers(decision)
    seal = signing.seal_of(papers) if papers else ""
    form = SignedPaperForm(request.POST or None, request.FILES or None, seen=seal)

    def do() -> object:
        said, file = form.cleaned_data, form.cleaned_data["scan"]
        with waiting(FILES, file.name or "", file.chunks()) as scan:
            return signing.enter_signed(
                decision=decision,
                seen=said["seen"],
                signer=said["signer"],
                signed_on=said["day"],
                scan=scan,
                by=request.actor,
                now=request.received_at,
            )

    return item_act(
        request,
        item,
        form,
        do,
        title=_("Lägg in ett undertecknat papper"),
        button=_("Spara"),
        lead=_("Pappret ska ha samma text och kontrollsumma som beslutet har nu."),
    )


def scanned(request: SignedIn, meeting: str, number: int) -> HttpResponseBase:
    """The scan of the signed paper, as it came."""
    item = item_or_not_here(request, meeting, number)
    last = decision_or_not_here(item).signatures.exclude(file_sha256="").last()
    if last is None:
        raise NotHere(_("Det finns inget skannat beslut."), wanted=meeting)
    return as_it_came(FILES, last.file_sha256, last.file_name)


def _sign(request: SignedIn, item: Item, decision: BoardDecision) -> HttpResponse:
    seen = request.POST.get("seen", "")[:64]

    def do() -> bool:
        return bool(signing.sign(decision=decision, seen=seen, by=request.actor, now=request.received_at))

    if press_button(request, do):
        messages.success(request, _("Beslutet är undertecknat."))
        return redirect("board-item", item.meeting.key, item.number)
    return redirect("board-sign", item.meeting.key, item.number)


def _page(request: SignedIn, item: Item, decision: BoardDecision) -> dict[str, Any]:
    papers, why = _papers(decision)
    seal, signature = signing.seal_of(papers) if papers else "", decision.signatures.last()
    signer = signing.signer_of(decision)
    return {
        "item": item,
        "meeting": item.meeting,
        "papers": [(one.name, _under_a_heading(one.writing)) for one in papers],
        "refused": [why] if why else [],
        "seal": seal,
        "signature": signature,
        "signed_file": _file(item, decision),
        "changed": bool(signature and papers and signature.sha256 != seal),
        "signer": signer["name"],
        "may_sign": signing.may_sign(decision, request.actor),
        "may_enter": access.can(request.actor, "board.enter_signed"),
        "has_shown": reauthenticated(request),
    }


def _papers(decision: BoardDecision) -> tuple[list[PartyPaper], str]:
    """The texts to be signed; or none, and why not, in the reader's words."""
    try:
        signing.check_to_sign(decision)
        return party_papers(decision), ""
    except Refused as refused:
        return [], in_readers_words(refused)


def _under_a_heading(writing: Writing) -> Writing:
    return writing.model_copy(update={"blocks": tuple(under(writing.blocks, 1))})


def _file(item: Item, decision: BoardDecision) -> str:
    if not decision.signatures.exclude(file_sha256="").exists():
        return ""
    return reverse("board-signed-file", args=[item.meeting.key, item.number])
