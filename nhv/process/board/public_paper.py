"""The board's decision as everybody reads it: written once when it is published, with its files."""

from django.utils import timezone

from nhv.derived.board_minutes import decision_paper
from nhv.derived.decision_in_brief import Brief
from nhv.language.dates import date_in_words
from nhv.language.spoken import Language
from nhv.process.board.cases import case_of
from nhv.process.board.minutes import decided, others_at, seat_names
from nhv.process.board.models import BoardDecision, BoardPaper
from nhv.process.papers import kept_pdf, kept_word
from nhv.register.models import AreaDocument
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import sha256_of
from nhv.specification.writing import Writing


def public_text(decision: BoardDecision, document: AreaDocument | None) -> Writing:
    """The decision's text, with the conditions of the document that it gave."""
    return decision_paper(
        decided(decision, seat_names(decision.item.meeting.board)),
        board=decision.item.meeting.board.name,
        day=date_in_words(timezone.localdate(decision.decided_at, SWEDEN)),
        present=others_at(decision),
        conditions=[each.text for each in document.specification.conditions] if document else (),
    )


def brief_of(decision: BoardDecision, language: Language) -> Brief:
    """What is said in brief of a decision about a call's applications. Two queries."""
    item, case = decision.item, case_of(decision.item)
    return Brief(
        board=item.meeting.board.name,
        day=timezone.localdate(decision.decided_at, SWEDEN),
        number=", ".join(filter(None, (item.paragraph, decision.record_number))),
        said=decision.motion.said,
        area=case.area,
        applicants=case.names(),
        places=case.places(decision.motion.said, decision.decided_at, language),
    )


def keep_public_paper(decision: BoardDecision, document: AreaDocument | None) -> BoardPaper:
    """The text as it is published, with a PDF and a Word file made of it now."""
    writing = public_text(decision, document)
    content = writing.model_dump_json()
    return BoardPaper.objects.create(
        decision=decision,
        content=content,
        sha256=sha256_of(content),
        pdf_sha256=kept_pdf(writing),
        word_sha256=kept_word(writing),
    )
