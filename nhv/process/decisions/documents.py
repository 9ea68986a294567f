"""The decision as a document: written once, signed off with its files, and the same bytes for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.derived.definition_text import Explained, decision_text, repeal_text
from nhv.process.cases.models import Case
from nhv.process.decisions.models import DecisionDocument, DefinitionDecision
from nhv.process.decisions.queries import MOST_CHANGES, what_it_changes
from nhv.process.drafting.models import FrozenText
from nhv.process.drafting.queries import newest_text
from nhv.process.papers import kept_pdf, kept_word
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage, shortened
from nhv.rules.refusals import Refused
from nhv.specification.changes import Change, changes
from nhv.specification.layers import sha256_of
from nhv.specification.writing import Writing

MOST_NAME = 200
# What changes in the head of the text itself, and in no part of it.
HEAD = "området"


@dataclass(frozen=True)
class SignedOff:
    """Who decides (title and name), who presented the matter, and why each changed part is another than proposed."""

    decider: str
    presenter: str = ""
    reasons: Mapping[str, str] | None = None


def consulted_text(case: Case) -> FrozenText | None:
    """The text that was sent out last: the proposal that a decision is held against. One query."""
    out = case.consultations.select_related("text").first()
    return out.text if out else None


def to_explain(case: Case) -> dict[str, tuple[Change, ...]]:
    """What the newest frozen text changes in what was sent out, by the key of the part (HEAD for the area's own):
    each is owed a reason. Two queries."""
    text, out = newest_text(case), consulted_text(case)
    if text is None or out is None or text.pk == out.pk:
        return {}
    found: dict[str, list[Change]] = {}
    for change in changes(out.area, text.area)[:MOST_CHANGES]:
        if change.kind != "editorial":
            found.setdefault(change.key or HEAD, []).append(change)
    return {key: tuple(those) for key, those in found.items()}


def reasons_given(case: Case) -> dict[str, str]:
    """The reasons that outcomes of the consultation have given already, by part: a beginning for who decides."""
    out = case.consultations.first()
    said = out.outcomes.order_by("pk") if out else ()
    return {key: one.why for one in said for key in (one.part, one.led_to) if key}


def sign_off(
    *, decision: DefinitionDecision, said: SignedOff, owed: Mapping[str, tuple[Change, ...]], by: Actor, now: datetime
) -> DecisionDocument:
    """The document of a decision that was just taken, within its transaction. Raises Refused for a changed part
    without a reason, and for a decision that nobody has taken."""
    decider, presenter = _name(said.decider), _name(said.presenter)
    if not decider:
        raise Refused("decision_by_nobody", "Skriv vem som har fattat beslutet, med titel.")
    reasons = {key: _why(key, those, said.reasons or {}) for key, those in owed.items()}
    explained = [Explained(_sentences(owed[key]), why) for key, why in reasons.items()]
    writing = _writing(decision, decider=decider, presenter=presenter, explained=explained)
    content = writing.model_dump_json()
    return DecisionDocument.objects.create(
        decision=decision,
        content=content,
        sha256=sha256_of(content),
        pdf_sha256=kept_pdf(writing),
        word_sha256=kept_word(writing),
        reasons=reasons,
        decider=decider,
        presenter=presenter,
        signed_by=str(by),
        signed_at=now,
    )


def written(decision: DefinitionDecision) -> Writing:
    """The decision's text: as it was signed off, or, for one from before that was done, written out anew."""
    signed = DecisionDocument.objects.filter(decision=decision).first()
    if signed is not None:
        return signed.writing
    return _writing(decision)


def _writing(decision: DefinitionDecision, **more: Any) -> Writing:
    about: dict[str, Any] = {
        "sha256": decision.text.sha256,
        "reason": decision.reason,
        "corrects": decision.corrects.record_number if decision.corrects else "",
        "meaning": decision.meaning,
        "changed": [one.sentence("sv") for one in what_it_changes(decision)],
        **more,
    }
    area = decision.document.specification
    if decision.repeals:
        about = {name: value for name, value in about.items() if name not in ("explained", "changed")}
        return repeal_text(area, decided_on=decision.decided_on, record_number=decision.record_number, **about)
    return decision_text(area, in_force_from=decision.in_force_from, **about)


def _why(key: str, those: tuple[Change, ...], reasons: Mapping[str, str]) -> str:
    why = passage(reasons.get(key, ""))
    if not why or len(why) > 2_000:
        raise Refused(
            "change_without_reason",
            "Skriv varför beslutet skiljer sig från förslaget, med högst 2 000 tecken. Ändringen är: ”{change}”.",
            change=those[0].sentence("sv")[:300],
        )
    return why


def _name(said: str) -> str:
    return shortened(said)[:MOST_NAME]


def _sentences(those: tuple[Change, ...]) -> str:
    return " ".join(change.sentence("sv") for change in those)
