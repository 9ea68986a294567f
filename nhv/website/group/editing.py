"""The forms that edit a text, each with what would follow from what is written beside it; and the buttons of a part."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.process.cases.models import Case
from nhv.process.drafting import acts
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.rules.refusals import Refused
from nhv.specification import drafting
from nhv.specification.area import Area
from nhv.specification.drafting import INSIDE, KINDS, Drafted
from nhv.website.act_forms import ActForm, press_button
from nhv.website.errors import NotHere
from nhv.website.group.beside import SHOW, beside
from nhv.website.group.pages import group_case
from nhv.website.group.part_forms import FORMS, HeadForm, HeadingsForm, JoinForm, SplitForm, form_of_new, kind_of
from nhv.website.group.text import WRITE, part_or_not_here
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn


@dataclass(frozen=True)
class Open:
    """The text as it is, opened by somebody who may write in it."""

    request: SignedIn
    case: Case

    @cached_property
    def number(self) -> int:
        return latest_number(self.case)

    @cached_property
    def drafted(self) -> Drafted:
        return drafted_at(self.case, self.number)

    @property
    def area(self) -> Area:
        return self.drafted.area

    @property
    def sent(self) -> Any:
        """What the form was sent with, if it was."""
        return self.request.POST or None


def edit_head(request: SignedIn, key: str) -> HttpResponse:
    """Name, number of units, ages."""
    text = _opened(request, key)
    form = HeadForm(text.sent, area=text.area, seen=text.number)
    return _edit_page(text, form, "head", lambda old: drafting.set_head(old, form.said))


def edit_headings(request: SignedIn, key: str) -> HttpResponse:
    """The headings of the groups of conditions."""
    text = _opened(request, key)
    form = HeadingsForm(text.sent, area=text.area, seen=text.number)
    return _edit_page(text, form, "head", lambda old: drafting.set_head(old, form.said))


def add_part(request: SignedIn, key: str, kind: str) -> HttpResponse:
    """A new part, last in its list."""
    text, under = _opened(request, key), request.GET.get("under", "")[:80]
    if kind not in KINDS:
        raise NotHere(_("Det finns ingen sådan del."))
    if KINDS[kind] in INSIDE:
        part_or_not_here(text.area, under)
    form = form_of_new(kind)(text.sent, area=text.area, seen=text.number)

    def add(old: Drafted) -> Drafted:
        said = {name: value for name, value in form.said.items() if value is not None}
        return drafting.add(old, kind, said, under=under)[0]

    return _edit_page(text, form, "add", add, kind=kind)


def edit_part(request: SignedIn, key: str, part: str) -> HttpResponse:
    """Another wording. When somebody has changed the same part since, both are shown."""
    text = _opened(request, key)
    found = part_or_not_here(text.area, part)
    form = FORMS[kind_of(found)](text.sent, area=text.area, seen=text.number, part=found)
    return _edit_page(text, form, "reword", lambda old: drafting.reword(old, part, form.said), part=found)


def split_part(request: SignedIn, key: str, part: str) -> HttpResponse:
    """One part becomes two or three."""
    text = _opened(request, key)
    found = part_or_not_here(text.area, part)
    form = SplitForm(text.sent, initial={"seen": text.number, "first": getattr(found, "text", "")})
    return _edit_page(text, form, "split", lambda old: drafting.split(old, part, form.texts)[0], part=found)


def join_parts(request: SignedIn, key: str, part: str) -> HttpResponse:
    """The part and the one after it become one."""
    text = _opened(request, key)
    found, after = part_or_not_here(text.area, part), drafting.next_in_list(text.area, part)
    if after is None:
        raise NotHere(_("Det står ingen del efter den här i samma lista."))
    both = "\n".join(getattr(one, "text", None) or "" for one in (found, part_or_not_here(text.area, after)))
    form = JoinForm(text.sent, initial={"seen": text.number, "text": both})

    def join(old: Drafted) -> Drafted:
        return drafting.join(old, part, after, form.cleaned_data["text"])[0]

    return _edit_page(text, form, "join", join, part=found)


def press(request: SignedIn, key: str, part: str, act: str) -> HttpResponse:
    """What a button does to a part by itself: one place up, one down, away."""
    text = _opened(request, key)
    pressed: dict[str, acts.Edit] = {
        "upp": lambda old: drafting.move(old, part, up=True),
        "ned": lambda old: drafting.move(old, part, up=False),
        "bort": lambda old: drafting.remove(old, part),
    }
    if act not in pressed:
        raise NotHere(_("Det finns ingen sådan knapp."))
    name = "remove" if act == "bort" else "move"
    done = press_button(request, lambda: _do(text, pressed[act], name, seen=text.number, key=""))
    # Back to the very button, so that who uses the keyboard can press again; where it is gone, to what stood near it.
    where = reverse("group-text", args=[key])
    if act != "bort":
        return redirect(f"{where}?gjort={act}-{part}#{act}-{part}")
    if done:
        messages.success(request, _("Borttaget. Det som fanns står under ”Ändringar och tidigare versioner”."))
    return redirect(_at(text, part))


def _at(text: Open, key: str) -> str:
    """The address of the text at what was just written: a part that is new, else the one with this key, else what
    stands nearest to where it stood. Who uses the keyboard goes on from there."""
    before = [one for one, _part in text.area.keyed()]
    after = [one for one, _part in drafted_at(text.case, latest_number(text.case)).area.keyed()]
    place = before.index(key) if key in before else 0
    near = [*before[place:], *reversed(before[:place])] if key else []
    found = next((one for one in after if one not in before), "") or next((one for one in near if one in after), "")
    return reverse("group-text", args=[text.case.key]) + (f"#{found}" if found else "")


def _opened(request: SignedIn, key: str) -> Open:
    return Open(request, group_case(request, key, WRITE))


def _do(text: Open, edit: acts.Edit, act: str, *, seen: int, key: str) -> int:
    by, now = text.request.actor, text.request.received_at
    return acts.edit(case=text.case, act=act, do=edit, seen=seen, key=key, by=by, now=now)


def _edit_page(
    text: Open, form: ActForm, act: str, edit: acts.Edit, *, part: Any = None, kind: str = ""
) -> HttpResponse:
    """A form that edits: back to the part when it is done, else the form as it was filled in, with what is wrong. Asked
    to show what follows, nothing is kept."""
    request, key = text.request, part.key if part is not None else ""
    shown, note = text.area, ""
    if SHOW in request.POST:
        shown, note = _as_it_would_be(text, form, edit)
    elif request.method == "POST" and form.is_valid():
        if form.has_done(request, lambda: _do(text, edit, act, seen=form.cleaned_data["seen"], key=key)):
            messages.success(request, _("Sparat."))
            return redirect(_at(text, key))
        # Sent again it is held against the text as it now is, which is shown beside the form.
        again = request.POST.copy()
        again["seen"] = str(latest_number(text.case))
        form.data = again
    page = {
        "case": text.case,
        "number": text.number,
        "form": form,
        "act": act,
        "part": part,
        "kind": kind or (kind_of(part) if part else ""),
        "beside": beside(request, text.case, shown, note=note),
    }
    return render(request, "group/edit.html", page)


def _as_it_would_be(text: Open, form: ActForm, edit: acts.Edit) -> tuple[Area, str]:
    """The text with what is written in the form; else as it is, and why."""
    if not form.is_valid():
        return text.area, _("Formuläret är inte helt ifyllt än, så här visas texten som den är sparad.")
    try:
        return acts.done(edit, text.drafted).area, ""
    except Refused as refused:
        return text.area, str(in_readers_words(refused))
