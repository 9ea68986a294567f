"""A board's meetings: the agenda, who is there, and the meeting's own acts."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.models import Membership, User
from nhv.derived.board_minutes import without_items
from nhv.process.board import meetings
from nhv.process.board.minutes import adjust as adjust_minutes
from nhv.process.board.minutes import minutes_of, seal_of, seat_names
from nhv.process.board.models import Meeting, Minutes
from nhv.process.board.moves import MEETING
from nhv.process.board.queries import items_for, kept_from, meetings_for
from nhv.process.board.seats import Term, seated, terms
from nhv.process.board.standing import votes_awaited
from nhv.process.papers import PDF
from nhv.process.permits.acts import called_on
from nhv.process.permits.queries import before_the_board
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.register.general import general
from nhv.register.models import Organisation
from nhv.rules.access import AT_THE_BOARD, roles_with
from nhv.rules.board import CHAIR
from nhv.specification.writing import Writing
from nhv.website.act_forms import ActForm, press_button
from nhv.website.act_pages import page_of_an_act
from nhv.website.board.forms import ItemForm, PlanForm, RollForm
from nhv.website.board_words import NEXT_IN_MEETING
from nhv.website.downloads import as_kept, as_pdf, as_word
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn

# What the buttons of a meeting do, in their order.
ACTS: dict[str, Callable[..., Meeting]] = {
    "call_meeting": meetings.call_meeting,
    "open_meeting": meetings.open_meeting,
    "take_part": meetings.take_part,
    "close_meeting": meetings.close_meeting,
}


def list_meetings(request: SignedIn) -> HttpResponse:
    """The board's meetings, the latest first."""
    page = {"meetings": meetings_for(request.actor)[:200], "may_plan": access.can(request.actor, "board.plan")}
    return render(request, "board/meetings.html", page)


def plan(request: SignedIn) -> HttpResponse:
    """A new meeting."""
    boards = {one.key: one for one in _boards(request)}
    form = PlanForm(request.POST or None, [(one.key, one.name) for one in boards.values()])

    def do() -> str:
        said = form.cleaned_data
        board = boards[said["board"]]
        begins_at, place = form.begins_at, said["place"]
        return meetings.plan(board=board, kind=said["kind"], begins_at=begins_at, place=place, by=request.actor).key

    if request.method == "POST" and form.is_valid() and (key := form.try_to(request, do)):
        messages.success(request, _("Sparat."))
        return redirect("board-meeting", key)
    page = {"form": form, "title": _("Planera ett sammanträde"), "button": _("Spara")}
    return render(request, "board/act.html", page)


def show_meeting(request: SignedIn, meeting: str) -> HttpResponse:
    """The agenda, who is there, and what can be done now."""
    found = meeting_or_not_here(request, meeting)
    items = list(items_for(request.actor, found).prefetch_related("ballots"))
    page = {
        "meeting": found,
        "items": items,
        "next": NEXT_IN_MEETING[found.state],
        "awaited": votes_awaited(found, items, request.actor),
        "present": found.present.select_related("user"),
        "acts": [act for act in ACTS if _may(request, found, act) and _is_due(request, found, act)],
        "may_add": _may(request, found, "add_item"),
        "may_note": _may(request, found, "note_presence"),
        "has_minutes": found.closed_at is not None,
        "kept_from": sorted(kept_from(request.actor, found)),
        "may_plan": access.can(request.actor, "board.seat"),
        "has_reading_list": access.can(request.actor, "board.reading"),
    }
    return render(request, "board/meeting.html", page)


def show_rules(request: SignedIn) -> HttpResponse:
    """How the board works, each rule with its source and whether it is known."""
    return render(request, "board/rules.html", {"rules": general().board})


def show_terms(request: SignedIn) -> HttpResponse:
    """Who has which seat, from when until when, which are vacant, and who had them before."""
    page = {
        "boards": [(board, _seats(board)) for board in _boards(request, "board.see")],
        "may_seat": access.can(request.actor, "board.seat"),
    }
    return render(request, "board/terms.html", page)


def _seats(board: Organisation) -> list[dict[str, Any]]:
    found, names = terms(board), seat_names(board)
    return [_seat(seat, names[seat], found) for seat in sorted(names, key=lambda seat: (seat != CHAIR, names[seat]))]


def _seat(seat: str, words: str, found: Collection[Term]) -> dict[str, Any]:
    """One seat: what it is called, whether a member has it, who has it now and who had it."""
    here = [one for one in found if one.seat == seat]
    return {
        "name": words,
        "vacant": not any(one.is_on and not one.deputy for one in here),
        "now": [one for one in here if one.is_on],
        "before": [one for one in here if not one.is_on],
    }


def add_item(request: SignedIn, meeting: str) -> HttpResponse:
    """A call or a matter on the agenda."""
    found = meeting_or_not_here(request, meeting, "board.plan")
    barred, on_agendas = access.reach(request.actor, "board.plan").barred, meetings.on_agendas()
    waiting = Weighing.objects.filter(state=WeighingState.BOARD).exclude(call__key__in=barred)
    called = on_agendas.filter(call__isnull=False).values("call")
    free = waiting.exclude(call__in=called).select_related("call")
    calls = {f"utlysning {one.call.key}": one.call for one in free}
    taken = set(on_agendas.values_list("matter", flat=True))
    matters = {f"tillstånd {one.key}": one for one in before_the_board(barred) if one.pk not in taken}
    names = [(key, call.facts.title) for key, call in calls.items()]
    form = ItemForm(request.POST or None, [*names, *((key, called_on(one)) for key, one in matters.items())])

    def do() -> object:
        about, presenter = form.cleaned_data["about"], form.cleaned_data["presenter"]
        if about in calls:
            return meetings.add_item(meeting=found, call=calls[about], presenter=presenter, by=request.actor)
        return meetings.add_matter(meeting=found, matter=matters[about], presenter=presenter, by=request.actor)

    lead = (
        ""
        if names or matters
        else _("Inget väntar på att läggas till: allt som är inför nämnden står på en dagordning.")
    )
    return act_page(request, found, form, do, title=_("Lägg till ett ärende"), button=_("Lägg till"), lead=lead)


def note_presence(request: SignedIn, meeting: str) -> HttpResponse:
    """Somebody comes or leaves."""
    found = meeting_or_not_here(request, meeting, "board.keep")
    people = {str(one.pk): one for one in _people(found)}
    present = found.present.filter(left_at__isnull=True).values_list("user_id", flat=True)
    begun = {"here": [str(one) for one in present]}
    form = RollForm(request.POST or None, _by_seat(found, people.values()), initial=begun)

    def do() -> None:
        here = [people[one] for one in form.cleaned_data["here"]]
        asked, at = people.values(), request.received_at
        meetings.note_roll(meeting=found, asked=asked, here=here, by=request.actor, now=at)

    return act_page(
        request,
        found,
        form,
        do,
        title=_("Vem är här?"),
        button=_("Anteckna"),
        lead=_("Kryssa för dem som är här nu. Den som du tar bort krysset för antecknas som gången."),
    )


def press(request: SignedIn, meeting: str, act: str) -> HttpResponse:
    """A button of the meeting: call, open, close."""
    found = meeting_or_not_here(request, meeting)
    do = ACTS.get(act)
    if do is None:
        raise NotHere(_("Det finns ingen sådan knapp."), wanted=act)
    if press_button(request, lambda: {"key": do(meeting=found, by=request.actor, now=request.received_at).key}):
        messages.success(request, _("Sparat."))
    return redirect("board-meeting", meeting)


def show_minutes(request: SignedIn, meeting: str) -> HttpResponse:
    """The minutes as they stand, to be read and found right."""
    found, writing = _minutes_or_not_here(request, meeting)
    shut = kept_from(request.actor, found)
    page = {
        "meeting": found,
        "writing": writing,
        # The sum of the whole text says nothing of a part of it.
        "seal": "" if shut else seal_of(writing),
        "shut": sorted(shut),
        "kept": Minutes.objects.filter(meeting=found).first(),
        "adjusted": found.adjustments.select_related("user"),
        "may_adjust": not shut and _may(request, found, "adjust"),
    }
    return render(request, "board/minutes.html", page)


def adjust(request: SignedIn, meeting: str) -> HttpResponse:
    """One finds the very text that was read right."""
    found, _writing = _minutes_or_not_here(request, meeting)
    seen = request.POST.get("seen", "")[:64]

    def do() -> bool:
        adjust_minutes(meeting=found, seen=seen, by=request.actor, now=request.received_at)
        return True

    if press_button(request, do):
        messages.success(request, _("Du har justerat protokollet."))
    return redirect("board-minutes", meeting)


def minutes_pdf(request: SignedIn, meeting: str) -> HttpResponse:
    """The minutes as a tagged PDF; when they are adjusted, the very file that was kept then."""
    found, writing = _minutes_or_not_here(request, meeting)
    kept = None if kept_from(request.actor, found) else Minutes.objects.filter(meeting=found).first()
    name = f"protokoll-{meeting}"
    return as_kept(kept.pdf_sha256, PDF, f"{name}.pdf") if kept else as_pdf(writing, name)


def minutes_word(request: SignedIn, meeting: str) -> HttpResponse:
    """The same as Word."""
    return as_word(_minutes_or_not_here(request, meeting)[1], f"protokoll-{meeting}")


def meeting_or_not_here(request: SignedIn, key: str, activity: str = "board.see") -> Meeting:
    """A meeting of one's board. Raises NotHere."""
    found = meetings_for(request.actor, activity).filter(key=key).first()
    if found is None:
        raise NotHere(_("Det finns inget sammanträde med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    return found


def act_page(
    request: SignedIn,
    meeting: Meeting,
    form: ActForm,
    do: Callable[[], object],
    *,
    title: str,
    button: str,
    lead: str = "",
    then: tuple[Any, ...] = (),
    caption: str = "",
) -> HttpResponse:
    """An act with a form of its own: back to the meeting (or `then`) when it is done, else the form."""
    to = then or ("board-meeting", meeting.key)
    words = caption or meeting.board.name
    page = {"title": title, "button": button, "lead": lead, "caption": words, "back": reverse(to[0], args=to[1:])}
    return page_of_an_act(request, form, do, to=to, template="board/act.html", page=page)


def _may(request: SignedIn, meeting: Meeting, act: str) -> bool:
    return MEETING.can(act, source=meeting.state) and access.can(request.actor, MEETING.needs(act))


def _is_due(request: SignedIn, meeting: Meeting, act: str) -> bool:
    return act != "take_part" or meetings.may_take_part(meeting, request.actor)


def _minutes_or_not_here(request: SignedIn, key: str) -> tuple[Meeting, Writing]:
    found = meeting_or_not_here(request, key)
    if found.closed_at is None:
        raise NotHere(_("Protokollet finns när sammanträdet är avslutat."), wanted=key)
    return found, without_items(minutes_of(found), kept_from(request.actor, found))


def _boards(request: SignedIn, activity: str = "board.plan") -> list[Organisation]:
    """The groups in which somebody has a role on the board, of those that one reaches."""
    held = Membership.objects.on(timezone.localdate()).filter(role__in=list(AT_THE_BOARD)).values("organisation")
    reached = access.reach(request.actor, activity)
    found = Organisation.objects.filter(pk__in=held)
    return list(found if reached.everything else found.filter(key__in=reached.groups))


def _by_seat(meeting: Meeting, people: Collection[User]) -> list[tuple[str, str]]:
    """Everybody by name, with their seat: the chair first, then by seat, then those without one."""
    seats = {one.person: one for one in seated(meeting.board)}
    names = seat_names(meeting.board)

    def where(user: User) -> tuple[bool, bool, str, bool, str]:
        one = seats.get(user.pk)
        seat = one.seat if one else ""
        return (one is None, seat != CHAIR, names.get(seat, ""), bool(one and one.deputy), user.name)

    def words(user: User) -> str:
        one = seats.get(user.pk)
        deputy = f" ({_('ersättare')})" if one and one.deputy else ""
        return f"{names[one.seat]}{deputy}: {user.name}" if one else user.name

    return [(str(one.pk), words(one)) for one in sorted(people, key=where)]


def _people(meeting: Meeting) -> list[User]:
    """Everybody with a role at the board, and officers, who present."""
    held = Membership.objects.on(timezone.localdate())
    near = held.filter(organisation=meeting.board) | held.filter(role__in=roles_with("board.send"))
    return list(User.objects.filter(pk__in=near.values("user")).order_by("name"))
