"""One item of a meeting: motions, votes, the decision, dissent, and sending it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.conflicts import has_declared
from nhv.process.board import conflicts, deciding, slips
from nhv.process.board.minutes import seat_names
from nhv.process.board.models import NEAR, BoardDecision, Item, Motion
from nhv.process.board.moves import MeetingState
from nhv.process.board.opened import note_item
from nhv.process.board.queries import items_for
from nhv.process.board.sending import send_to_parties
from nhv.process.board.signing import is_to_be_signed, may_sign, signer_of
from nhv.process.board.standing import standing_of
from nhv.process.cooperation.queries import agreed_in
from nhv.process.weighing.queries import applications
from nhv.specification.motion import MotionKind
from nhv.website.act_forms import ActForm
from nhv.website.board.about import sentences_of, shown_of, unheard_in
from nhv.website.board.forms import (
    DecideForm,
    MotionChoice,
    MotionForm,
    PostponeForm,
    SendForm,
    SlipForm,
    WaitForm,
    WordsForm,
)
from nhv.website.board.matter_forms import MatterMotionForm
from nhv.website.board.pages import act_page, meeting_or_not_here
from nhv.website.board_words import NEXT_IN_ITEM
from nhv.website.declaring import DECLARING, DeclareForm
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn


def show_item(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """Material, who serves, motions, votes, and what is decided."""
    item = item_or_not_here(request, meeting, number)
    note_item(item, request.actor)
    decision = _decision(item)
    motions, names = list(item.motions.all()), seat_names(item.meeting.board)
    standing, said = standing_of(item, request.actor), sentences_of(item, motions)
    page = {
        "item": item,
        "standing": standing,
        "next": NEXT_IN_ITEM[standing.next],
        "meeting": item.meeting,
        "decision": decision,
        "decided": next(words for one, words in zip(motions, said, strict=True) if one.pk == decision.motion_id)
        if decision
        else (),
        "motions": list(zip(motions, said, strict=True)),
        "ballots": [(one, _votes(one, names)) for one in item.ballots.select_related("first", "second")],
        "now": timezone.now(),
        "has_declared": has_declared(request.actor, item.case_key),
        "unheard": [one.number for one in unheard_in(item, motions)] if decision is None else (),
        "earlier": _earlier(item) if decision is None else (),
        "is_open": item.meeting.state == MeetingState.OPEN and decision is None,
        "slips": decision.slips.all() if decision else (),
        "dissents": decision.dissents.select_related("user") if decision else (),
        "may": {name: access.can(request.actor, f"board.{name}") for name in ("propose", "vote", "keep")},
        "may_dissent": decision is not None and access.can(request.actor, "board.dissent"),
        "to_sign": decision is not None and is_to_be_signed(decision),
        "may_sign": decision is not None and may_sign(decision, request.actor),
        "signer": signer_of(decision)["name"] if decision else "",
        "signature": decision.signatures.last() if decision else None,
        "may_send": decision is not None and access.can(request.actor, "board.send"),
        **shown_of(request, item, motions),
    }
    return render(request, "board/item.html", page)


def propose(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """A motion."""
    item = item_or_not_here(request, meeting, number, "board.propose")
    form = _motion_form(request, item)
    return item_act(
        request,
        item,
        form,
        lambda: deciding.propose(item=item, said=form.said, by=request.actor, now=request.received_at),
        title=_("Lägg ett förslag"),
        button=_("Lägg förslaget"),
    )


def postpone(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """The item waits: until the applicants have been heard about the conditions of the motion that has won, where there
    is such a motion; else until what the chair says is done."""
    item = item_or_not_here(request, meeting, number, "board.decide")
    unheard = unheard_in(item, list(item.motions.all()))
    if not unheard:
        return _postpone(request, item)
    form = PostponeForm(request.POST or None, _choices(item, unheard))
    return item_act(
        request,
        item,
        form,
        lambda: deciding.postpone_for_hearing(
            item=item,
            motion=_chosen(item, form),
            reasons=form.cleaned_data["grounds"],
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Skjut upp för hörande"),
        button=_("Skjut upp ärendet"),
        lead=_(
            "Välj det förslag som har bifall. Det har villkor som de sökande inte har hörts om. De hörs först, och "
            "nämnden tar upp ärendet igen vid ett senare sammanträde."
        ),
    )


def _postpone(request: SignedIn, item: Item) -> HttpResponse:
    form = WaitForm(request.POST or None)
    return item_act(
        request,
        item,
        form,
        lambda: deciding.postpone(
            item=item,
            instructions=form.cleaned_data["instructions"],
            reasons=form.cleaned_data["grounds"],
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Skjut upp ärendet"),
        button=_("Skjut upp ärendet"),
        lead=_(
            "Utan omröstning. Förslagen som är lagda finns kvar, och nämnden tar upp ärendet vid ett annat sammanträde."
        ),
    )


def put_vote(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """The next two motions are put against each other."""
    item = item_or_not_here(request, meeting, number, "board.keep")
    form = MotionChoice(request.POST or None, _choices(item, item.motions.all()))
    return item_act(
        request,
        item,
        form,
        lambda: deciding.put_vote(item=item, main=_chosen(item, form), by=request.actor, now=request.received_at),
        title=_("Omröstning"),
        button=_("Ställ mot varandra"),
        lead=_("Välj det förslag som ordföranden fann ha fått bifall. De andra ställs först mot varandra."),
    )


def vote(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """One's open vote in the latest ballot."""
    item = item_or_not_here(request, meeting, number, "board.vote")
    ballot = item.ballots.select_related("item", "first", "second").last()
    if ballot is None:
        raise NotHere(_("Ingen omröstning är begärd."))
    form = MotionChoice(request.POST or None, _choices(item, (ballot.first, ballot.second)))
    return item_act(
        request,
        item,
        form,
        lambda: deciding.vote(ballot=ballot, motion=_chosen(item, form), by=request.actor, now=request.received_at),
        title=_("Rösta"),
        button=_("Rösta"),
        lead=_("Omröstningen är öppen. Rösten går inte att ändra."),
    )


def decide(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """The chair says what is decided."""
    item = item_or_not_here(request, meeting, number, "board.decide")
    standing = standing_of(item, request.actor)
    form = DecideForm(request.POST or None, _choices(item, item.motions.all()), won=standing.winner)
    return item_act(
        request,
        item,
        form,
        lambda: deciding.decide(
            item=item,
            motion=_chosen(item, form),
            reasons=form.cleaned_data["grounds"],
            record_number=form.cleaned_data["record_number"],
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Beslut"),
        button=_("Säg vad som är beslutat"),
        lead=_("Omröstningen avgör vilket förslag det är. Beslutet går inte att ändra sedan.")
        if item.ballots.exists()
        else _("Utan omröstning: det förslag som du finner har fått bifall. Det går inte att ändra."),
    )


def dissent(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """Another view, before the decision is sent."""
    item = item_or_not_here(request, meeting, number, "board.dissent")
    decision, form = decision_or_not_here(item), WordsForm(request.POST or None)
    return item_act(
        request,
        item,
        form,
        lambda: deciding.dissent(
            decision=decision, words=form.cleaned_data["words"], by=request.actor, now=request.received_at
        ),
        title=_("Avvikande mening"),
        button=_("Anteckna"),
    )


def mark_slip(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """An obvious slip in what is sent."""
    item = item_or_not_here(request, meeting, number, "board.send")
    decision, form = decision_or_not_here(item), SlipForm(request.POST or None)

    def do() -> object:
        said = form.cleaned_data
        words = {"was": said["was"], "is_now": said["is_now"], "why": said["grounds"]}
        return slips.mark_slip(decision=decision, **words, by=request.actor, now=request.received_at)

    return item_act(
        request,
        item,
        form,
        do,
        title=_("Rätta en uppenbar skrivning"),
        button=_("Rätta"),
        lead=_("Beslutet står kvar som det är. Rättelsen står bredvid det, överallt där det läses."),
    )


def declare(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """An interest in the item, for the authority to try."""
    item = item_or_not_here(request, meeting, number, "board.vote")
    form = DeclareForm(request.POST or None)
    return item_act(
        request,
        item,
        form,
        lambda: conflicts.declare(item=item, what=form.cleaned_data["what"], by=request.actor),
        **DECLARING,
    )


def send(request: SignedIn, meeting: str, number: int) -> HttpResponse:
    """To the parties now, to everybody at a set minute."""
    item = item_or_not_here(request, meeting, number, "board.send")
    decision, form = decision_or_not_here(item), SendForm(request.POST or None)
    return item_act(
        request,
        item,
        form,
        lambda: send_to_parties(decision=decision, public_at=form.public_at, by=request.actor, now=request.received_at),
        title=_("Skicka beslutet"),
        button=_("Skicka till parterna"),
        lead=_(
            "Parterna får det nu. Alla andra kan läsa det från tiden du anger, och då står tillstånden i registret."
        ),
    )


def item_or_not_here(request: SignedIn, meeting: str, number: int, activity: str = "board.see") -> Item:
    """An item that one may see. Raises NotHere."""
    its_meeting = meeting_or_not_here(request, meeting, activity)
    found = items_for(request.actor, its_meeting, activity).filter(number=min(number, 10_000)).first()
    if found is None:
        there = its_meeting.items.filter(number=min(number, 10_000)).select_related("call", "matter").first()
        cases = [there.case_key] if there else []
        raise NotHere(_("Det finns inget sådant ärende på dagordningen."), wanted=meeting, cases=cases)
    return found


def item_act(request: SignedIn, item: Item, form: ActForm, do: Callable[[], object], **said: Any) -> HttpResponse:
    """An act about an item with a form of its own: back to the item when it is done."""
    then = ("board-item", item.meeting.key, item.number)
    caption = f"§ {item.number}. {item.title}"
    return act_page(request, item.meeting, form, do, then=then, caption=caption, **said)


def _motion_form(request: SignedIn, item: Item) -> MotionForm | MatterMotionForm:
    if item.matter_id:
        return MatterMotionForm(request.POST or None, item.held)
    begun = _earlier(item).filter(pk=_number(request.GET.get("fran", ""))).first()
    call = item.applied_in
    said = begun.said if begun else None
    agreed = [one.agreed for one in agreed_in(call)]
    return MotionForm(request.POST or None, applications(call), call.document.specification, said, agreed)


def _choices(item: Item, motions: Iterable[Motion]) -> dict[int, str]:
    found = list(motions)
    return {
        one.number: SafeString("\n").join(map(conditional_escape, words))
        for one, words in zip(found, sentences_of(item, found), strict=True)
    }


def _earlier(item: Item) -> "QuerySet[Motion]":
    """The motions about permits of the last item about the same call, where it was put off or sent back."""
    before = (
        Item.objects.filter(call__isnull=False, call=item.call_id, pk__lt=item.pk, decision__isnull=False)
        .order_by("-pk")
        .first()
    )
    found = Motion.objects.filter(item=before) if before else Motion.objects.none()
    return found.filter(content__contains=f'"kind":"{MotionKind.PERMITS}"').select_related("item__meeting")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _chosen(item: Item, form: MotionChoice) -> Motion:
    return item.motions.get(number=int(form.cleaned_data["motion"]))


def _decision(item: Item) -> BoardDecision | None:
    return BoardDecision.objects.select_related(*(f"item__{one}" for one in NEAR), "motion").filter(item=item).first()


def decision_or_not_here(item: Item) -> BoardDecision:
    """What is decided about it. Raises NotHere."""
    found = _decision(item)
    if found is None:
        raise NotHere(_("Ärendet är inte avgjort."))
    return found


def _votes(ballot: Any, names: dict[str, str]) -> list[tuple[str, str, int]]:
    cast = ballot.votes.select_related("voter", "motion")
    return [(names.get(one.seat, one.seat), one.voter.name, one.motion.number) for one in cast]
