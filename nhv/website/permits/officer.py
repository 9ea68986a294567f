"""Permits' life as an officer handles it: what has come, what is lost, what is open, what is vacant."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts import access
from nhv.derived.permit_letter import lost_fact_letter
from nhv.derived.permit_notice import WHAT, WORDS, Notified, conditions_named
from nhv.filings.models import FilingVersion
from nhv.process.permits import acts
from nhv.process.permits.clock import re_examinations
from nhv.process.permits.handover import handovers
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import DECIDED_BY_THE_BOARD, MATTER, Ground, MatterKind
from nhv.process.permits.places import vacant_places
from nhv.process.permits.queries import (
    address_of,
    held_permits,
    letter_about,
    letters_waiting,
    matters_for,
    open_matters,
    permit_at,
)
from nhv.process.permits.reach import LostFact, Struck, lost_fact, lost_facts, struck_by
from nhv.register.general import general
from nhv.register.models import Area, Permit
from nhv.register.queries import documents_on, today
from nhv.rules.refusals import Refused
from nhv.specification.writing import Writing
from nhv.website.act_forms import ActForm, Confirmation
from nhv.website.downloads import as_word
from nhv.website.errors import NotHere
from nhv.website.permits.forms import CloseForm, DecideForm, HearForm, NoteForm, OpenForm, UnitsForm
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.templatetags.nhv import day

MOST_SHOWN = 200
ACTS = ("note", "hear", "to_board", "decide", "close")
LEADS = {
    "to_board": gettext_lazy(
        "Sätt sedan upp ärendet på dagordningen för ett sammanträde. Där läggs förslag, nämnden beslutar och det "
        "står i protokollet, som när den beslutar om ansökningar. Innehavaren har den tid kvar som den fick."
    ),
    "decide": gettext_lazy("För det som har beslutats någon annanstans än vid nämndens sammanträden här."),
}
# What a letter's kind makes the matter to be, until the officer says otherwise.
OF_LETTERS = {
    Notified.REVOCATION: {"kind": MatterKind.REVOCATION.value, "ground": Ground.REQUEST.value},
    Notified.EXEMPTION: {"kind": MatterKind.EXEMPTION.value},
}


def list_matters(request: SignedIn) -> HttpResponse:
    """All that waits about permits, on one page. Thirty-six queries at most, however much there is."""
    page = {
        "letters": letters_waiting(request.actor)[:MOST_SHOWN],
        "lost": lost_facts(today()),
        "matters": open_matters(request.actor)[:MOST_SHOWN],
        "ended": matters_for(request.actor).filter(ended_at__isnull=False).order_by("-ended_at")[:MOST_SHOWN],
        "vacant": vacant_places(),
        "handovers": handovers(held_permits(today()), open_matters(request.actor), today()),
        "due": re_examinations(today())[:MOST_SHOWN],
        "rule": general().board.re_examination,
        "permits": _permits(),
        "may_handle": access.can(request.actor, "permit_matter.handle"),
        "today": today(),
    }
    return render(request, "permits/matters.html", page)


def choose_permit(request: SignedIn) -> HttpResponse:
    """From the list's choice to the form; back to the list where nothing in it is chosen."""
    try:
        return redirect("permit-matter-new", address_of(permit_at(request.GET.get("tillstand", "")[:90])))
    except Refused as refusal:
        messages.error(request, in_readers_words(refusal))
        return redirect("permit-matters")


def show_reach(request: SignedIn, hospital: str, fact: str) -> HttpResponse:
    """What a lost fact reaches: permits, conditions, who covers, and a letter drafted. Fifteen queries at most."""
    lost, struck = _reach(hospital, fact)
    rows = [(each, _texts(each), address_of(each.permit)) for each in struck]
    page = {"lost": lost, "rows": rows, "writing": _letter(lost, struck)}
    return render(request, "permits/reach.html", page)


def letter_word(request: SignedIn, hospital: str, fact: str) -> HttpResponse:
    """The drafted letter, to go on with in Word."""
    return as_word(_letter(*_reach(hospital, fact)), f"brev-{hospital[:40]}-{fact[:40]}")


def new_matter(request: SignedIn, permit: str) -> HttpResponse:
    """A matter about one permit, begun with the holder's letter (`?skrivelse=`), a lost fact (`?uppgift=`) or the clock
    (`?omprovning=`)."""
    held = _permit(permit)
    letter = request.GET.get("skrivelse", "")[:24]
    if letter:
        initial = _of_letter(letter, held)
    elif request.GET.get("omprovning"):
        initial = _of_clock(held)
    else:
        initial = _of_fact(request.GET.get("uppgift", "")[:80], held)
    form = OpenForm(request.POST or None, held, held.document.specification, initial)

    def do() -> str:
        about = form.about(letter)
        opened = acts.open_matter(
            area=held.area,
            permit=held,
            about=about,
            follow_up=form.follow_up,
            by=request.actor,
            now=request.received_at,
        )
        return opened.key

    title = _("Nytt ärende om ett tillstånd")
    return _opened(request, form, do, title, f"{held.document.name}, {held.turn_to.name}")


def new_units(request: SignedIn, area: str) -> HttpResponse:
    """The number of units is reconsidered."""
    found = Area.objects.filter(key=area).first()
    document = documents_on().filter(area__key=area).first()
    if found is None or document is None:
        raise NotHere(_("Registret har inget område med adressen ”%(key)s”.") % {"key": area[:80]})
    form = UnitsForm(request.POST or None)

    def do() -> str:
        return acts.open_matter(
            area=found, permit=None, about=form.about, follow_up=form.follow_up, by=request.actor,
            now=request.received_at,
        ).key  # fmt: skip

    return _opened(request, form, do, _("Pröva antalet enheter"), document.name)


def show_matter(request: SignedIn, matter: str) -> HttpResponse:
    """A matter with all that has happened in it, and what can be done now. Fourteen queries at most."""
    one = _matter(request, matter)
    page = {
        "one": one,
        "permit": one.permit,
        "document": documents_on().filter(area=one.area_id).first(),
        "conditions": _condition_texts(one),
        "notes": one.notes.all(),
        "replies": one.replies.all(),
        "decision": getattr(one, "decision", None),
        "acts": [act for act in ACTS if _may(request, one, act)],
        "items": one.items.select_related("meeting", "decision").order_by("pk"),
    }
    return render(request, "permits/matter.html", page)


def do_act(request: SignedIn, matter: str, act: str) -> HttpResponse:
    """Note, hear, decide or close: a form each."""
    one = _matter(request, matter)
    if act not in FORMS:
        raise NotHere(_("Det går inte att göra så med ett ärende."))
    form, do, title = FORMS[act](request, one)
    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, _("Sparat."))
        return redirect("permit-matter", one.key)
    button = title if act == "to_board" else _("Spara")
    page = {
        "form": form,
        "title": title,
        "button": button,
        "lead": LEADS.get(act, ""),
        "back": reverse("permit-matter", args=[one.key]),
    }
    return render(request, "permits/act.html", page | {"caption": one.words[:MOST_SHOWN]})


Made = tuple[ActForm, Callable[[], object], str]


def _note(request: SignedIn, one: PermitMatter) -> Made:
    form = NoteForm(request.POST or None, initial={"next_what": one.next_what, "next_day": one.next_day})

    def do() -> object:
        words, more = form.cleaned_data["words"], form.follow_up
        return acts.note(matter=one, words=words, follow_up=more, by=request.actor, now=request.received_at)

    return form, do, _("Anteckna en uppföljning")


def _hear(request: SignedIn, one: PermitMatter) -> Made:
    form = HearForm(request.POST or None)

    def do() -> object:
        said = {name: form.cleaned_data[name] for name in ("told", "last_day")}
        return acts.hear(matter=one, **said, by=request.actor, now=request.received_at)

    return form, do, _("Hör innehavaren")


def _decide(request: SignedIn, one: PermitMatter) -> Made:
    specification = one.permit.document.specification if one.permit else None
    names = {part.key: part.text for part in specification.sub_permits} if specification else {}
    form = DecideForm(request.POST or None, one, names)
    return (
        form,
        lambda: acts.decide(matter=one, said=form.decided, by=request.actor, now=request.received_at),
        _("För in beslutet"),
    )


def _close(request: SignedIn, one: PermitMatter) -> Made:
    form = CloseForm(request.POST or None)
    return (
        form,
        lambda: acts.close(matter=one, why=form.cleaned_data["why"], by=request.actor, now=request.received_at),
        _("Avsluta ärendet"),
    )


def _to_board(request: SignedIn, one: PermitMatter) -> Made:
    form = Confirmation(request.POST or None)
    return (
        form,
        lambda: acts.to_board(matter=one, by=request.actor, now=request.received_at),
        _("Lämna ärendet till nämnden"),
    )


FORMS: dict[str, Callable[[SignedIn, PermitMatter], Made]] = {
    "note": _note,
    "hear": _hear,
    "to_board": _to_board,
    "decide": _decide,
    "close": _close,
}


def _opened(request: SignedIn, form: ActForm, do: Callable[[], str], title: str, caption: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (key := form.try_to(request, do)):
        messages.success(request, _("Sparat."))
        return redirect("permit-matter", key)
    page = {"form": form, "title": title, "caption": caption, "button": _("Öppna ärendet")}
    return render(request, "permits/act.html", page | {"back": reverse("permit-matters")})


def _permits() -> list[tuple[str, str]]:
    held = held_permits(today())[:2_000]
    rows = [(address_of(one), f"{one.document.name}: {one.turn_to.name}") for one in held]
    return sorted(rows, key=lambda row: row[1].casefold())


def _permit(address: str) -> Permit:
    try:
        return permit_at(address)
    except Refused as refusal:
        raise NotHere(in_readers_words(refusal)) from None


def _matter(request: SignedIn, key: str) -> PermitMatter:
    found = matters_for(request.actor).filter(key=key).first()
    if found is None:
        raise NotHere(_("Det finns inget ärende med adressen ”%(key)s”.") % {"key": key[:80]}, cases=[key])
    return found


def _may(request: SignedIn, one: PermitMatter, act: str) -> bool:
    is_for_it = act != "to_board" or one.kind in DECIDED_BY_THE_BOARD
    return is_for_it and MATTER.can(act, source=one.state) and access.can(request.actor, MATTER.needs(act))


def _reach(hospital: str, fact: str) -> tuple[LostFact, list[Struck]]:
    lost = lost_fact(hospital, fact, today())
    if lost is None:
        raise NotHere(_("Uppgiften gäller, eller så vilar inget tillstånd på den."))
    return lost, struck_by(lost, today())


def _texts(struck: Struck) -> list[tuple[str, str]]:
    return [(str(one["key"]), str(one["text"])) for one in struck.permit.conditions if one["key"] in struck.conditions]


def _letter(lost: LostFact, struck: list[Struck]) -> Writing:
    rows = tuple(
        (
            each.permit.document.name,
            "; ".join(text for _key, text in _texts(each)),
            "; ".join(one.name for one in each.covered_by),
        )
        for each in struck
    )
    return lost_fact_letter(lost.hospital.name, lost.name, lost.since, lost.says_no, rows)


def _condition_texts(one: PermitMatter) -> list[tuple[str, str]]:
    held = one.permit.conditions if one.permit else []
    return [(str(each["key"]), str(each["text"])) for each in held if each["key"] in one.conditions]


def _of_letter(key: str, permit: Permit) -> dict[str, Any]:
    """What the holder's letter says, for the officer to begin with."""
    filing = letter_about(permit, key)
    newest = FilingVersion.objects.filter(filing=filing).order_by("-number").first() if filing else None
    if newest is None:
        raise NotHere(_("Det finns ingen mottagen skrivelse om tillståndet med den ärendekoden."))
    said = newest.answers_by_key
    kind = OF_LETTERS.get(Notified(str(said[WHAT])), {}) if said.get(WHAT) in set(Notified) else {}
    return {
        "kind": MatterKind.CHANGE.value,
        **kind,
        "words": said.get(WORDS, ""),
        "conditions": list(conditions_named(said, permit.conditions)),
    }


def _of_clock(permit: Permit) -> dict[str, Any]:
    """That it is time to look at the permit again."""
    words = _("Det är dags att pröva tillståndet igen. Det gäller sedan den %(day)s.") % {"day": day(permit.valid_from)}
    return {"kind": MatterKind.RE_EXAMINATION.value, "words": words, "next_day": timezone.localdate()}


def _of_fact(fact: str, permit: Permit) -> dict[str, Any]:
    if not fact:
        return {}
    named = [str(one["key"]) for one in permit.conditions if one.get("fact") == fact]
    lost = lost_fact(permit.turn_to.hospital.key, fact, today()) if permit.turn_to.hospital else None
    words = _("Sjukhusets uppgift ”%(name)s” gäller inte längre.") % {"name": lost.name} if lost else ""
    return {"kind": MatterKind.CHANGE.value, "conditions": named, "words": words, "next_day": timezone.localdate()}
