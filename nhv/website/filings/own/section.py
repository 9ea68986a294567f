"""One section of the form: one page, saved as a whole, and by itself while somebody writes where scripts are run."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.accounts.deeds import names_of
from nhv.filings.working_copy import inherit
from nhv.register.hospital_facts import facts_of
from nhv.specification.answers import in_words, is_put
from nhv.specification.deadlines import SWEDEN
from nhv.specification.outline import Asked, Section
from nhv.website.api.problems import problem
from nhv.website.errors import NotHere
from nhv.website.fields import (
    FEWEST_ROWS,
    ROWS_TO_ADD,
    Block,
    Field,
    Inherited,
    blocks,
    question_id,
    together,
)
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.saving import Outcome, left_undecided, nothing_saved, save_page
from nhv.website.filings.pages import FilingPages
from nhv.website.headers import with_scripts
from nhv.website.refusals import NOT_DONE, in_readers_words, status_of
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import saved_but_for


@with_scripts
def section(request: SignedIn, pages: FilingPages, key: str, section: str) -> HttpResponse:
    """The page of a section. Asking for it changes nothing; sending it saves."""
    own = own_or_not_here(request, pages, key)
    shown = own.filing.outline.outline.section(section)
    if shown is None:
        raise NotHere(_("Det finns inget sådant avsnitt."))
    if request.method == "POST":
        return _save(own, shown)
    if not own.can_write:
        return render(request, "filings/own/section_read.html", {"own": own, "section": shown})
    return _page(own, shown, left_undecided(own.filing, request.actor))


def _save(own: Own, shown: Section) -> HttpResponse:
    request = own.request
    is_autosave = request.accepts("application/json") and not request.accepts("text/html")
    before = {asked.key for asked in shown.questions if is_put(asked, own.said.answers)}
    del own.said
    try:
        outcome = save_page(own.filing, request, request.actor)
    except NOT_DONE as refused:
        if is_autosave:
            return problem(request, status_of(refused), "Not saved", in_readers_words(refused), code=refused.code)
        return _page(own, shown, nothing_saved(own.filing, request.POST), refused=in_readers_words(refused))
    if is_autosave:
        return _told(outcome)
    if not outcome.is_whole or request.POST.keys() & {"more_rows", "clear", "remove"}:
        page = _page(own, shown, outcome, more_rows=request.POST.get("more_rows", ""))
        return saved_but_for(page, _no_answers(outcome))
    new = [asked for asked in shown.questions if is_put(asked, own.said.answers) and asked.key not in before]
    if new:
        words = ngettext(
            "Sparat. Ditt svar gör att en fråga till ska besvaras.",
            "Sparat. Ditt svar gör att %(number)s frågor till ska besvaras.",
            len(new),
        )
        messages.success(request, words % {"number": len(new)})
        return HttpResponseRedirect(f"{address(own, shown)}#{question_id(new[0].key)}")
    return _go_on(own, shown)


def _told(outcome: Outcome) -> JsonResponse:
    """The answer to the script that saves by itself. What is no answer waits, as any form that was not received."""
    faults = _no_answers(outcome)
    told = JsonResponse(
        {
            "revision": outcome.revision,
            "at": f"{timezone.localtime(timezone.now(), SWEDEN):%H.%M}",
            "faults": sorted(faults),
            "clashes": sorted(outcome.theirs),
            "unseen": outcome.unseen,
        }
    )
    return saved_but_for(told, faults)


def _no_answers(outcome: Outcome) -> dict[str, int]:
    """The questions whose answers could not be saved, and the revision that each field is of. What met another's is set
    aside where the answers are."""
    return {key: outcome.seen.get(key, outcome.revision) for key in outcome.faults.keys() - outcome.theirs.keys()}


def _page(own: Own, shown: Section, outcome: Outcome, *, refused: str = "", more_rows: str = "") -> HttpResponse:
    blocks = _blocks(own, shown, outcome, more_rows)
    fields = [field for block in blocks for field in (block.field, *block.further)]
    page = {
        "own": own,
        "filing": own.filing,
        "section": shown,
        "groups": together(blocks),
        "outcome": outcome,
        "faulty": [field for field in fields if field.fault or field.theirs],
        "refused": refused,
        "has_files": any(field.asked.question.kind == "attachment" and field.files for field in fields),
        # Nothing is wrong with what nobody has sent: what waits for a choice is said in another way.
        "is_opened": own.request.method == "GET",
        "sections": own.filing.outline.outline.sections,
        "next": _next(own, shown),
    }
    return render(own.request, "filings/own/section.html", page)


def _blocks(own: Own, shown: Section, outcome: Outcome, more_rows: str) -> list[Block]:
    answers, inherited = own.said.answers, own.said.inherited
    attested = _attested(own, shown)
    fields: list[Field] = []
    for asked in shown.questions:
        if not is_put(asked, answers):
            continue
        stands = None if asked.key in inherited else answers.get(asked.key)
        shows_typed = asked.key in outcome.faults or asked.key in outcome.theirs
        raw = outcome.typed.get(asked.key, stands) if shows_typed else stands
        rows = len(raw) if isinstance(raw, list) else 0
        fields.append(
            Field(
                asked=asked,
                raw=raw,
                fault=outcome.faults.get(asked.key, ""),
                theirs=outcome.theirs.get(asked.key),
                inherited=attested.get(asked.key),
                fewest_rows=rows + ROWS_TO_ADD if asked.key == more_rows else FEWEST_ROWS,
                leads_to_more=_leads_to_more(own, asked),
                is_from_earlier=not shows_typed and asked.key in own.from_earlier,
            )
        )
    return blocks(fields)


def _attested(own: Own, shown: Section) -> dict[str, Inherited]:
    """What the hospital has attested about this section's questions, also where an answer of one's own goes before.
    Two queries, and none when the section has nothing that a hospital attests."""
    asked_of_hospital = [asked for asked in shown.questions if asked.fact]
    if not asked_of_hospital or not own.filing.place_id:
        return {}
    facts = inherit(own.said.outline, {}, facts_of(own.filing.place_id))
    names = names_of(fact.attested_by for fact in facts.values())
    return {
        asked.key: Inherited(
            in_words(asked.question, fact.value), names[fact.attested_by], fact.attested_at, fact.valid_until
        )
        for asked in asked_of_hospital
        if (fact := facts.get(asked.key))
    }


def _leads_to_more(own: Own, asked: Asked) -> str:
    """The answers that make others be put, when those are not put now, and how many they are at most."""
    found: dict[str, int] = {}
    for other in own.said.outline.asked():
        if other.only_if and other.only_if.key == asked.key and not is_put(other, own.said.answers):
            answer = other.only_if.answer
            words = answer if isinstance(answer, str) else str(_("Ja") if answer else _("Nej"))
            found[words] = found.get(words, 0) + 1
    if not found:
        return ""
    said = ngettext(
        "Om svaret är %(answers)s kommer en fråga till när ni sparar.",
        "Om svaret är %(answers)s kommer %(number)s frågor till när ni sparar.",
        max(found.values()),
    )
    return said % {"answers": _(" eller ").join(f"”{one}”" for one in found), "number": max(found.values())}


def _next(own: Own, shown: Section) -> Section | None:
    sections = own.filing.outline.outline.sections
    place = sections.index(shown) + 1
    return sections[place] if place < len(sections) else None


def _go_on(own: Own, shown: Section) -> HttpResponse:
    following = _next(own, shown)
    if own.request.POST.get("go") == "overview" or following is None:
        # The overview says itself what was saved.
        return HttpResponseRedirect(f"{own.page('show')}?{urlencode({'sparat': shown.key})}")
    messages.success(own.request, _("Sparat: %(section)s.") % {"section": shown.heading})
    return HttpResponseRedirect(address(own, following))


def address(own: Own, shown: Section) -> str:
    """Where the page of a section is."""
    return own.page("section", section=shown.key)
