"""What follows from a text, beside it while it is written: the page that all would read, the test questions, the form
of an application, and what differs. One of them at a time, each made of the same text."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from nhv.derived.application_form import application_form
from nhv.derived.scope_by_verdict import scope_by_verdict
from nhv.language.numbers import whole_number
from nhv.process.cases.models import Case
from nhv.process.drafting.queries import START, drafted_at, latest_number
from nhv.process.drafting.talk import Card, cards
from nhv.register.general import general
from nhv.register.search import spoken
from nhv.specification.area import Area
from nhv.specification.changes import changes
from nhv.website.public.area import condition_groups
from nhv.website.requests import SignedIn

# In an address, and as the button of a form that is not to be saved.
CHOICE, SHOW = "bredvid", "visa"
TEXT = "text"
TABS: Final = {
    "sida": _("Publik sida"),
    "fragor": _("Testfrågor"),
    "blankett": _("Blankett"),
    "andringar": _("Ändringar"),
}
_REMEMBERED = "group_beside"


def beside(
    request: SignedIn, case: Case, area: Area, *, asked: Sequence[Card] | None = None, note: str = ""
) -> dict[str, Any]:
    """What is shown beside this text: the tab that is chosen now, else the one chosen last. `asked` are the test
    questions where the page has put them already; `note` says why it is another text than the one being written."""
    said = request.POST.get(SHOW) or request.GET.get(CHOICE, "")
    before = request.session.get(_REMEMBERED)
    if said in TABS and said != before:
        request.session[_REMEMBERED] = said
    tab = said if said in TABS else before if before in TABS else next(iter(TABS))
    page = _MADE[tab](request, case, area)
    if tab == "fragor":
        page["cards"] = sorted(cards(case, area) if asked is None else asked, key=lambda card: card.is_right)
    # On a phone there is room for the text, or for what is beside it.
    return {"tabs": TABS.items(), "tab": tab, "is_chosen": said in TABS, "note": note, **page}


def since_asked(request: SignedIn, number: int) -> int:
    """From which revision what differs is to be told (`fran`): of what the group began with where none is named."""
    said = whole_number(request.GET.get("fran", ""), digits=5)
    return said if said is not None and said <= number else START


def _page(request: SignedIn, case: Case, area: Area) -> dict[str, Any]:
    return {"area": area, "parts": scope_by_verdict(area), "conditions": condition_groups(area)}


def _questions(request: SignedIn, case: Case, area: Area) -> dict[str, Any]:
    return {}


def _form(request: SignedIn, case: Case, area: Area) -> dict[str, Any]:
    return {"outline": application_form(area, general())}


def _differences(request: SignedIn, case: Case, area: Area) -> dict[str, Any]:
    since = since_asked(request, latest_number(case))
    found = changes(drafted_at(case, since).area, area)
    return {"since": since, "sentences": [change.sentence(spoken()) for change in found]}


_MADE: Final[dict[str, Callable[[SignedIn, Case, Area], dict[str, Any]]]] = {
    "sida": _page,
    "fragor": _questions,
    "blankett": _form,
    "andringar": _differences,
}
