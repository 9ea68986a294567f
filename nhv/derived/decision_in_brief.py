"""A board's decision about permits in a few sentences, for a press release or a mail: the same facts as the decision
itself, in Swedish or English."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from nhv.language.dates import date_in_english, date_in_words
from nhv.language.spoken import Language
from nhv.specification.area import Area
from nhv.specification.motion import ForApplicant, Motion, Outcome, left_out

_SAY: Final[Mapping[Language, Mapping[str, str]]] = {
    "sv": {
        "decided": "{board} beslutade den {day} om tillstånd till nationell högspecialiserad vård: {area}.",
        "known_as": "Beslutet är {number}.",
        Outcome.GRANT: "{who} får tillstånd{subs}, från och med {start}.",
        Outcome.PART: "{who} får tillstånd till en del{subs}, från och med {start}.",
        Outcome.REFUSE: "{who} får avslag.",
        "with": ", med {subs}",
        "without": ", utan {subs}",
    },
    "en": {
        "decided": "{board} decided on {day} on permits for national highly specialised care: {area}.",
        "known_as": "The decision is {number}.",
        Outcome.GRANT: "{who} is granted a permit{subs}, from {start}.",
        Outcome.PART: "{who} is granted a permit in part{subs}, from {start}.",
        Outcome.REFUSE: "{who} is refused.",
        "with": ", with {subs}",
        "without": ", without {subs}",
    },
}
_MARKS: Final[Mapping[Language, tuple[str, str]]] = {"sv": ("”", "”"), "en": ("“", "”")}


@dataclass(frozen=True)
class Brief:
    """What is said in brief. `number` is the decision's paragraph and record number, `applicants` what each is called,
    by the key of its application, `places` the sentences about how many places are filled and left vacant, in the
    language that is asked for."""

    board: str
    day: date
    number: str
    said: Motion
    area: Area
    applicants: Mapping[str, str]
    places: tuple[str, ...]


def decision_in_brief(brief: Brief, language: Language = "sv") -> tuple[str, ...]:
    """A sentence for each thing: what was decided, how many places are filled and left vacant, and what each gets."""
    say = _SAY[language]
    name = (language == "en" and brief.area.name_en) or brief.area.name
    day = _day(brief.day, language)
    return (
        f"{say['decided'].format(board=brief.board, day=day, area=name)} {say['known_as'].format(number=brief.number)}",
        *brief.places,
        *_applicants(brief, language),
    )


def _applicants(brief: Brief, language: Language) -> Iterator[str]:
    words = {one.key: (language == "en" and one.english) or one.text for one in brief.area.sub_permits}
    for one in brief.said.applicants:
        start = _day(one.valid_from, language) if one.valid_from else ""
        who = brief.applicants.get(one.application, one.application)
        yield _SAY[language][one.outcome].format(who=who, subs=_sub_permits(one, words, language), start=start)


def _sub_permits(one: ForApplicant, words: Mapping[str, str], language: Language) -> str:
    say, (opens, closes) = _SAY[language], _MARKS[language]

    def listed(how: str, names: tuple[str, ...]) -> str:
        return say[how].format(subs=", ".join(f"{opens}{name}{closes}" for name in names)) if names else ""

    held = tuple(words.get(key, key) for key in one.sub_permits)
    return listed("with", held) + listed("without", left_out(one, words))


def _day(day: date, language: Language) -> str:
    return date_in_english(day) if language == "en" else date_in_words(day)
