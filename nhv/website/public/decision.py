"""A decision on a definition: the page, and the very files that were signed off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.process.cases.acts import CASE_KIND
from nhv.process.decisions.documents import written
from nhv.process.decisions.models import DecisionDocument, DefinitionDecision
from nhv.process.papers import PDF, WORD
from nhv.specification.writing import Writing
from nhv.website.caching import public_page
from nhv.website.downloads import as_kept, as_pdf, as_word
from nhv.website.errors import NotHere


@public_page(depends_on=(CASE_KIND,))
def show_decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision as it was signed off, with the hashes of its files. Three queries."""
    made = _decision(key)
    page = {"decision": made, "case": made.case, "signed": _signed(made), "writing": written(made)}
    return render(request, "public/decision.html", page)


@public_page(depends_on=(CASE_KIND,))
def decision_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF that was signed off."""
    made = _decision(key)
    signed = _signed(made)
    return as_kept(signed.pdf_sha256, PDF, f"beslut-{key}.pdf") if signed else as_pdf(written(made), f"beslut-{key}")


@public_page(depends_on=(CASE_KIND,))
def decision_word(request: HttpRequest, key: str) -> HttpResponse:
    """The Word file that was signed off."""
    made = _decision(key)
    signed = _signed(made)
    return (
        as_kept(signed.word_sha256, WORD, f"beslut-{key}.docx") if signed else as_word(written(made), f"beslut-{key}")
    )


def decision_writing(key: str) -> Writing:
    """The text of a case's decision. Raises NotHere where there is none."""
    return written(_decision(key))


def _decision(key: str) -> DefinitionDecision:
    linked = DefinitionDecision.objects.select_related(
        "case", "text", "document", "corrects__case", "corrected__case", "corrected__document"
    )
    made = linked.filter(case__key=key).first()
    if made is None:
        raise NotHere(_("Ärendet har inget beslut."), wanted=key)
    return made


def _signed(made: DefinitionDecision) -> DecisionDocument | None:
    return DecisionDocument.objects.filter(decision=made).first()
