"""The minutes of a board meeting as a text: what the law asks of a decision (SFS 2017:900, 31–32 §§), item by item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from nhv.language.dates import date_in_english, date_in_words
from nhv.language.spoken import Language
from nhv.specification.motion import (
    OUTCOMES,
    ForApplicant,
    ForCondition,
    Motion,
    MotionKind,
    Outcome,
    left_out,
    start_of,
)
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

STEPS = {"preparation": "beredningen", "application": "ansökningstiden", "handling": "handläggningen"}


@dataclass(frozen=True)
class Filled:
    """A seat and who filled it; `deputy` where a deputy did."""

    seat: str
    name: str
    deputy: bool


@dataclass(frozen=True)
class Balloted:
    """Two motions against each other: votes by seat's words, and which won."""

    first: int
    second: int
    votes: tuple[tuple[str, int], ...]
    won: int | None


@dataclass(frozen=True)
class Tried:
    """What a matter in a permit's life is about: the law's ground, the words of its conditions, and what the holder has
    replied, by the day it came."""

    ground: str
    conditions: tuple[str, ...]
    replied: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Decided:
    """One item: what it was about, who decided, which motions there were, and what came of it."""

    number: int
    title: str
    presenter: str
    filled: tuple[Filled, ...]
    vacant: tuple[str, ...]
    kept_out: tuple[str, ...]
    motions: tuple[tuple[str, Motion], ...]
    ballots: tuple[Balloted, ...]
    decided: Motion
    applicants: Mapping[str, str]
    sub_permits: Mapping[str, str]
    conditions: Mapping[str, str]
    reasons: str
    record_number: str = ""
    dissents: tuple[tuple[str, str, bool], ...] = ()
    late: bool = False
    places: tuple[str, ...] = ()
    tried: Tried | None = None


@dataclass(frozen=True)
class Met:
    """The whole meeting. `present_as` is what those are called who took part."""

    board: str
    kind: str
    when: str
    place: str
    present: tuple[str, ...]
    items: tuple[Decided, ...] = field(default=())
    present_as: str = "Närvarande"


def minutes(met: Met) -> Writing:
    """The minutes."""
    return Writing(
        title=f"Protokoll: {met.board}, {met.when}",
        subject="Protokoll från nämndens sammanträde",
        blocks=(
            Facts(
                pairs=(("Sammanträde", met.kind), ("Tid", met.when), *((("Plats", met.place),) if met.place else ()))
            ),
            Heading(level=2, text=met.present_as),
            Bullets(items=met.present),
            *(block for one in met.items for block in _item(one)),
        ),
    )


def _item(one: Decided) -> Iterator[Block]:
    yield Heading(level=2, text=f"§ {one.number}. {one.title}")
    number = (("Diarienummer", one.record_number),) if one.record_number else ()
    yield Facts(pairs=(("Föredragande", one.presenter), *number))
    if one.late:
        yield Paragraph(text="Ärendet lades till efter kallelsen.", tone="note")
    yield from _who_decided(one)
    yield from _kept_out(one)
    yield from _motions(one)
    yield from _voting(one)
    yield Heading(level=3, text="Beslut")
    yield Bullets(items=_outcome(one))
    yield Heading(level=3, text="Skäl")
    yield Paragraph(text=one.reasons)
    if one.dissents:
        yield Heading(level=3, text="Avvikande meningar")
    yield from _dissents(one)


def decision_paper(one: Decided, *, board: str, day: str, present: Sequence[str], conditions: Sequence[str]) -> Writing:
    """The decision in one item as everybody reads it. `present` are the others who were there, `conditions` all that
    the permits have."""
    number = (("Paragraf", f"§ {one.number}"), *((("Diarienummer", one.record_number),) if one.record_number else ()))
    return Writing(
        title=f"Nämndens beslut: {one.title}",
        subject="Beslut om tillstånd till nationell högspecialiserad vård",
        blocks=(
            Facts(pairs=(("Nämnd", board), ("Beslutsdag", day), *number, ("Föredragande", one.presenter))),
            Heading(level=2, text="Beslut"),
            Bullets(items=_outcome(one)),
            Heading(level=2, text="Skäl"),
            Paragraph(text=one.reasons),
            *_tried(one.tried),
            *((Heading(level=2, text="Villkor"), Bullets(items=tuple(conditions))) if conditions else ()),
            Heading(level=2, text="Hur beslutet fattades"),
            *_who_decided(one),
            *_kept_out(one),
            # A vote between two is told with what the two were.
            *(_motions(one) if one.ballots else ()),
            *_voting(one),
            *((Heading(level=2, text="Andra som var med"), Bullets(items=tuple(present))) if present else ()),
            *((Heading(level=2, text="Avvikande meningar"), *_dissents(one)) if one.dissents else ()),
        ),
    )


def _kept_out(one: Decided) -> Iterator[Block]:
    for name in one.kept_out:
        yield Paragraph(text=f"{name} är jävig enligt beslut och var inte med när ärendet avgjordes.")


def _motions(one: Decided) -> Iterator[Block]:
    yield Heading(level=3, text="Förslag")
    for place, (who, motion) in enumerate(one.motions, start=1):
        yield Paragraph(text=f"Förslag {place}, av {who}.")
        yield Bullets(items=tuple(in_words(motion, one.applicants, one.sub_permits, one.conditions)))


def _tried(tried: Tried | None) -> Iterator[Block]:
    if tried is None:
        return
    if tried.ground:
        yield Facts(pairs=(("Grund", tried.ground),))
    if tried.conditions:
        yield Heading(level=2, text="Villkor det gäller")
        yield Bullets(items=tried.conditions)
    yield Heading(level=2, text="Innehavarens yttrande")
    for day, words in tried.replied or (("", "Innehavaren har inte yttrat sig."),):
        yield Paragraph(text=f"{day}: {words}" if day else words)


def _outcome(one: Decided) -> tuple[str, ...]:
    return (*in_words(one.decided, one.applicants, one.sub_permits, one.conditions), *one.places)


def _who_decided(one: Decided) -> Iterator[Block]:
    rows = tuple((each.seat, _name(each)) for each in one.filled)
    yield Table(caption="De som beslutade", head=("Plats", "Namn"), rows=rows)
    if one.vacant:
        yield Paragraph(text=f"Vakanta platser: {', '.join(one.vacant)}.")


def _dissents(one: Decided) -> Iterator[Block]:
    for name, words, took_part in one.dissents:
        how = "reserverade sig" if took_part else "lät anteckna en avvikande mening"
        yield Paragraph(text=f"{name} {how}: {words}")


def _name(one: Filled) -> str:
    return f"{one.name}, ersättare" if one.deputy else one.name


def _voting(one: Decided) -> Iterator[Block]:
    if not one.ballots:
        yield Paragraph(text="Ordföranden fann att nämnden beslutade så, utan omröstning.")
    for each in one.ballots:
        yield Table(
            caption=f"Omröstning mellan förslag {each.first} och förslag {each.second}; förslag {each.won} fick bifall",
            head=("Plats", "Röst"),
            rows=tuple((seat, f"förslag {motion}") for seat, motion in each.votes),
        )


def in_words(
    motion: Motion, applicants: Mapping[str, str], sub_permits: Mapping[str, str], conditions: Mapping[str, str]
) -> Sequence[str]:
    """A motion in sentences: each applicant, then each condition that is changed."""
    if motion.kind == MotionKind.POSTPONE:
        return (f"Ärendet skjuts upp. {motion.instructions}",)
    if motion.kind == MotionKind.SEND_BACK:
        return (f"Ärendet går åter till {STEPS[motion.step or 'preparation']}. {motion.instructions}",)
    if motion.kind in (MotionKind.APPROVE, MotionKind.REJECT):
        return (*_of_a_permit(motion, sub_permits, conditions), motion.why or "")
    together = cooperations_in_words(motion, applicants)
    return (*_applicants(motion, applicants, sub_permits), *together, *changes_in_words(motion, conditions))


def _of_a_permit(motion: Motion, sub_permits: Mapping[str, str], conditions: Mapping[str, str]) -> Iterator[str]:
    """What becomes of a permit in the middle of its life."""
    granted = motion.kind == MotionKind.APPROVE
    if motion.about == "exemption":
        until = f"till och med {date_in_words(motion.until)}" if motion.until else "tills vidare"
        for words in conditions.values():
            yield f"Undantag ges {'' if granted else 'inte '}från villkoret ”{words}”{f', {until}' if granted else ''}."
        return
    if not granted:
        yield "Tillståndet återkallas inte. Det gäller som förut."
    for one in motion.stages:
        what = f"Undertillståndet ”{sub_permits.get(one.part, one.part)}”" if one.part else "Hela tillståndet"
        yield f"{what} återkallas och gäller till och med {date_in_words(one.last)}."
    if motion.turned_on:
        yield f"Nya remisser går till andra enheter från och med {date_in_words(motion.turned_on)}."


_OUTCOMES: Final[Mapping[Language, Mapping[str, str]]] = {
    "sv": OUTCOMES,
    "en": {Outcome.GRANT: "a permit", Outcome.PART: "a permit in part", Outcome.REFUSE: "refused"},
}
_SUB_PERMITS: Final[Mapping[Language, tuple[str, str, str, str]]] = {
    "sv": ("med", "utan", "undertillståndet", "undertillstånden"),
    "en": ("with", "without", "the sub-permit", "the sub-permits"),
}


def outcome_in_words(one: ForApplicant, sub_permits: Mapping[str, str], language: Language = "sv") -> str:
    """What an applicant gets, with what and from when, without why. `sub_permits` are their words, which stay as they
    are."""
    given = [
        f"{_quoted(sub_permits.get(key, key), language)}{_from(start_of(one, key), language)}"
        for key in one.sub_permits
    ]
    held, without, *nouns = _SUB_PERMITS[language]
    lacks = [_quoted(words, language) for words in left_out(one, sub_permits)]
    under = _sub_permits(held, nouns, given) + _sub_permits(without, nouns, lacks)
    start = f",{_from(one.valid_from, language)}" if one.valid_from else ""
    return f"{_OUTCOMES[language][one.outcome]}{under}{start}"


def _quoted(words: str, language: Language) -> str:
    return f"“{words}”" if language == "en" else f"”{words}”"


def _from(day: date | None, language: Language) -> str:
    if day is None:
        return ""
    return f" from {date_in_english(day)}" if language == "en" else f" från och med {date_in_words(day)}"


def _sub_permits(how: str, nouns: Sequence[str], words: Sequence[str]) -> str:
    return f", {how} {nouns[len(words) > 1]} {'; '.join(words)}" if words else ""


def _applicants(motion: Motion, applicants: Mapping[str, str], sub_permits: Mapping[str, str]) -> Iterator[str]:
    for one in motion.applicants:
        yield f"{applicants.get(one.application, one.application)}: {outcome_in_words(one, sub_permits)}. {one.why}"


def cooperations_in_words(motion: Motion, applicants: Mapping[str, str]) -> Iterator[str]:
    """Who co-operates, about what, and who does what."""
    for one in motion.cooperations:
        who = "; ".join(f"{applicants.get(part.application, part.application)}: {part.does}" for part in one.parts)
        yield f"Samverkan: {one.words} {who}"


def changes_in_words(motion: Motion, conditions: Mapping[str, str]) -> Iterator[str]:
    """What becomes of each condition that is changed, and why. `conditions` are their words as they were called."""
    for one in motion.conditions:
        yield f"{change_in_words(one, conditions)} {one.why}"


def change_in_words(one: ForCondition, conditions: Mapping[str, str]) -> str:
    """What becomes of it, without why."""
    was = conditions.get(one.key, one.key)
    if one.change == "strike":
        return f"Villkoret ”{was}” stryks."
    if one.change == "add":
        return f"Villkoret ”{one.text}” läggs till."
    return f"Villkoret ”{was}” får {'den strängare lydelsen' if one.stricter else 'lydelsen'} ”{one.text}”."
