"""The text of an area as its group writes it: whole, part by part, and what follows from it."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.deeds import names_of
from nhv.derived.definition_text import proposed_text
from nhv.derived.drafting_checks import Check, drafting_checks
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.drafting import acts
from nhv.process.drafting.queries import drafted_at, latest_number, newest_text, revisions
from nhv.process.drafting.talk import cards, open_comments
from nhv.register.general import general
from nhv.register.search import spoken
from nhv.specification.area import Area
from nhv.specification.changes import changes
from nhv.specification.drafting import INSIDE, KINDS
from nhv.website.act_forms import press_button
from nhv.website.downloads import as_word
from nhv.website.errors import NotHere
from nhv.website.group.beside import beside, since_asked
from nhv.website.group.pages import group_case
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
    checks, asked = drafting_checks(area, {fact.key for fact in general().facts}), cards(case, area)
    page = {
        **about_text(request, case, number),
        "area": area,
        "checks": checks,
        "checks_of": {key: list(those) for key, those in groupby(sorted(checks, key=_key), key=_key)},
        "kinds": ADDED_TO_DOCUMENT,
        "comments": comments,
        "names": names_of(one.written_by for those in comments.values() for one in those),
        "wrong": [card for card in asked if not card.is_right],
        "beside": beside(request, case, area, asked=asked),
        "frozen": newest_text(case),
        "may_freeze": access.can(request.actor, "draft.freeze") and CASE.can("freeze", source=case.state),
    }
    return render(request, "group/text.html", page)


def differences(request: SignedIn, key: str) -> HttpResponse:
    """What differs, by key, from an earlier revision (`fran`); it can be gone back to."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    since = since_asked(request, number)
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
