"""What comes to a text from a file: Word that has been out for comments, and a document that is read. It is shown
first, and what is shown is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.process.cases.models import Case
from nhv.process.drafting.reading_in import read_in, take_in
from nhv.process.drafting.word_way import MOST_BYTES, ComeBack, read_word, take_word, word_of
from nhv.register.search import spoken
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.website.act_forms import ActForm
from nhv.website.downloads import WORD, attached
from nhv.website.group.pages import group_case
from nhv.website.group.text import SEE, WRITE
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn

# How long what was read may be looked at before it is kept.
LONGEST_LOOK = timedelta(hours=12)
LONGEST_NAME = 120


class TakeForm(ActForm):
    """What was shown, sealed, and of what came in Word the parts that are chosen."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)


def bring(request: SignedIn, key: str) -> HttpResponse:
    """Where a file is brought in, what it would change, and then: that it does."""
    case = group_case(request, key, WRITE)
    if request.method != "POST":
        return _page(request, case)
    try:
        return _take(request, case) if "read" in request.POST else _look(request, case)
    except NOT_DONE as refused:
        return _page(request, case, refused=in_readers_words(refused))


def word_file(request: SignedIn, key: str) -> HttpResponse:
    """The text as a form in Word, to comment in and bring back."""
    case = group_case(request, key, SEE)
    return attached(word_of(case), WORD, f"utkast-{key}.docx")


def _look(request: SignedIn, case: Case) -> HttpResponse:
    for name, look in _LOOKS.items():
        if (sent := request.FILES.get(name)) is not None:
            if sent.size and sent.size > MOST_BYTES:
                raise Refused("draft_file_too_large", "Filen är större än 10 MB. Dela den, eller spara bara texten.")
            return look(request, case, sent)
    return _page(request, case, refused=_("Ingen fil är vald. Välj en fil först."))


def _look_at_word(request: SignedIn, case: Case, sent: Any) -> HttpResponse:
    found = read_word(case, sent.read())
    page = {"case": case, "found": found, "form": TakeForm(initial={"read": _sealed(request, case, _said(found))})}
    return render(request, "group/brought_word.html", page)


def _look_at_document(request: SignedIn, case: Case, sent: Any) -> HttpResponse:
    found = read_in(case, sent.read(), str(sent.name)[-LONGEST_NAME:])
    said = {"revision": found.revision, "area": found.area.model_dump_json(exclude_defaults=True)}
    page = {
        "case": case,
        "found": found,
        "sentences": [change.sentence(spoken()) for change in found.differs],
        "form": TakeForm(initial={"read": _sealed(request, case, said)}),
    }
    return render(request, "group/brought_document.html", page)


_LOOKS: dict[str, Callable[[SignedIn, Case, Any], HttpResponse]] = {
    "word": _look_at_word,
    "document": _look_at_document,
}


def _said(found: ComeBack) -> dict[str, Any]:
    return {
        "parts": {one.key: [one.now, one.said] for one in found.reworded if one.now is not None},
        "comments": {one.key: one.said for one in found.comments},
    }


def _take(request: SignedIn, case: Case) -> HttpResponse:
    """What was shown, kept. Raises Refused."""
    form = TakeForm(request.POST)
    if form.is_valid() and form.has_done(request, lambda: _kept(request, case, form.cleaned_data["read"])):
        messages.success(request, _("Det som lästes in är sparat i texten."))
        return redirect("group-text", case.key)
    return _page(request, case, refused=form.reasons)


def _kept(request: SignedIn, case: Case, sealed: str) -> int:
    said, by, now = _opened(request, case, sealed), request.actor, request.received_at
    if "area" in said:
        area = Area.model_validate_json(said["area"])
        return take_in(case=case, area=area, revision=said["revision"], by=by, now=now)
    chosen = set(request.POST.getlist("del"))
    parts = {key: pair for key, pair in said["parts"].items() if key in chosen}
    return take_word(
        case=case,
        said={key: text for key, (_now, text) in parts.items()},
        shown={key: stood for key, (stood, _text) in parts.items()},
        comments={key: text for key, text in said["comments"].items() if f"kommentar {key}" in chosen},
        by=by,
        now=now,
    )


def _sealed(request: SignedIn, case: Case, said: dict[str, Any]) -> str:
    return signing.dumps(said, salt=_salt(request, case), compress=True)


def _opened(request: SignedIn, case: Case, sealed: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(sealed, salt=_salt(request, case), max_age=LONGEST_LOOK)
    except signing.BadSignature:
        raise Refused("read_too_long_ago", "Det som lästes in har legat för länge. Ladda upp filen igen.") from None
    return found


def _salt(request: SignedIn, case: Case) -> str:
    # What one person was shown of one text is of no use to another, nor to another text.
    return f"draft file:{case.key}:{request.actor}"


def _page(request: SignedIn, case: Case, *, refused: str = "") -> HttpResponse:
    return render(request, "group/bring.html", {"case": case, "refused": refused})
