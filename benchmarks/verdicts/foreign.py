"""A machine-made set: everything the register calls its own by few words, beside a foreign word of medicine.

A sure yes to any of them is a fault: half the question is about something no area speaks of.
"""

import random
from collections.abc import Iterator

from benchmarks.verdicts.blind import Ask
from nhv.derived.answers.entries import Entry
from nhv.rules.verdicts import YES

FOREIGN = (
    "hydrocefalus", "knä", "migrän", "höftfraktur", "astma", "gallsten", "tonsillit", "menisk", "karpaltunnel",
    "psoriasis", "appendicit", "diskbråck", "tinnitus", "gråstarr", "depression", "hypertoni", "prostatit",
    "celiaki", "ljumskbråck", "struma", "artros", "bihåleinflammation", "njursten", "bältros", "förmaksflimmer",
    "hälsporre", "axelluxation", "tandvärk", "sömnapné", "gikt", "borrelia", "divertikulit", "hemorrojder",
    "klimakteriebesvär", "osteoporos", "stroke", "demens", "pneumoni", "visdomstand", "hjärnskakning", "akne",
    "nagelsvamp", "armbåge", "autism", "leukemi", "melanom", "halsfluss", "kolesterol", "hund", "snarkning",
)  # fmt: skip
MEASURED = ("gradient 60 mmHg", "4 kg", "80 ml", "12 poäng")
"""What is measured in units that no clause sets a limit for."""
VERBS = ("operation av", "transplantation av", "extraktion av", "laserbehandling av", "ERCP för", "rekonstruktion av",
         "amputation av", "strålbehandling av", "nätkirurgi vid", "shunt vid")  # fmt: skip
"""Acts that areas name, to be put beside what is no area's."""
LONGEST = 4  # words of what stands beside the foreign one


def short_phrases(entries: list[Entry]) -> list[str]:
    """Every short wording and term of the entries, once, in order."""
    phrases = (phrase.text for entry in entries for phrase in entry.phrases if phrase.kind != "code")
    return sorted({phrase for phrase in phrases if len(phrase.split()) <= LONGEST})


def beside_verbs() -> Iterator[tuple[str, str]]:
    """Each act that areas name, with each foreign word."""
    yield from ((verb, word) for verb in VERBS for word in FOREIGN)


def measured(entries: list[Entry], number: int | None = None, seed: int = 2018) -> Iterator[tuple[str, str]]:
    """Each short phrase, or so many of them, seeded, beside what is measured in a unit that no clause limits."""
    made = [(phrase, words) for phrase in short_phrases(entries) for words in MEASURED]
    yield from made if number is None else random.Random(seed).sample(made, number)


def pairs(entries: list[Entry], number: int | None = None, seed: int = 2018) -> Iterator[tuple[str, str]]:
    """Each phrase with each foreign word that is no word of its area; or so many of them, seeded."""
    spoken = {word for entry in entries for phrase in entry.phrases for word in phrase.text.casefold().split()}
    foreign = [word for word in FOREIGN if word not in spoken]
    made = [(phrase, word) for phrase in short_phrases(entries) for word in foreign]
    yield from made if number is None else random.Random(seed).sample(made, number)


def sure_yes(ask: Ask, asked: Iterator[tuple[str, str]]) -> list[str]:
    """The questions that got a sure yes: to national care, or to its conference."""
    found = []
    for phrase, word in asked:
        question = f"{phrase} {word}"
        if any(a["confidence"] == "sure" and a["verdict"] in YES for a in ask(question)):
            found.append(question)
    return found
