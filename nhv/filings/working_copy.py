"""The working copy read: answers now and at any revision, with what the hospital has attested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from nhv.filings.tables import FilingBase
from nhv.register.hospital_facts import facts_of
from nhv.register.models import HospitalFact
from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.answers import missing, put
from nhv.specification.outline import Asked, Outline


@dataclass(frozen=True)
class Effective:
    """What would be received if it were sent now: own answers, and the hospital's attested facts in their places."""

    outline: Outline
    answers: dict[str, Any]
    inherited: dict[str, HospitalFact]

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What must be answered and is not, in reading order."""
        return missing(self.outline, self.answers)


def own_answers(filing: FilingBase, *, at_revision: int | None = None) -> dict[str, Any]:
    """The answers as written, now or as they were at a revision. One query."""
    rows = filing.answers.all()
    if at_revision is None:
        rows = rows.filter(replaced_at_revision__isnull=True)
    else:
        later = Q(replaced_at_revision__isnull=True) | Q(replaced_at_revision__gt=at_revision)
        rows = rows.filter(later, revision__lte=at_revision)
    return {row.key: row.value for row in rows if row.value is not None}


def effective(filing: FilingBase, *, day: date | None = None, at_revision: int | None = None) -> Effective:
    """What the filing says today, with its own answers of now or of a revision. Two queries: answers, facts."""
    outline = filing.outline.outline
    own = own_answers(filing, at_revision=at_revision)
    facts = facts_of(filing.place_id, day=day) if filing.place_id else {}
    inherited = inherit(outline, own, facts)
    answers = {**{key: fact.value for key, fact in inherited.items()}, **own}
    return Effective(outline, put(outline, answers), inherited)


def inherit(outline: Outline, own: Mapping[str, Any], facts: Mapping[str, HospitalFact]) -> dict[str, HospitalFact]:
    """Question key → the attested fact that answers it. An answer of its own goes before; a fact whose value does not
    answer this question (another kind, another choice) is left out."""
    inherited: dict[str, HospitalFact] = {}
    for asked in outline.asked():
        fact = facts.get(asked.fact) if asked.fact else None
        if fact is None or asked.key in own:
            continue
        try:
            read_answer(asked.question, fact.value)
        except AnswerFault:
            continue
        inherited[asked.key] = fact
    return inherited


def writers(filing: FilingBase) -> list[tuple[str, datetime]]:
    """Who has written in the working copy (as the diary names them) and when last, the latest first. One query."""
    saved = filing.answers.values_list("saved_by").annotate(last=Max("saved_at")).order_by("-last")
    return [(who, last) for who, last in saved]


def newest_writings(filing: FilingBase) -> dict[str, tuple[str, datetime]]:
    """Question → who wrote what stands there now, or took it away, and when. One query."""
    rows = filing.answers.filter(replaced_at_revision__isnull=True).values_list("key", "saved_by", "saved_at")
    return {key: (who, at) for key, who, at in rows}


def revision_at(filing: FilingBase, at: datetime) -> int:
    """Which revision the working copy had at a time. One query."""
    newest: int | None = filing.answers.filter(saved_at__lte=at).aggregate(newest=Max("revision"))["newest"]
    return newest or 0
