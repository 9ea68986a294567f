"""The question as understood: its words in all their forms, the age in it, and what was a slip of the finger."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from nhv.language.ages import Age, find_age
from nhv.language.analyser import Analyser, Unit
from nhv.language.words import normalise

LONGEST = 400
"""Characters of a question that are read. More is cut off: nobody asks in a page of text."""

MOST_UNITS = 24

# Words that people wrap a question in. They never count for or against an answer.
_FILLERS = """
    patient patienter patienten person personer man kvinna kvinnan pappa mamma son dotter bror syster mormor
    farfar barnbarn släkting vård vården vårdas vårda nhv nationell nationella högspecialiserad
    högspecialiserade specialistvård skicka skickas remiss remittera remitteras remitterar sjukhus sjukhuset
    region regionen fråga gäller ingår ingå räknas räkna hjälp hjälpa få fått veta söka sjuk vuxen vuxna barn år
    gammal gammalt gamla ålder månader någonstans hit dit enhet enheter klinik centrum läkare doktor sverige
    göras görs göra gör utförs utföra behöver behövs kommer ta tas hand drabbad drabbats lider fall hur vart typ
    diagnos diagnosen diagnoser med mitt vårt ditt dess hans hennes mig oss dem träffa träffar specialist
    specialister rätt bäst bästa bra nära närmast närmaste finns undrar vill ska kan måste bör snabbt länge
    hemma bo bor flyttat kliniken ansvarar ansvarig behandlar utreder bedömer handlägger
    handläggs möjligt lämplig lämpligt aktuell aktuellt tack hej
    trots flera många ofta ibland redan nyligen hela helt tiden bättre sämre blivit
    daughter son he she be was patients hospital doctor treat treated treats treating treatment refer referred care
    get old someone
"""
# Words of care that are true of so much that they tell little by themselves.
_GENERIC = """
    sjukdom sjukdomar behandling behandlas behandla utredning utreda utreds bedömning bedöma syndrom kirurgi
    operation operera opereras opererad ingrepp tillstånd besvär problem primär sekundär form former svår svårt
    allvarlig akut kronisk misstänkt misstanke oklar oklart avancerad komplex ovanlig sällsynt medfödd ärftlig
    viss vissa övrig uppföljning rekonstruktion resektion transplantation diagnostik terapi medicin läkemedel
    kontroll efter tidigare tidig sent stor liten skada rest resttillstånd symtom infektion inflammation tumör
    cancer metastas metastaser stent endoskopisk genetisk prov analys undersökning
    inte svara svarar svarat inläggning inläggningar kommit tillbaka tagit bort svagare trött ont
"""

# What is done for patients of every kind: «kataraktoperation» is about what «katarakt» is about.
_ACTS = """
    behandling utredning bedömning operation kirurgi ingrepp uppföljning diagnostik terapi kontroll prov analys
    undersökning medicin
"""

LIGHT = 0.3
Correct = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. `units` are the words that count; `more` are stems that may help but never count
    against (age words); `acts` are stems of what is done for patients of every kind; `terms` are the words as
    searched, after correction; `did_you_mean` the corrected text.
    """

    text: str
    units: tuple[Unit, ...]
    more: frozenset[str]
    age: Age | None
    did_you_mean: str | None = None
    acts: frozenset[str] = frozenset()

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(unit.word for unit in self.units)

    @property
    def tokens(self) -> dict[str, int]:
        """The tokens to look up, each with its weight."""
        found: dict[str, int] = {}
        for unit in self.units:
            for token, weight in unit.weights:
                found[token] = max(weight, found.get(token, 0))
        return found


class Reader:
    """Reads questions with one analyser. `places` are names of regions, hospitals and towns: never part of a
    diagnosis. `correct` gives the word probably meant, or None when the word stands in the register or nothing
    is near."""

    def __init__(self, analyser: Analyser, correct: Correct = lambda _: None, places: Collection[str] = ()) -> None:
        self._analyser = analyser
        self._correct = correct
        self._fillers = frozenset(analyser.stem(word) for word in (*_FILLERS.split(), *places))
        self._patient = frozenset((analyser.stem("patient"),))
        self._acts = frozenset(analyser.stem(word) for word in _ACTS.split())

    def read(self, text: str) -> Question:
        """The question in at most LONGEST characters and MOST_UNITS words, whatever was given."""
        question = normalise(text[: 4 * LONGEST])[:LONGEST]
        question = " ".join(question.split())
        found = find_age(question)
        spans = found.spans if found else ()
        units, more, corrected = [], set[str](), question
        for unit in self._analyser.units(question, MOST_UNITS):
            if unit.stem in self._fillers or any(start <= unit.start < end for start, end in spans):
                more.update(unit.atoms)
                continue
            unit = self._without_fillers(unit)
            meant = None if unit.is_code else self._correct(unit.word)
            if meant is not None and meant != unit.word:
                corrected = corrected.replace(question[unit.start : unit.end], meant)
                unit = replace(self._analyser.units(meant)[0], start=unit.start, end=unit.end)
            if not unit.word.isdigit() or unit.is_code:
                units.append(unit)
        if found is not None:
            more.update(self._age_stems(found.age))
        return Question(
            question,
            tuple(units),
            frozenset(more),
            found.age if found else None,
            _unless_same(corrected, question),
            self._acts,
        )

    def _without_fillers(self, unit: Unit) -> Unit:
        """«ALS-patient» is «ALS»: of words held together by a hyphen only those that tell something count, and
        of a compound all but the patient."""
        fillers = self._fillers if "-" in unit.word else self._patient
        telling = tuple(part for part in unit.parts if part not in fillers)
        if not telling or len(telling) == len(unit.parts):
            return unit
        return replace(unit, stem="-".join(telling), parts=telling if len(telling) > 1 else ())

    def _age_stems(self, age: Age) -> tuple[str, ...]:
        words = {True: ("barn", "ungdomar", "juvenil"), False: ("vuxen", "vuxna"), None: ()}[age.is_child]
        return tuple(self._analyser.stem(word) for word in words)


def light_stems(analyser: Analyser) -> frozenset[str]:
    """The stems of words that are true of so much in care that they tell little."""
    return frozenset(analyser.stem(word) for word in (*_GENERIC.split(), *_FILLERS.split()))


def _unless_same(corrected: str, question: str) -> str | None:
    return corrected if corrected != question else None
