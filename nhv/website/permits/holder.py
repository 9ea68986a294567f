"""A region's own permits: what it writes about them, what it is heard about, and what was decided."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts import access
from nhv.filings.tables import FilingBase
from nhv.process.board.models import PartyDecision
from nhv.process.papers import PDF
from nhv.process.permits import acts
from nhv.process.permits.handover import handovers
from nhv.process.permits.kind import KIND
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MAY_REPLY
from nhv.process.permits.queries import address_of, held_permits, own_matters, own_permits, permit_at
from nhv.register.models import Permit
from nhv.register.queries import today
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.website.downloads import as_kept, as_word
from nhv.website.errors import NotHere
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.filings.words import Words
from nhv.website.permits.forms import ReplyForm
from nhv.website.requests import SignedIn

MOST_SHOWN = 300


def list_own(request: SignedIn) -> HttpResponse:
    """The region's permits, each with where one writes about it, and what it has been heard about.
    Fifteen queries at most."""
    held = own_permits(request.actor, today())
    page = {
        "permits": [(one, address_of(one)) for one in held[:MOST_SHOWN]],
        "matters": own_matters(request.actor)[:MOST_SHOWN],
        "handovers": handovers(held, own_matters(request.actor), today()),
        "may_write": access.can(request.actor, "permit_notice.write"),
        "today": today(),
    }
    return render(request, "permits/own.html", page)


def show_own(request: SignedIn, key: str) -> HttpResponse:
    """What the region is heard about, what it has replied, and what was decided."""
    one = own_matters(request.actor).filter(key=key).first()
    if one is None:
        raise NotHere(_("Det finns inget ärende om ert tillstånd med den adressen."), wanted=key)
    form = ReplyForm(request.POST or None)

    def do() -> object:
        words = form.cleaned_data["words"]
        return acts.reply(matter=one, words=words, by=request.actor, now=request.received_at)

    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, _("Yttrandet är mottaget."))
        return redirect("own-permit-matter", one.key)
    paper = _paper(one)
    is_open = one.state in MAY_REPLY and one.closes_at is not None and one.closes_at > timezone.now()
    page = {
        "one": one,
        "form": form if is_open and access.can(request.actor, "permit_matter.reply") else None,
        "replies": one.replies.all(),
        "decision": getattr(one, "decision", None) if paper is None else None,
        "papers": [paper] if paper else [],
        "signature": paper.decision.signatures.last() if paper else None,
        "slips": paper.decision.slips.all() if paper else (),
        "permit": one.permit,
    }
    return render(request, "permits/own_matter.html", page)


def decision_pdf(request: SignedIn, key: str) -> HttpResponse:
    """The board's decision on one's own permit: the tagged PDF that was kept when it was sent."""
    return as_kept(_paper_or_not_here(request, key).pdf_sha256, PDF, f"beslut-{key}.pdf")


def decision_word(request: SignedIn, key: str) -> HttpResponse:
    """The same text as Word."""
    return as_word(_paper_or_not_here(request, key).writing, f"beslut-{key}")


def _paper(one: PermitMatter) -> PartyDecision | None:
    return PartyDecision.objects.filter(matter=one).select_related("decision").order_by("-pk").first()


def _paper_or_not_here(request: SignedIn, key: str) -> PartyDecision:
    one = own_matters(request.actor).filter(key=key).first()
    found = _paper(one) if one else None
    if found is None:
        raise NotHere(_("Det finns inget beslut om tillståndet med den adressen."), wanted=key)
    return found


def _facts(filing: FilingBase) -> Sequence[Fact]:
    permit = _found(filing.about)
    name = f"{permit.document.name}, {permit.turn_to.name}" if permit else filing.about
    return (Fact(_("Gäller"), name, reverse("permits", args=[permit.area.key]) if permit else ""),)


def _beginnings(by: Actor) -> Sequence[Beginning]:
    return [_about(one) for one in own_permits(by, today())[:MOST_SHOWN]]


def _beginning(about: str) -> Beginning | None:
    permit = _found(about)
    return _about(permit) if permit else None


def _about(permit: Permit) -> Beginning:
    name = f"{permit.document.name}, {permit.turn_to.name}"
    return Beginning(address_of(permit), name, "", reverse("permits", args=[permit.area.key]))


def _found(about: str) -> Permit | None:
    try:
        return permit_at(about)
    except Refused:
        return None


def _abouts() -> Sequence[tuple[str, str]]:
    held = held_permits(today())[:2_000]
    return [(address_of(one), f"{one.document.name}, {one.turn_to.name}") for one in held]


PAGES = FilingPages(
    kind=KIND,
    words=Words(
        name=gettext_lazy("Skrivelse om ett tillstånd"),
        names=gettext_lazy("Skrivelser om tillstånd"),
        ours=gettext_lazy("Våra skrivelser om tillstånd"),
        begin=gettext_lazy("Anmäl en ändring, eller begär något"),
        none_begun=gettext_lazy("Ingen skrivelse är påbörjad."),
        received=gettext_lazy("Inkomna skrivelser om tillstånd"),
        about=gettext_lazy("Tillstånd"),
    ),
    facts=_facts,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
)
