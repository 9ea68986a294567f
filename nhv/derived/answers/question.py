"""The question as understood: its concepts, each said or denied, the ages and weeks in it, and what it is about."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from nhv.language.ages import Age
from nhv.language.analyser import Analyser, Unit
from nhv.language.denial import denied, not_so
from nhv.language.everyday import HOMONYMS, is_of_a_chart
from nhv.language.measures import Measure, find_measures
from nhv.language.medicine import Breadth, Medicine, is_an_act
from nhv.language.permission import asks_who_may, words_of_asking
from nhv.language.places import FoundPlace, PlaceNames
from nhv.language.residence import from_abroad
from nhv.language.suspicion import is_suspected
from nhv.language.times import Times, find_times
from nhv.language.words import normalise

LONGEST = 400
"""Characters of a question that are read. More is cut off: nobody asks in a page of text."""

MOST_UNITS = 24

# What a question is wrapped in, in Swedish and English: the grammar of asking, and nothing of care.
_GRAMMAR = """
    gäller ingår ingå räknas räkna få fått veta någonstans hit dit göras görs göra gör gjorde utförs utföra behöver
    behövs kommer hand hur vart med mitt vårt ditt dess hans hennes mig oss dem träffa träffar rätt bäst bästa bra
    finns undrar ska kan måste bör nhv nara nära närmast närmaste sverige trots flera många ofta ibland redan hela
    helt blivit sedan annan annat andra samma också även bara mycket mer mest då nu samt pga dvs tex eventuellt
    enligt sig själv här vilket vilken vilka borde får fick ges ge gå går gått var varit hos tack hej ja nej
    flytta flyttar flyttat flyttade flyttats inflyttad nyinflyttad bosatt folkbokförd numera moved moving lives
    ställe plats dag dagar vecka veckor månad månader år tid gång gånger tio två tre fyra fem
    he she be was were been it its this that these those there get got need needs should would must may my his her
    our their who whom when also only just very up
    follow after before because due since still now then about any some if but
"""

SURGERY = "kirurgi"
"""The stem of all that says that something is to be operated."""

_HYPHENED_NO = re.compile(r"(?<![\w-])(icke|ej)-(\w[\w-]*)", re.IGNORECASE)
_PATIENT = re.compile(r"-?patient(?:en|er|erna|s)?$")

_CONFERENCE = frozenset(("mdk", "mdt", "konferens", "konferensen", "nmdk", "rond", "conference"))

Correct = Callable[[str], str | None]
Known = Callable[[Unit], bool]


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question that tells something. `cost` is how much it counts against an area that does not speak
    of it; `corrected` that it was read as another word than was written."""

    unit: Unit
    cost: float
    corrected: bool = False
    breadth: Breadth | None = None
    """What it is in general medicine."""
    ordinary: bool = False
    """Whether general Swedish has the word, as it was written: «tips», and not «TIPS»."""


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who is asked about: the key of a hospital, or of a municipality or region, as written; nobody for «we»."""

    hospital: str | None = None
    place: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. `concepts` are said, `denials` denied; `more` are stems that may help but never count against
    (words of age and of grammar); `did_you_mean` is the corrected text.
    """

    text: str
    concepts: tuple[Concept, ...]
    denials: tuple[Unit, ...]
    more: frozenset[str]
    times: Times
    did_you_mean: str | None = None
    doubtful: tuple[Unit, ...] = ()
    """Words that stand so close behind a denied one that they are read as denied too, and may not be."""
    measures: tuple[Measure, ...] = ()
    """What is measured in it, and how long things last."""
    not_so: tuple[Unit, ...] = ()
    """Words that are said, and said not to be so: «kan inte sövas»."""
    place: str | None = None
    """Where it is asked from: the key of the place that it names. No part of what is asked about."""
    who_may: "WhoMay | None" = None
    """Where it asks who may do what it is about."""
    from_abroad: bool = False
    """Whether it tells of a patient who does not live in Sweden."""

    @property
    def age(self) -> Age | None:
        return self.times.age

    @property
    def is_measured(self) -> bool:
        """Whether it tells of something measured in a patient: «30 %», «14 mm»."""
        return any(measure.kind != "time" for measure in self.measures)

    @property
    def is_suspected(self) -> bool:
        """Whether what it is about is only suspected."""
        return is_suspected(self.text)

    @property
    def asks_for_conference(self) -> bool:
        """Whether it asks about a conference."""
        return any(unit.word in _CONFERENCE for unit in self.units)

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(concept.unit for concept in self.concepts)

    @property
    def terms(self) -> tuple[str, ...]:
        """The words as searched, after correction."""
        return tuple(unit.word for unit in self.units)

    @property
    def tokens(self) -> dict[str, int]:
        """The tokens to look up, each with its weight."""
        found: dict[str, int] = {}
        for unit in self.units:
            for token, weight in unit.weights:
                found[token] = max(weight, found.get(token, 0))
        return found


# How much a word counts against an area that does not speak of it.
OF_ANOTHER_SUBJECT = 1.5
OF_ANOTHER_AREA = 1.0
NOBODY_KNOWS = 0.5
ORDINARY = 0.25
_COSTS = {"neutral": 0.0, "broad": 0.3, "care": 0.3, "organ": 0.5, "subject": OF_ANOTHER_SUBJECT}


class Reader:
    """Reads questions with one analyser. `places` are names of regions, hospitals and towns: never part of a
    diagnosis. `correct` gives the word probably meant, or None when the word stands in the register or nothing
    is near. `in_register` says whether any area speaks of a word. `named_places` are those that one may ask from,
    `hospitals` the names of hospitals, for who asks whether one may do something."""

    def __init__(
        self,
        analyser: Analyser,
        correct: Correct = lambda _: None,
        places: Collection[str] = (),
        in_register: Known = lambda _: False,
        named_places: PlaceNames | None = None,
        hospitals: PlaceNames | None = None,
    ) -> None:
        self._analyser = analyser
        self._correct = correct
        self._in_register = in_register
        self._named_places = named_places or PlaceNames()
        self._hospitals = hospitals or PlaceNames()
        self.medicine = Medicine(analyser)
        # Grammar by its very forms: «demens» has the stem of «dem».
        self._grammar = frozenset(_GRAMMAR.split())
        self._places = frozenset(analyser.stem(word) for word in places)
        self._patient = frozenset((analyser.stem("patient"),))

    def read(self, text: str) -> Question:
        """The question in at most LONGEST characters and MOST_UNITS words, whatever was given."""
        asked = self._no_apart(" ".join(normalise(text[: 4 * LONGEST])[:LONGEST].split()))
        times = find_times(asked)
        place, abroad = self._named_places.find(asked), from_abroad(asked)
        who_may, asking = self._who_may(asked, place)
        measures = find_measures(asked)
        # The number and its unit say how much, and not of what: «35–40 %», «15 procent».
        spans = (
            *times.spans,
            *((one.start, one.end) for one in measures),
            *((one.start, one.end) for one in self._named_places.all(asked)),
            *asking,
            *abroad,
        )
        more, counted = set[str](), list[Unit]()
        for unit in self._analyser.units(asked, MOST_UNITS):
            if (
                (unit.word in self._grammar and not (unit.word == "hand" and "hand om" not in asked))
                or unit.stem in self._places
                or any(start <= unit.start < end for start, end in spans)
            ):
                more.update(unit.atoms)
            elif unit.is_code or not unit.word.isdigit():
                counted.append(self._without_fillers(self._joined(unit)))
            else:
                more.add(unit.stem)
        spoken = [(unit.start, unit.end) for unit in counted]
        # «utan personnummer» denies nothing of what comes after it.
        plain = _without(asked, abroad)
        no, unable = denied(plain, spoken), not_so(plain, spoken)
        concepts = [self._concept(unit) for index, unit in enumerate(counted) if index not in no]
        denials = [unit for index, unit in enumerate(counted) if index in no]
        more.update(self._stems_of(times))
        return Question(
            asked,
            tuple(concepts),
            tuple(denials),
            frozenset(more),
            times,
            _corrected_text(asked, concepts),
            tuple(self._doubtful(asked, counted, no)),
            (*measures, *times.durations),
            tuple(unit for index, unit in enumerate(counted) if index in unable),
            place.key if place else None,
            who_may,
            bool(abroad),
        )

    def _no_apart(self, asked: str) -> str:
        """«icke-epileptiska» denies as «icke epileptiska» does, unless the register has the word: «icke-seminom»."""

        def apart(found: re.Match[str]) -> str:
            units = self._analyser.units(found[0])
            is_known = len(units) == 1 and self._in_register(units[0])
            return found[0] if is_known else f"{found[1]} {found[2]}"

        return _HYPHENED_NO.sub(apart, asked)

    def _joined(self, unit: Unit) -> Unit:
        """«rektus-diastas» as «rektusdiastas», where that is how the register writes it."""
        if "-" not in unit.word or unit.is_code or self._in_register(unit):
            return unit
        units = self._analyser.units(unit.word.replace("-", ""))
        is_known = len(units) == 1 and self._in_register(units[0])
        return replace(units[0], start=unit.start, end=unit.end) if is_known else unit

    def _who_may(self, asked: str, place: FoundPlace | None) -> tuple[WhoMay | None, tuple[tuple[int, int], ...]]:
        """Who is asked about, where that is what is asked, and the words that only ask it."""
        hospital = self._hospitals.find(asked)
        if not asks_who_may(asked, names_place=bool(hospital or place)):
            return None, ()
        who = hospital or place
        spans = (*words_of_asking(asked), *([(hospital.start, hospital.end)] if hospital else []))
        if who is None:
            return WhoMay(), spans
        name = asked[who.start : who.end]
        return WhoMay(hospital.key if hospital else None, place.key if place and not hospital else None, name), spans

    def _doubtful(self, asked: str, units: Sequence[Unit], no: Collection[int]) -> Iterator[Unit]:
        """«matstrupen inte utvecklad armbåge»: nobody knows whether the elbow is denied."""
        for index in no:
            before = units[index - 1]
            close = index - 1 in no and not asked[before.end : units[index].start].strip()
            if close and self._cost(units[index], self.medicine.of_parts(units[index].stem, units[index].parts)) > 0:
                yield units[index]

    def _concept(self, unit: Unit) -> Concept:
        breadth = self.medicine.of_parts(unit.stem, unit.parts)
        meant = None if unit.is_code or breadth is not None else self._correct(unit.word)
        if meant is None or meant == unit.word:
            ordinary = not unit.is_code and (unit.word in HOMONYMS or self._analyser.knows(unit.word))
            return Concept(unit, self._cost(unit, breadth), breadth=breadth, ordinary=ordinary)
        read = replace(self._analyser.units(meant)[0], start=unit.start, end=unit.end)
        cost = _COSTS.get(self.medicine.of_parts(read.stem, read.parts) or "", 0.0)
        return Concept(read, max(OF_ANOTHER_AREA, cost), corrected=True)

    def _cost(self, unit: Unit, breadth: str | None) -> float:
        if breadth is not None:
            return _COSTS[breadth]
        if is_of_a_chart(unit.word):
            return 0.0
        if is_an_act(unit.word):
            return OF_ANOTHER_SUBJECT
        ordinary = self._analyser.knows(unit.word)
        if unit.is_code or self._in_register(unit):
            return NOBODY_KNOWS if ordinary else OF_ANOTHER_AREA
        return ORDINARY if ordinary else NOBODY_KNOWS

    def _without_fillers(self, unit: Unit) -> Unit:
        """«ALS-patient» is «ALS»: of words held together by a hyphen only those that tell something count, and
        of a compound all but the patient."""
        fillers = self._patient
        head = _PATIENT.sub("", unit.word)
        if head and head != unit.word and not unit.parts:
            return replace(unit, stem=self._analyser.stem(head))
        telling = tuple(part for part in unit.parts if part not in fillers and not self._is_hyphened_filler(unit, part))
        if not telling or len(telling) == len(unit.parts):
            return unit
        return replace(unit, stem="-".join(telling), parts=telling if len(telling) > 1 else ())

    def _is_hyphened_filler(self, unit: Unit, part: str) -> bool:
        return "-" in unit.word and part != SURGERY and (part in self._places or self.medicine.of(part) == "neutral")

    def _stems_of(self, times: Times) -> tuple[str, ...]:
        """Words that an area may use for what the ages and weeks of the question say."""
        words: list[str] = []
        if times.age is not None:
            words += {True: ("barn", "ungdomar", "juvenil"), False: ("vuxen", "vuxna"), None: ()}[times.age.is_child]
        if times.weeks is not None:
            words += ("foster", "fetal", "intrauterin", "gravid")
        if times.preterm:
            words += ("prematur", "prematuritet")
        return tuple(self._analyser.stem(word) for word in words)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text, as long as it is, with a sentence's end where something stood."""
    for start, end in spans:
        text = f"{text[:start]}{'.'.ljust(end - start)}{text[end:]}"
    return text


def _corrected_text(asked: str, concepts: list[Concept]) -> str | None:
    """The question with the words as they were read, when that differs."""
    corrected = asked
    for concept in reversed(concepts):
        if concept.corrected:
            unit = concept.unit
            corrected = corrected[: unit.start] + unit.word + corrected[unit.end :]
    return corrected if corrected != asked else None
