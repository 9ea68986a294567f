"""The search: a question in, verdicts with their clauses out.

The index finds what may be meant, the pure part in `nhv.derived.answers` decides. A question costs at most three
queries (and six more for a new state of the register), whatever it holds.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Count, Q
from django.utils.translation import get_language

from nhv.derived.answers.answer import Answer, whole_area
from nhv.derived.answers.certainty import confidence_of
from nhv.derived.answers.choosing import answer, best_and_rest, hits_of, related
from nhv.derived.answers.hits import Hit
from nhv.derived.answers.question import LONGEST, Question, Reader
from nhv.derived.answers.reasons import reading_of, reason_of
from nhv.derived.answers.weights import Weights
from nhv.language.analyser import analyser
from nhv.language.places import PlaceNames
from nhv.language.spelling import Spelling
from nhv.language.spoken import Language
from nhv.language.words import normalise
from nhv.register import queries
from nhv.register.answer_told import known_for, told
from nhv.register.asked_from import AskedFrom
from nhv.register.index import Candidate, candidates, index_area, postings_right
from nhv.register.memory import register_state
from nhv.register.models import AreaDocument, Organisation, SearchEntry, SearchToken
from nhv.register.permission_asked import Asked
from nhv.register.placement import names_of_places
from nhv.register.queries import Holder
from nhv.register.queries.holders import organisations_by_pk
from nhv.specification.area import Area

__all__ = ["index_area", "postings_right", "reasoning", "search", "spoken"]

MOST_ANSWERS = 20
MOST_RELATED = 8
# Areas whose entries are compared, and whose documents are opened, for one question: a question is about few.
_MOST_COMPARED = 16
_MOST_SURE = 8
_MOST_OTHERS = 3

Json = dict[str, Any]


_PERCENT = re.compile(r"(?<=[0-9])\s*%")


def search(question: str, *, healthcare_region: str = "", verdict: str = "", language: str | None = None) -> Json:
    """The answers to a question as plain JSON values: see the fields of the API's `/search`.

    `healthcare_region` (a key) leaves those answers that have a holder there, `verdict` those with that verdict.
    The sentences are in `language` (sv or en), else in the reader's. When the index cannot be read, the areas
    whose names hold the words stand in `related`, and `index_is_down` is true.
    """
    tongue = spoken(language)
    asked = _asked(question)
    try:
        return _by_index(asked, tongue, healthcare_region, verdict)
    except (DatabaseError, RuntimeError):
        return _by_name(asked, tongue)


def _asked(question: str) -> str:
    """The question as it is read: within its bound, on one line, and with percent as the word that texts use."""
    return " ".join(_PERCENT.sub(" procent", normalise(question[: 4 * LONGEST])[:LONGEST]).split())


def spoken(language: str | None = None) -> Language:
    """The language to answer in: the one named, else the reader's; Swedish where neither is English."""
    return "en" if (language or get_language() or "sv").startswith("en") else "sv"


# --- what is kept between searches: the vocabulary of one state of the register, and opened documents ---


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of the register in one state of it, and what reads questions with them. The same as itself alone."""

    counts: Mapping[str, int]
    entries: int
    areas: int
    reader: Reader
    weights: Weights
    regions: Mapping[str, str]
    organisations: Mapping[str, Organisation]


@lru_cache(maxsize=2)
def _vocabulary(database: str, state: str, day: date) -> Vocabulary:
    """One vocabulary for one database, state of the register and day, which tell them apart. Three queries."""
    rows = list(SearchToken.objects.values_list("token", "entries", "areas"))
    counts = {token: entries for token, entries, _areas in rows}
    spoken_by = {token: areas for token, _entries, areas in rows if areas > 1}
    stands = ~Q(document__in_force_until__lt=day)
    indexed = SearchEntry.objects.aggregate(entries=Count("pk"), areas=Count("area_key", distinct=True, filter=stands))
    swedish = analyser()
    spelling = Spelling({token[1:]: number for token, number in counts.items() if token[0] == "="})

    def correct(word: str) -> str | None:
        unit = next(iter(swedish.units(word)), None)
        if unit is None or all(atom in counts for atom in unit.atoms) or unit.stem in counts or swedish.knows(word):
            return None
        return spelling.nearest(word)

    organisations = list(organisations_by_pk().values())
    names = (name for one in organisations for name in (one.name, one.short_name, one.town))
    places = {word.casefold() for name in names for word in name.split() if word[:1].isupper()}
    regions = [one for one in organisations if one.kind == Organisation.Kind.REGION]
    called = [(name, one.key) for one in regions for name in (one.name, one.short_name, one.town) if name]
    hospitals = [one for one in organisations if one.kind == Organisation.Kind.HOSPITAL]
    reader = Reader(
        swedish,
        correct,
        sorted(places),
        lambda unit: unit.stem in counts,
        names_of_places(tuple(sorted(called))),
        PlaceNames.of((name, one.key) for one in hospitals for name in (one.name, *one.aliases)),
    )
    weights = Weights(reader.medicine, spoken_by, indexed["areas"])
    named = {one.key: one for one in (*hospitals, *regions)}
    return Vocabulary(
        counts, indexed["entries"], indexed["areas"], reader, weights, {one.key: one.name for one in regions}, named
    )


def vocabulary_now() -> Vocabulary:
    """That of the register as it is."""
    return _vocabulary(str(connection.settings_dict["NAME"]), register_state()[1], queries.today())


@dataclass(frozen=True)
class _Opened:  # a document with its area's primary key
    area_id: int
    area: Area


_OPENED: OrderedDict[tuple[str, int], _Opened] = OrderedDict()
_MOST_OPENED = 400


def _open(documents: Iterable[int]) -> dict[int, _Opened]:
    """The documents with these primary keys. They never change, so they are kept; one query for those that
    are not."""
    database = str(connection.settings_dict["NAME"])
    found = {pk: _OPENED[database, pk] for pk in documents if (database, pk) in _OPENED}
    missing = [pk for pk in documents if pk not in found]
    rows = AreaDocument.objects.filter(pk__in=missing).values_list("pk", "area_id", "content") if missing else ()
    for pk, area_id, content in rows:
        found[pk] = _OPENED[database, pk] = _Opened(area_id, Area.model_validate_json(content))
        while len(_OPENED) > _MOST_OPENED:
            _OPENED.popitem(last=False)
    return found


# --- one search ---


def _by_index(asked: str, language: Language, healthcare_region: str, verdict: str) -> Json:
    _number, state = register_state()
    vocabulary = _vocabulary(str(connection.settings_dict["NAME"]), state, queries.today())
    question = vocabulary.reader.read(asked)
    met, opened, repealed = _still_national(_meet(question, vocabulary))
    answers, near = _decide(question, met, opened, language)
    place = AskedFrom.of(question.place, vocabulary.regions)
    areas = {opened[one.document].area.key: opened[one.document] for one in met}
    holders = queries.holders_now(state)
    answers = [
        one
        for one in answers
        if (not verdict or one.verdict == verdict)
        and (
            not healthcare_region
            or _is_held_in(
                healthcare_region, known_for(one, areas[one.area].area, holders.get(one.area, []), question.age).holders
            )
        )
    ]

    who_may = Asked.of(question.who_may, vocabulary.organisations)

    def shown(found: Sequence[Answer]) -> list[Json]:
        return [
            told(
                one,
                areas[one.area].area,
                holders.get(one.area, []),
                question.age,
                language,
                question.terms,
                place,
                who_may,
            )
            for one in found
        ]

    return {
        "query": asked,
        "understood": {
            "age": question.age.words if question.age else None,
            "terms": list(question.terms),
            "place": place.as_json() if place else None,
            "from_abroad": question.from_abroad,
        },
        "answers": shown(answers[:MOST_ANSWERS]),
        "related": shown(near),
        "repealed": [_of_repealed(area, language) for area in repealed],
        "did_you_mean": question.did_you_mean,
        "register": {"areas": vocabulary.areas, "as_of": queries.today().isoformat()},
    }


def reasoning(question: str) -> Json:
    """How a question was read and what it met, for those who mend the model: see `derived.answers.reasons`."""
    vocabulary = vocabulary_now()
    read = vocabulary.reader.read(_asked(question))
    return {
        "question": reading_of(read),
        "met": [reason_of(hit) for one in _meet(read, vocabulary) for hit in one.hits],
    }


@dataclass(frozen=True)
class _Met:
    """An area that the question may be about, with what it hit there."""

    document: int
    hits: tuple[Hit, ...]

    @property
    def may_answer(self) -> bool:
        return any(confidence_of(hit) for hit in self.hits)

    @property
    def weight(self) -> float:
        return max(hit.matched * hit.share for hit in self.hits)


def _still_national(met: Sequence[_Met]) -> tuple[list[_Met], dict[int, _Opened], list[Area]]:
    """What was met in definitions that have not come to their last day, with all the documents; and the areas that the
    question is about and that have been withdrawn."""
    opened, day = _open([one.document for one in met]), queries.today()
    ended = [one for one in met if opened[one.document].area.has_ended(day)]
    gone = [opened[one.document].area for one in ended if one.may_answer]
    return [one for one in met if one not in ended], opened, gone


def _of_repealed(area: Area, language: Language) -> Json:
    """What was national until a day: no verdict, since it has none any more."""
    name = area.name_en if language == "en" and area.name_en else area.name
    return {"area": area.key, "area_name": name, "last_day": str(area.in_force_until)}


def _meet(question: Question, vocabulary: Vocabulary) -> list[_Met]:
    """The areas with a sure hit, and a few of those with another."""
    tokens = question.tokens | {f"={word}": 3 for word in question.terms}
    by_document: dict[int, list[Candidate]] = {}
    for candidate in candidates(tokens, vocabulary.counts, vocabulary.entries):
        by_document.setdefault(candidate.document, []).append(candidate)
    met = [
        _Met(document, hits)
        for document, found in islice(by_document.items(), _MOST_COMPARED)
        if (hits := hits_of(question, [candidate.entry for candidate in found], vocabulary.weights))
    ]
    met.sort(key=lambda one: (-one.weight, one.document))
    answering = [one for one in met if one.may_answer]
    others = [one for one in met if not one.may_answer]
    return answering[:_MOST_SURE] + others[:_MOST_OTHERS]


def _decide(
    question: Question, met: Sequence[_Met], opened: Mapping[int, _Opened], language: Language
) -> tuple[list[Answer], list[Answer]]:
    """The answers, best first, and what is only near: other clauses of the same areas, and weaker hits."""
    answers, near = [], list[Answer]()
    for one in met:
        area = opened[one.document].area
        found = answer(area, question, one.hits, language)
        if found is not None:
            answers.append(found)
        given = {found.clause_key} if found else set()
        near += [each for each in related(area, question, one.hits, language) if each.clause_key not in given]
    if not answers and (only := _nearest(question, met, opened, language)):
        answers, near = [only], [each for each in near if (each.area, each.clause_key) != (only.area, only.clause_key)]
    # An area that is silent adds nothing beside one that answers.
    if any(each.verdict != "unstated" for each in answers):
        near += [each for each in answers if each.verdict == "unstated"]
        answers = [each for each in answers if each.verdict != "unstated"]
    # That another area has the care adds nothing beside that area's own answer.
    if any(not each.elsewhere for each in answers):
        near += [each for each in answers if each.elsewhere]
        answers = [each for each in answers if not each.elsewhere]
    answers.sort(key=lambda each: (*each.order, each.area))
    answers, weaker = best_and_rest(answers)
    near += weaker
    near.sort(key=lambda each: (*each.order, each.area, each.clause_key))
    return answers, near[:MOST_RELATED]


def _nearest(
    question: Question, met: Sequence[_Met], opened: Mapping[int, _Opened], language: Language
) -> Answer | None:
    """Where no area answers, a likely answer of the first area that is near."""
    for one in sorted(met, key=lambda one: -one.weight):
        found = answer(opened[one.document].area, question, one.hits, language, alone=True)
        # Silence, and an age that nothing is said of, are no answer beside words nobody understood.
        if found is not None and found.verdict != "unstated":
            return found
    return None


def _is_held_in(healthcare_region: str, holders: Iterable[Holder]) -> bool:
    return any(holder.healthcare_region and holder.healthcare_region.key == healthcare_region for holder in holders)


# --- when the index cannot be read ---


def _by_name(asked: str, language: Language) -> Json:
    """The areas whose names hold the question's words: no verdicts, but a way on. Two queries."""
    words = [word for word in asked.casefold().split() if len(word) > 3][:5]
    documents = list(queries.documents_on())
    named = [document for document in documents if any(word in document.name.casefold() for word in words)]
    opened = _open([document.pk for document in named[:MOST_RELATED]])
    return {
        "query": asked,
        "index_is_down": True,
        "understood": {"age": None, "terms": words, "place": None, "from_abroad": False},
        "answers": [],
        "related": [told(whole_area(each.area, language), each.area, (), None, language) for each in opened.values()],
        "repealed": [],
        "did_you_mean": None,
        "register": {"areas": len(documents), "as_of": queries.today().isoformat()},
    }
