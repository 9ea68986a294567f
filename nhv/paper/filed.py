"""What was filed, as prose: every question with its clause and answer in words; and two versions of it side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nhv.specification.answers import Answers, changed, in_words, is_put
from nhv.specification.outline import Asked, Outline
from nhv.specification.parts import MOST_CHARACTERS
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

UNANSWERED = "Inte besvarad"


def filed_writing(
    outline: Outline, answers: Answers, *, title: str, facts: Sequence[tuple[str, str]] = (), lead: str | None = None
) -> Writing:
    """The whole filing, to be printed. `facts` stand first: who, when, which record number, which version.

    A question that is not put, given the other answers, is left out, and so is what might be added and is not.
    """
    blocks: list[Block] = []
    if lead:
        blocks.append(Paragraph(text=lead, tone="lead"))
    if facts:
        blocks.append(Facts(pairs=tuple(facts)))
    for section in outline.sections:
        put = [asked for asked in section.questions if is_put(asked, answers) and _is_told(asked, answers)]
        if put:
            blocks.append(Heading(level=2, text=section.heading))
        if put and section.lead:
            blocks.append(Paragraph(text=section.lead))
        for asked in put:
            blocks += _question(asked, answers.get(asked.key))
    return Writing(title=title, subject=outline.title, blocks=tuple(blocks))


def _is_told(asked: Asked, answers: Answers) -> bool:
    # Most conditions ask one thing and have room for three more: silence on those says nothing.
    return asked.key in answers or asked.question.required or not asked.further


def comparison_writing(
    outline: Outline,
    before: Answers,
    after: Answers,
    *,
    title: str,
    names: tuple[str, str],
    facts: Sequence[tuple[str, str]] = (),
    by: Mapping[str, str] | None = None,
) -> Writing:
    """What is answered differently in `after`, section by section. `names` says what the two are called, `by` who has
    changed each answer, where that is told."""
    found = {change.key: change for change in changed(outline, before, after)}
    blocks: list[Block] = [Facts(pairs=tuple(facts))] if facts else []
    for section in outline.sections:
        rows = tuple(
            (
                change.question,
                change.before or UNANSWERED,
                change.after or UNANSWERED,
                *(() if by is None else (by.get(change.key, ""),)),
            )
            for asked in section.questions
            if (change := found.get(asked.key))
        )
        if rows:
            blocks.append(Heading(level=2, text=section.heading))
            head = ("Fråga", *names, *(() if by is None else ("Ändrat av",)))
            blocks.append(Table(caption=f"Ändrade svar: {section.heading}", head=head, rows=rows))
    if not found:
        blocks.append(Paragraph(text="Inget svar skiljer sig mellan de två."))
    return Writing(title=title, subject=outline.title, blocks=tuple(blocks))


def _question(asked: Asked, value: Any) -> Iterator[Block]:
    yield Heading(level=4 if asked.further else 3, text=asked.question.text)
    if asked.clause:
        yield Paragraph(text=asked.clause, tone="note")
    if value is None:
        yield Paragraph(text=UNANSWERED)
    else:
        yield from _ANSWERS.get(asked.question.kind, _plain)(asked, value)


def _plain(asked: Asked, value: Any) -> Iterator[Block]:
    yield Paragraph(text=in_words(asked.question, value))


def _text(asked: Asked, value: Any) -> Iterator[Block]:
    for paragraph in str(value).split("\n\n"):
        for start in range(0, len(paragraph), MOST_CHARACTERS):
            if part := paragraph[start : start + MOST_CHARACTERS].strip():
                yield Paragraph(text=part)


def _several_choices(asked: Asked, value: Any) -> Iterator[Block]:
    yield Bullets(items=tuple(value))


def _roles_and_numbers(asked: Asked, value: Any) -> Iterator[Block]:
    rows = tuple((row["role"], str(row["number"])) for row in value)
    yield Table(caption=f"Roller och antal: {asked.question.text}", head=("Roll", "Antal"), rows=rows)


def _attachment(asked: Asked, value: Any) -> Iterator[Block]:
    rows = tuple((file["name"], f"{file['size']:,} byte".replace(",", "\u00a0"), file["sha256"]) for file in value)
    yield Table(caption=f"Bilagor: {asked.question.text}", head=("Fil", "Storlek", "Kontrollsumma"), rows=rows)


_ANSWERS: dict[str, Callable[[Asked, Any], Iterator[Block]]] = {
    "text": _text,
    "several_choices": _several_choices,
    "roles_and_numbers": _roles_and_numbers,
    "attachment": _attachment,
}
