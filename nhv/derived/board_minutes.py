"""The minutes of a board meeting as a text: what the law asks of a decision (SFS 2017:900, 31–32 §§), item by item."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Final

from nhv.language.faults import Fragment
from nhv.specification.motion import (
    ForApplicant,
    ForCondition,
    Motion,
    MotionKind,
    Outcome,
    left_out,
    start_of,
)
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

_BACK: Final = {
    "preparation": Fragment("Ärendet går åter till beredningen."),
    "application": Fragment("Ärendet går åter till ansökningstiden."),
    "handling": Fragment("Ärendet går åter till handläggningen."),
}


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
    """What a matter in a permit's life is about: the law's ground, the words of its conditions, until when the holder
    could reply where it was heard, and the days on which it has. What it wrote is not for everybody unread: it stands
    in the holder's own decision."""

    ground: str
    conditions: tuple[str, ...]
    heard_until: str
    replied: tuple[str, ...]


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


def without_items(writing: Writing, numbers: Collection[int]) -> Writing:
    """The same minutes for one who is kept out of these items by a conflict of interest: of each its heading is left,
    and why the rest is not."""
    shut = {f"§ {number}" for number in numbers}
    blocks: list[Block] = []
    is_shut = False
    for block in writing.blocks:
        if isinstance(block, Heading) and block.level == 2:
            is_shut = block.text.partition(".")[0] in shut
            if is_shut:
                told = "Du är jävig i ärendet enligt ett beslut. Därför visas inget av paragrafen för dig."
                blocks += [block, Paragraph(text=told, tone="note")]
        if not is_shut:
            blocks.append(block)
    return writing.model_copy(update={"blocks": tuple(blocks)})


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


def decision_paper(
    one: Decided,
    *,
    board: str,
    day: str,
    present: Sequence[str],
    conditions: Sequence[str],
) -> Writing:
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
        yield Bullets(items=tuple(map(str, in_words(motion, one.applicants, one.sub_permits, one.conditions))))


def _tried(tried: Tried | None) -> Iterator[Block]:
    if tried is None:
        return
    if tried.ground:
        yield Facts(pairs=(("Grund", tried.ground),))
    if tried.conditions:
        yield Heading(level=2, text="Villkor det gäller")
        yield Bullets(items=tried.conditions)
    yield Heading(level=2, text="Innehavarens yttrande")
    if tried.heard_until:
        has = "har yttrat sig" if tried.replied else "har inte yttrat sig"
        yield Paragraph(text=f"Innehavaren fick yttra sig till och med den {tried.heard_until}, och {has}.")
    elif not tried.replied:
        yield Paragraph(text="Innehavaren har inte yttrat sig.")
    else:
        yield Paragraph(text=f"Innehavaren yttrade sig den {' och den '.join(tried.replied)}.")


def _outcome(one: Decided) -> tuple[str, ...]:
    said = in_words(one.decided, one.applicants, one.sub_permits, one.conditions)
    return (*map(str, said), *one.places)


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
) -> tuple[Fragment, ...]:
    """A motion in sentences: each applicant, then each condition that is changed. What somebody has written is a value
    in its sentence, and stays as it was written."""
    if motion.kind == MotionKind.POSTPONE:
        return (Fragment("Ärendet skjuts upp. {text}", text=motion.instructions or ""),)
    if motion.kind == MotionKind.SEND_BACK:
        back = _BACK[motion.step or "preparation"]
        return (Fragment("{back} {text}", back=back, text=motion.instructions or ""),)
    if motion.kind in (MotionKind.APPROVE, MotionKind.REJECT):
        why = (Fragment("{text}", text=motion.why),) if motion.why else ()
        return (*_of_a_permit(motion, sub_permits, conditions), *why)
    together = cooperations_in_words(motion, applicants)
    return (*_applicants(motion, applicants, sub_permits), *together, *changes_in_words(motion, conditions))


def _of_a_permit(motion: Motion, sub_permits: Mapping[str, str], conditions: Mapping[str, str]) -> Iterator[Fragment]:
    """What becomes of a permit in the middle of its life."""
    granted = motion.kind == MotionKind.APPROVE
    if motion.about == "exemption":
        for words in conditions.values():
            if not granted:
                yield Fragment("Undantag ges inte från villkoret ”{text}”.", text=words)
            elif motion.until:
                yield Fragment(
                    "Undantag ges från villkoret ”{text}”, till och med {day}.", text=words, day=motion.until
                )
            else:
                yield Fragment("Undantag ges från villkoret ”{text}”, tills vidare.", text=words)
        return
    if not granted:
        yield Fragment("Tillståndet återkallas inte. Det gäller som förut.")
    for one in motion.stages:
        if one.part:
            words = sub_permits.get(one.part, one.part)
            yield Fragment(
                "Undertillståndet ”{text}” återkallas och gäller till och med {day}.", text=words, day=one.last
            )
        else:
            yield Fragment("Hela tillståndet återkallas och gäller till och med {day}.", day=one.last)
    if motion.turned_on:
        yield Fragment("Nya remisser går till andra enheter från och med {day}.", day=motion.turned_on)


_GETS: Final = {
    Outcome.GRANT: Fragment("tillstånd"),
    Outcome.PART: Fragment("tillstånd till en del"),
    Outcome.REFUSE: Fragment("avslag"),
}


def outcome_in_words(one: ForApplicant, sub_permits: Mapping[str, str]) -> Fragment:
    """What an applicant gets, with what and from when, without why."""
    given = [_named(sub_permits.get(key, key), start_of(one, key)) for key in one.sub_permits]
    lacks = [_named(words) for words in left_out(one, sub_permits)]
    parts = [_GETS[one.outcome]]
    if given:
        many = Fragment("med undertillstånden {parts}", parts=_listed(given))
        parts.append(many if len(given) > 1 else Fragment("med undertillståndet {part}", part=given[0]))
    if lacks:
        many = Fragment("utan undertillstånden {parts}", parts=_listed(lacks))
        parts.append(many if len(lacks) > 1 else Fragment("utan undertillståndet {part}", part=lacks[0]))
    if one.valid_from:
        parts.append(Fragment("från och med {day}", day=one.valid_from))
    return reduce(lambda before, after: Fragment("{before}, {after}", before=before, after=after), parts)


def _listed(parts: Sequence[Fragment]) -> Fragment:
    return reduce(lambda before, after: Fragment("{before}; {after}", before=before, after=after), parts)


def _named(words: str, start: date | None = None) -> Fragment:
    if start is None:
        return Fragment("”{text}”", text=words)
    return Fragment("”{text}” från och med {day}", text=words, day=start)


def _applicants(motion: Motion, applicants: Mapping[str, str], sub_permits: Mapping[str, str]) -> Iterator[Fragment]:
    for one in motion.applicants:
        who = applicants.get(one.application, one.application)
        yield Fragment("{who}: {gets}. {why}", who=who, gets=outcome_in_words(one, sub_permits), why=one.why)


def cooperations_in_words(motion: Motion, applicants: Mapping[str, str]) -> Iterator[Fragment]:
    """Who co-operates, about what, and who does what."""
    for one in motion.cooperations:
        who = "; ".join(f"{applicants.get(part.application, part.application)}: {part.does}" for part in one.parts)
        yield Fragment("Samverkan: {text} {who}", text=one.words, who=who)


def changes_in_words(motion: Motion, conditions: Mapping[str, str]) -> Iterator[Fragment]:
    """What becomes of each condition that is changed, and why. `conditions` are their words as they were called."""
    for one in motion.conditions:
        yield Fragment("{change} {why}", change=change_in_words(one, conditions), why=one.why)


def change_in_words(one: ForCondition, conditions: Mapping[str, str]) -> Fragment:
    """What becomes of it, without why."""
    was, text = conditions.get(one.key, one.key), one.text or ""
    if one.change == "strike":
        return Fragment("Villkoret ”{was}” stryks.", was=was)
    if one.change == "add":
        return Fragment("Villkoret ”{text}” läggs till.", text=text)
    if one.stricter:
        return Fragment("Villkoret ”{was}” får den strängare lydelsen ”{text}”.", was=was, text=text)
    return Fragment("Villkoret ”{was}” får lydelsen ”{text}”.", was=was, text=text)
