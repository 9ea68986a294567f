"""What a text that is being written would answer to a question: the register's own model, on that text alone."""

from collections.abc import Sequence
from functools import lru_cache

from nhv.derived.answers.answer import Answer
from nhv.derived.answers.choosing import answer, hits_of
from nhv.derived.answers.entries import search_entries
from nhv.derived.answers.prepared import Prepared, prepare
from nhv.derived.answers.question import Reader
from nhv.language.analyser import Unit, analyser
from nhv.register.search import vocabulary_now
from nhv.specification.area import Area
from nhv.specification.layers import canonical_text

_MOST_KEPT = 32


def answers_of(area: Area, questions: Sequence[str]) -> list[Answer | None]:
    """The answer to each, or nothing where the text does not answer it. Three queries at most for a new state of the
    register, else one."""
    if not questions:
        return []
    words, entries = vocabulary_now(), _prepared(canonical_text(area))
    spoken = {
        unit.stem for entry in entries for phrase in entry.entry.phrases for unit in analyser().units(phrase.text)
    }

    def is_known(unit: Unit) -> bool:
        return unit.stem in spoken or unit.stem in words.counts

    # A word that only this text has is no slip of the pen: nothing is corrected.
    reader = Reader(analyser(), in_register=is_known)
    found = []
    for asked in questions:
        question = reader.read(asked)
        hits = hits_of(question, entries, words.weights)
        found.append(answer(area, question, hits) or answer(area, question, hits, alone=True) if hits else None)
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _prepared(content: str) -> tuple[Prepared, ...]:
    """The entries of a text, by its content: it is asked again after each edit of another part of the page."""
    swedish = analyser()
    return tuple(prepare(entry, swedish) for entry in search_entries(Area.model_validate_json(content)))
