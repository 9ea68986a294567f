"""What a text that is being written would answer to a question: the register's own model, on that text alone."""

from collections.abc import Sequence
from functools import lru_cache

from nhv.derived.answers.answer import Answer
from nhv.derived.answers.choosing import answer, hits_of
from nhv.derived.answers.entries import Entry, search_entries
from nhv.derived.answers.prepared import Prepared, prepare
from nhv.derived.answers.question import Reader
from nhv.language.analyser import Unit, analyser
from nhv.register.search import Vocabulary, vocabulary_now
from nhv.specification.area import Area
from nhv.specification.layers import canonical_text

_MOST_KEPT, _MOST_ENTRIES = 32, 2_000


def answers_of(area: Area, questions: Sequence[str]) -> list[Answer | None]:
    """The answer to each, or nothing where the text does not answer it. Three queries at most for a new state of the
    register, else one."""
    return list(_answers(vocabulary_now(), canonical_text(area), tuple(questions))) if questions else []


@lru_cache(maxsize=_MOST_KEPT)
def _answers(words: Vocabulary, content: str, questions: tuple[str, ...]) -> tuple[Answer | None, ...]:
    """The same, kept for as long as neither the text nor the register is another."""
    (entries, stems), area = _prepared(content), Area.model_validate_json(content)

    def is_known(unit: Unit) -> bool:
        return unit.stem in stems or unit.stem in words.counts

    # A word that only this text has is no slip of the pen: nothing is corrected.
    reader = Reader(analyser(), in_register=is_known)
    found = []
    for asked in questions:
        question = reader.read(asked)
        hits = hits_of(question, entries, words.weights)
        found.append(answer(area, question, hits) or answer(area, question, hits, alone=True) if hits else None)
    return tuple(found)


@lru_cache(maxsize=_MOST_KEPT)
def _prepared(content: str) -> tuple[tuple[Prepared, ...], frozenset[str]]:
    """The entries of a text and the stems of its words, by its content: it is asked again after each showing."""
    swedish = analyser()
    entries = tuple(_prepared_entry(entry) for entry in search_entries(Area.model_validate_json(content)))
    phrases = (phrase for entry in entries for phrase in entry.entry.phrases)
    return entries, frozenset(unit.stem for phrase in phrases for unit in swedish.units(phrase.text))


@lru_cache(maxsize=_MOST_ENTRIES)
def _prepared_entry(entry: Entry) -> Prepared:
    """From one wording of a text to the next all clauses but one are the same."""
    return prepare(entry, analyser())
