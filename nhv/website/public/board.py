"""The board's decision in a call or about a permit, for everybody from its set minute: the page, and the files kept
then."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.derived.decision_in_brief import decision_in_brief
from nhv.process.board.models import BoardPaper, PartyDecision, PublishedDecision
from nhv.process.board.public_paper import brief_of, public_text
from nhv.process.board.queries import published_decision, published_of_matters
from nhv.process.board.seats import BOARD_KIND
from nhv.process.calls.queries import published_call
from nhv.process.cases.acts import CASE_KIND
from nhv.process.papers import PDF, WORD
from nhv.process.permits.acts import MATTER_KIND
from nhv.process.placements.queries import published_comparisons
from nhv.register.memory import CALL
from nhv.register.search import spoken
from nhv.specification.writing import Writing
from nhv.website.caching import public_page
from nhv.website.downloads import as_kept, as_pdf, as_word
from nhv.website.errors import NotHere


@public_page(depends_on=(CASE_KIND, BOARD_KIND, CALL))
def show_permits_decision(request: HttpRequest, key: str) -> HttpResponse:
    """What was decided for each applicant and about each condition, by whom, and why. Nine queries at most."""
    found = _published(key)
    page = {
        "call": found.decision.item.applied_in,
        "comparisons": published_comparisons(found.decision.item.applied_in),
        "decision": found.decision,
        "writing": _text(found),
        "brief": decision_in_brief(brief_of(found.decision, spoken()), spoken()),
        "slips": found.decision.slips.all(),
        "sums": _sums(_paper(found), found.decision.papers.select_related("filing__organisation")),
        "conditions": found.document.specification.conditions if found.document else (),
    }
    return render(request, "public/permits_decision.html", page)


@public_page(depends_on=(CASE_KIND, BOARD_KIND))
def permits_decision_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF that was kept when the decision was published."""
    found, name = _published(key), f"namndens-beslut-{key}"
    paper = _paper(found)
    return as_kept(paper.pdf_sha256, PDF, f"{name}.pdf") if paper else as_pdf(_text(found), name)


@public_page(depends_on=(CASE_KIND, BOARD_KIND))
def permits_decision_word(request: HttpRequest, key: str) -> HttpResponse:
    """The same as Word."""
    found, name = _published(key), f"namndens-beslut-{key}"
    paper = _paper(found)
    return as_kept(paper.word_sha256, WORD, f"{name}.docx") if paper else as_word(_text(found), name)


@public_page(depends_on=(MATTER_KIND, BOARD_KIND))
def show_matter_decision(request: HttpRequest, key: str, matter: str) -> HttpResponse:
    """What was decided about a permit in the middle of its life, by whom, and why. Six queries at most."""
    found = _about_a_permit(key, matter)
    page = {
        "item": found.decision.item,
        "decision": found.decision,
        "writing": _text(found),
        "slips": found.decision.slips.all(),
        "sums": _sums(_paper(found), found.decision.papers.select_related("matter__holder")),
    }
    return render(request, "public/matter_decision.html", page)


@public_page(depends_on=(MATTER_KIND, BOARD_KIND))
def matter_decision_pdf(request: HttpRequest, key: str, matter: str) -> HttpResponse:
    """The PDF that was kept when the decision was published."""
    paper = _paper(_about_a_permit(key, matter))
    assert paper is not None, "kept in the same act"
    return as_kept(paper.pdf_sha256, PDF, f"namndens-beslut-{matter}.pdf")


@public_page(depends_on=(MATTER_KIND, BOARD_KIND))
def matter_decision_word(request: HttpRequest, key: str, matter: str) -> HttpResponse:
    """The same as Word."""
    paper = _paper(_about_a_permit(key, matter))
    assert paper is not None, "kept in the same act"
    return as_kept(paper.word_sha256, WORD, f"namndens-beslut-{matter}.docx")


def _about_a_permit(area: str, matter: str) -> PublishedDecision:
    found = published_of_matters(area).filter(decision__item__matter__key=matter).first()
    if found is None:
        raise NotHere(_("Det finns inget publikt beslut av nämnden om tillståndet."), wanted=matter)
    return found


def _published(key: str) -> PublishedDecision:
    call = published_call(key)
    found = published_decision(call) if call else None
    if found is None:
        raise NotHere(_("Det finns inget publikt beslut av nämnden i utlysningen."), wanted=key)
    return found


def _sums(paper: BoardPaper | None, papers: Iterable[PartyDecision]) -> list[tuple[str, str]]:
    """What each file of a decision is called → its checksum: the public ones, and the one each party got."""
    own = (
        [(_("Det här beslutet"), paper.sha256), ("PDF", paper.pdf_sha256), ("Word", paper.word_sha256)] if paper else []
    )
    return own + [(_("Beslutet till %(name)s") % {"name": one.party.name}, one.sha256) for one in papers]


def _paper(found: PublishedDecision) -> BoardPaper | None:
    return BoardPaper.objects.filter(decision=found.decision_id).first()


def _text(found: PublishedDecision) -> Writing:
    """As it was published; a decision from before that was kept is written out anew."""
    paper = _paper(found)
    return paper.writing if paper else public_text(found.decision, found.document)
