"""The text of an area as its group writes it: whole, part by part, and what follows from it."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.deeds import names_of
from nhv.derived.application_form import application_form
from nhv.derived.definition_text import proposed_text
from nhv.derived.drafting_checks import Check, drafting_checks
from nhv.derived.scope_by_verdict import scope_by_verdict
from nhv.language.numbers import whole_number
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.drafting import acts
from nhv.process.drafting.queries import START, drafted_at, latest_number, newest_text, revisions
from nhv.process.drafting.talk import cards, open_comments
from nhv.register.general import general
from nhv.register.search import spoken
from nhv.specification import drafting
from nhv.specification.area import Area
from nhv.specification.changes import changes
from nhv.specification.drafting import INSIDE, KINDS, Drafted
from nhv.website.act_forms import ActForm, press_button
from nhv.website.downloads import as_word
from nhv.website.errors import NotHere
from nhv.website.group.pages import group_case
from nhv.website.group.part_forms import FORMS, HeadForm, HeadingsForm, JoinForm, SplitForm, form_of_new, kind_of
from nhv.website.requests import SignedIn

SEE, WRITE = "draft.see", "draft.write"
# What can be added to the document itself, in its order; points and criteria are added to the part they stand in.
ADDED_TO_DOCUMENT = tuple(kind for kind, name in KINDS.items() if name not in INSIDE)


def show_text(request: SignedIn, key: str) -> HttpResponse:
    """The whole text with what can be done to each part, and what should be looked at again."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    drafted = drafted_at(case, number)
    area, comments = drafted.area, open_comments(case, drafted)
    checks = drafting_checks(area, {fact.key for fact in general().facts})
    page = {
        **about_text(request, case, number),
        "area": area,
        "checks": checks,
        "checks_of": {key: list(those) for key, those in groupby(sorted(checks, key=_key), key=_key)},
        "kinds": ADDED_TO_DOCUMENT,
        "comments": comments,
        "names": names_of(one.written_by for those in comments.values() for one in those),
        "wrong": [card for card in cards(case, area) if not card.is_right],
        "frozen": newest_text(case),
        "may_freeze": access.can(request.actor, "draft.freeze") and CASE.can("freeze", source=case.state),
    }
    return render(request, "group/text.html", page)


def edit_head(request: SignedIn, key: str) -> HttpResponse:
    """Name, number of units, ages."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    form = HeadForm(request.POST or None, area=drafted_at(case, number).area, seen=number)
    return _edit_page(request, case, form, "head", lambda: lambda old: drafting.set_head(old, form.said))


def edit_headings(request: SignedIn, key: str) -> HttpResponse:
    """The headings of the groups of conditions."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    form = HeadingsForm(request.POST or None, area=drafted_at(case, number).area, seen=number)
    return _edit_page(request, case, form, "head", lambda: lambda old: drafting.set_head(old, form.said))


def add_part(request: SignedIn, key: str, kind: str) -> HttpResponse:
    """A new part, last in its list."""
    case = group_case(request, key, WRITE)
    if kind not in KINDS:
        raise NotHere(_("Det finns ingen sådan del."))
    number = latest_number(case)
    area, under = drafted_at(case, number).area, request.GET.get("under", "")[:80]
    if KINDS[kind] in INSIDE and area.part(under) is None:
        raise NotHere(_("Den delen finns inte i texten. Någon kan ha tagit bort den."))
    form = form_of_new(kind)(request.POST or None, area=area, seen=number)

    def added() -> acts.Edit:
        said = {name: value for name, value in form.said.items() if value is not None}
        return lambda old: drafting.add(old, kind, said, under=under)[0]

    return _edit_page(request, case, form, "add", added, kind=kind)


def edit_part(request: SignedIn, key: str, part: str) -> HttpResponse:
    """Another wording. When somebody has changed the same part since, both are shown."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    area = drafted_at(case, number).area
    found = part_or_not_here(area, part)
    form = FORMS[kind_of(found)](request.POST or None, area=area, seen=number, part=found)
    return _edit_page(
        request, case, form, "reword", lambda: lambda old: drafting.reword(old, part, form.said), part=found
    )


def split_part(request: SignedIn, key: str, part: str) -> HttpResponse:
    """One part becomes two or three."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    found = part_or_not_here(drafted_at(case, number).area, part)
    form = SplitForm(request.POST or None, initial={"seen": number, "first": getattr(found, "text", "")})
    return _edit_page(
        request, case, form, "split", lambda: lambda old: drafting.split(old, part, form.texts)[0], part=found
    )


def join_parts(request: SignedIn, key: str, part: str) -> HttpResponse:
    """The part and the one after it become one."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    area = drafted_at(case, number).area
    found, after = part_or_not_here(area, part), drafting.next_in_list(area, part)
    if after is None:
        raise NotHere(_("Det står ingen del efter den här i samma lista."))
    both = "\n".join(getattr(one, "text", None) or "" for one in (found, part_or_not_here(area, after)))
    form = JoinForm(request.POST or None, initial={"seen": number, "text": both})
    return _edit_page(
        request,
        case,
        form,
        "join",
        lambda: lambda old: drafting.join(old, part, after, form.cleaned_data["text"])[0],
        part=found,
    )


def press(request: SignedIn, key: str, part: str, act: str) -> HttpResponse:
    """What a button does to a part by itself: one place up, one down, away."""
    case = group_case(request, key, WRITE)
    pressed: dict[str, acts.Edit] = {
        "upp": lambda old: drafting.move(old, part, up=True),
        "ned": lambda old: drafting.move(old, part, up=False),
        "bort": lambda old: drafting.remove(old, part),
    }
    if act not in pressed:
        raise NotHere(_("Det finns ingen sådan knapp."))
    number, name = latest_number(case), "remove" if act == "bort" else "move"
    press_button(request, lambda: _do(request, case, pressed[act], name, seen=number, key=""))
    # Back to the very button, so that who uses the keyboard can press again.
    where = reverse("group-text", args=[key])
    return redirect(where if act == "bort" else f"{where}?gjort={act}-{part}#{act}-{part}")


def preview(request: SignedIn, key: str) -> HttpResponse:
    """What follows from the text as it is: the public's verdicts, and what an applicant is asked."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    area = drafted_at(case, number).area
    page = {
        **about_text(request, case, number),
        "area": area,
        "parts": scope_by_verdict(area),
        "outline": application_form(area, general()),
    }
    return render(request, "group/preview.html", page)


def differences(request: SignedIn, key: str) -> HttpResponse:
    """What differs, by key, from an earlier revision (`fran`); it can be gone back to."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    asked = request.GET.get("fran", "")
    said = whole_number(asked, digits=5)
    since = said if said is not None and said <= number else START
    found = changes(drafted_at(case, since).area, drafted_at(case, number).area)
    rows = list(revisions(case))
    page = {
        **about_text(request, case, number),
        "since": since,
        "sentences": [change.sentence(spoken()) for change in found],
        "revisions": rows,
        "names": names_of(one.made_by for one in rows),
    }
    return render(request, "group/differences.html", page)


def undo(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The text as it was in an earlier revision."""
    case = group_case(request, key, WRITE)
    seen = latest_number(case)
    press_button(request, lambda: acts.undo(case=case, to=number, seen=seen, by=request.actor, now=request.received_at))
    return redirect("group-text", key)


def freeze(request: SignedIn, key: str) -> HttpResponse:
    """The text as it is becomes a version."""
    case = group_case(request, key, "draft.freeze")
    if press_button(request, lambda: acts.freeze(case=case, by=request.actor, now=request.received_at)):
        messages.success(request, _("Texten är fryst."))
    return redirect("group-text", key)


def text_word(request: SignedIn, key: str) -> HttpResponse:
    """The text as a Word file."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    return as_word(proposed_text(drafted_at(case, number).area, version=f"utkast {number}"), f"forslag-{key}")


def _key(check: Check) -> str:
    return check.key


def _do(request: SignedIn, case: Case, edit: acts.Edit, act: str, *, seen: int, key: str) -> int:
    return acts.edit(case=case, act=act, do=edit, seen=seen, key=key, by=request.actor, now=request.received_at)


def _edit_page(
    request: SignedIn,
    case: Case,
    form: ActForm,
    act: str,
    make: Callable[[], Callable[[Drafted], Drafted]],
    *,
    part: Any = None,
    kind: str = "",
) -> HttpResponse:
    """A form that edits: back to the part when it is done, else the form as it was filled in, with what is wrong."""
    key = part.key if part is not None else ""
    if request.method == "POST" and form.is_valid():
        if form.has_done(request, lambda: _do(request, case, make(), act, seen=form.cleaned_data["seen"], key=key)):
            messages.success(request, _("Sparat."))
            return redirect(
                f"{reverse('group-text', args=[case.key])}#{key}" if key else reverse("group-text", args=[case.key])
            )
        # Sent again it is held against the text as it now is, which is shown beside the form.
        again = request.POST.copy()
        again["seen"] = str(latest_number(case))
        form.data = again
    page = {"case": case, "form": form, "act": act, "part": part, "kind": kind or (kind_of(part) if part else "")}
    return render(request, "group/edit.html", page)


def part_or_not_here(area: Area, key: str) -> Any:
    """The part of this key. Raises NotHere."""
    found = area.part(key)
    if found is None:
        raise NotHere(_("Den delen finns inte i texten. Någon kan ha tagit bort den."))
    return found


def about_text(request: SignedIn, case: Case, number: int) -> dict[str, Any]:
    """What every page of the text says of it: the case, the revision, and what the reader may do."""
    may_write = access.can(request.actor, WRITE) and CASE.can("draft", source=case.state) and case.paused_at is None
    may_talk = access.can(request.actor, "draft.comment") and CASE.can("comment", source=case.state)
    return {"case": case, "number": number, "may_write": may_write, "may_talk": may_talk}
