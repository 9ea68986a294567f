"""Comments on the parts of a text, and the questions that it must answer as its group wants: working material."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.derived.answers.answer import Answer
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.drafting.acts import DRAFT_KIND
from nhv.process.drafting.models import MOST_COMMENT, MOST_QUESTION, DraftQuestion, PartComment
from nhv.process.drafting.queries import drafted_at, latest_number, newest_text
from nhv.process.locking import open_to
from nhv.records.acts import one_transaction
from nhv.register.draft_answers import answers_of
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage, shortened
from nhv.rules.refusals import Refused
from nhv.rules.verdicts import VERDICTS
from nhv.specification.area import Area
from nhv.specification.drafting import Drafted

MOST_COMMENTS, MOST_QUESTIONS = 2_000, 50


def part_at(case: Case, number: int, part: str) -> Any:
    """The part with this key, as it stands in the text with this number. Raises Refused when it has none."""
    found = drafted_at(case, number).area.part(part)
    if found is None:
        raise Refused("no_such_part", "Den delen finns inte i texten. Någon kan ha tagit bort den.")
    return found


def comment(*, case: Case, part: str, text: str, by: Actor, now: datetime) -> PartComment:
    """Say something of a part as it now stands. Raises Refused."""
    with one_transaction(PartComment):
        case, number = _open_to(case, by), latest_number(case)
        said, found = passage(text), part_at(case, number, part)
        if not said or len(said) > MOST_COMMENT:
            raise Refused("comment_impossible", "Skriv en kommentar med högst {most} tecken.", most=MOST_COMMENT)
        if case.comments.count() >= MOST_COMMENTS:
            raise Refused("too_many_part_comments", "Texten har redan {most} kommentarer.", most=MOST_COMMENTS)
        made = PartComment.objects.create(
            case=case,
            part=part,
            wording=wording_of(found),
            revision=number,
            text=said,
            written_by=str(by),
            written_at=now,
        )
        _record("comment_written", case, by, comment=made.pk, part=part)
        return made


def settle(*, case: Case, number: int, by: Actor, now: datetime) -> PartComment:
    """What a comment asked for is done, or is not to be. It is kept. Raises Refused."""
    with one_transaction(PartComment):
        case = _open_to(case, by)
        found = case.comments.select_for_update().filter(pk=number).first()
        if found is None or found.settled_at is not None:
            raise Refused("comment_settled", "Kommentaren är redan klar eller finns inte. Läs sidan på nytt.")
        found.settled_by, found.settled_at = str(by), now
        found.save(update_fields=["settled_by", "settled_at"])
        _record("comment_settled", case, by, comment=found.pk)
        return found


def ask(*, case: Case, text: str, must: str, by: Actor, now: datetime) -> DraftQuestion:
    """A question that the text must give a verdict on, from now on. Raises Refused."""
    with one_transaction(DraftQuestion):
        case, said = _open_to(case, by), shortened(text)
        if not said or len(said) > MOST_QUESTION or must not in VERDICTS:
            raise Refused("draft_question_impossible", "Skriv en fråga och välj vilket besked texten ska ge.")
        if case.questions.filter(text=said).exists():
            raise Refused(
                "draft_question_there", "Frågan finns redan. Ta bort den först om beskedet ska vara ett annat."
            )
        if case.questions.count() >= MOST_QUESTIONS:
            raise Refused("too_many_draft_questions", "Högst {most} frågor. Ta bort någon först.", most=MOST_QUESTIONS)
        made = DraftQuestion.objects.create(case=case, text=said, must=must, asked_by=str(by), asked_at=now)
        _record("draft_question_asked", case, by, question=made.pk, must=must)
        return made


def drop(*, case: Case, number: int, by: Actor) -> None:
    """The question is put no more. Raises Refused."""
    with one_transaction(DraftQuestion):
        case = _open_to(case, by)
        if not case.questions.filter(pk=number).delete()[0]:
            raise Refused("draft_question_gone", "Frågan finns inte längre. Läs sidan på nytt.")
        _record("draft_question_dropped", case, by, question=number)


@dataclass(frozen=True)
class Card:
    """A question with what the text answers now, and whether that is what it must."""

    question: DraftQuestion
    answer: Answer | None

    @property
    def is_right(self) -> bool:
        return self.answer is not None and self.answer.verdict == self.question.must


def cards(case: Case, area: Area) -> list[Card]:
    """Every question of the case, put to this text. Four queries at most, however many."""
    questions = list(case.questions.all())
    answers = answers_of(area, [one.text for one in questions])
    return [Card(one, found) for one, found in zip(questions, answers, strict=True)]


def wrong_in_frozen(case: Case) -> list[Card]:
    """The questions that the newest frozen text answers otherwise than it must: to be read before it goes further.
    Nothing where none is frozen. Two queries."""
    text = newest_text(case)
    return [card for card in cards(case, text.area) if not card.is_right] if text else []


def open_comments(case: Case, drafted: Drafted) -> dict[str, list[PartComment]]:
    """What is not settled, by the part where it stands now: its own, the first of those it was split or joined into, or
    «» where nothing is left of it. One query."""
    there = {key for key, _part in drafted.area.keyed()}
    comes_of = {old: new for new, olds in reversed(list(drafted.origins.items())) for old in olds}
    found: dict[str, list[PartComment]] = {}
    for one in case.comments.filter(settled_at__isnull=True):
        key, left = one.part, len(comes_of) + 1
        while key not in there and key in comes_of and left:
            key, left = comes_of[key], left - 1
        found.setdefault(key if key in there else "", []).append(one)
    return found


def wording_of(part: object) -> str:
    """The words of a part, as a comment remembers them."""
    return " ".join(filter(None, (getattr(part, "heading", None), getattr(part, "text", None))))


def _open_to(case: Case, by: Actor) -> Case:
    """The case, if `by` may talk about its text now."""
    return open_to(CASE, "comment", case, by, "area", "group")


def _record(act: str, case: Case, by: Actor, **told: object) -> None:
    DIARY.record(act, kind=DRAFT_KIND, key=case.key, by=by, payload=dict(told))
