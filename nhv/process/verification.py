"""Whether the board's minutes, decisions and permits are what happened: each decision rebuilt from what the diary tells
of its meeting, and held against the table, the papers and the register.

That no row is another than the diary's witness says is asked elsewhere. This asks whether the records agree with each
other, so that also a fault of ours is seen: a permit that is not what was decided, minutes without the reasons.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Final

from django.utils import timezone

from nhv.filings.models import Filing
from nhv.process.board.models import NEAR, BoardDecision, BoardPaper, Minutes, PartyDecision, PublishedDecision
from nhv.process.board.seats import BOARD_KIND
from nhv.process.board.signing import seal_of_papers
from nhv.process.papers import KeptPaper
from nhv.process.permits.models import PermitDecision
from nhv.records.each_row import each_row, of_each
from nhv.records.verification import guarded, the_first
from nhv.register.models import DiaryEntry, DiaryPayload, Permit
from nhv.register.told_permits import read
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import ForApplicant, Motion, MotionKind
from nhv.specification.writing import Paragraph, Table

DECIDED, SENT, PUBLISHED, VOTED, FROZEN = "board_decided", "decision_sent", "decision_published", "voted", "freeze"
ACTS: Final = (DECIDED, SENT, PUBLISHED, VOTED, FROZEN)


@dataclass(frozen=True)
class Entry:
    """One entry about a meeting: its number, whose act, and what it says."""

    number: int
    actor: str
    said: Mapping[str, Any]


Told = Mapping[tuple[str, str], list[Entry]]
"""A meeting's key and an act → its entries, in order."""


def faults() -> Iterator[str]:
    """What does not agree, one Swedish sentence each."""
    told = _told()
    for what, found in (
        ("kontrollen av nämndens protokoll", _minutes_faults(told)),
        ("kontrollen av nämndens beslut", _decision_faults(told)),
        ("kontrollen av beslutens handlingar", _paper_faults(told)),
        ("kontrollen av underskrifterna", _signature_faults()),
        ("kontrollen av de beslutade tillstånden", _permit_faults(told)),
    ):
        yield from the_first(what, guarded(what, found))


def _told() -> Told:
    entries = DiaryEntry.objects.filter(subject_kind=BOARD_KIND, act__in=ACTS)
    contents = dict(DiaryPayload.objects.filter(number__in=entries.values("number")).values_list("number", "content"))
    found: dict[tuple[str, str], list[Entry]] = {}
    for one in entries.order_by("number"):
        # What is erased, or altered in the diary itself, it tells of by itself.
        if (said := read(contents.get(one.number))) is not None:
            found.setdefault((one.subject_key, one.act), []).append(Entry(one.number, one.actor, said))
    return found


def _of_item(told: Told, decision: BoardDecision, act: str) -> list[Entry]:
    found = told.get((decision.item.meeting.key, act), [])
    return [one for one in found if one.said.get("item") == decision.item.number]


def _decision_faults(told: Told) -> Iterator[str]:
    near = BoardDecision.objects.select_related(*(f"item__{one}" for one in NEAR), "motion")
    return of_each("nämndens beslut", near, partial(_of_a_decision, told))


def _of_a_decision(told: Told, decision: BoardDecision) -> Iterator[str]:
    name, entries = _named(decision), _of_item(told, decision, DECIDED)
    if not entries:
        yield f"{name} finns men står inte i händelseloggen"
        return
    (*_rest, last) = entries
    now = {"motion": decision.motion.number, "kind": str(decision.motion.said.kind)}
    yield from _differences(name, last, now, "beslutet")
    yield from _vote_faults(name, decision, _of_item(told, decision, VOTED))


def _vote_faults(name: str, decision: BoardDecision, voted: Iterable[Entry]) -> Iterator[str]:
    """Each vote that counted is one that the diary tells of, by the one who filled the seat; and none is left out."""
    seats = {f"user:{one['user']}": one["seat"] for one in decision.serving}
    cast: dict[int, dict[str, int]] = {}
    for one in voted:
        if one.actor in seats:
            cast.setdefault(one.said["ballot"], {})[seats[one.actor]] = one.said["motion"]
    for ballot in decision.tally:
        number, counted = ballot["ballot"], ballot["votes"]
        for seat in sorted(counted.keys() | cast.get(number, {}).keys()):
            then, now = cast.get(number, {}).get(seat), counted.get(seat)
            if then != now:
                yield (
                    f"{name}, omröstning {number}, platsen {seat}: händelseloggen säger {_vote(then)}, "
                    f"beslutet {_vote(now)}"
                )


def _vote(motion: int | None) -> str:
    return f"förslag {motion}" if motion is not None else "ingen röst"


def _minutes_faults(told: Told) -> Iterator[str]:
    return of_each("protokollet", Minutes.objects.select_related("meeting"), partial(_of_minutes, told))


def _of_minutes(told: Told, kept: Minutes) -> Iterator[str]:
    name = f"protokollet {kept.meeting.key}"
    yield from _text_faults(name, kept)
    for one in told.get((kept.meeting.key, FROZEN), [])[-1:]:
        yield from _differences(name, one, {"sha256": kept.sha256, "pdf": kept.pdf_sha256}, "protokollet")
    yield from guarded(name, _missing_in(name, kept))


def _missing_in(name: str, kept: Minutes) -> Iterator[str]:
    """What was decided and does not stand in the minutes: reasons, and what each vote gave."""
    paragraphs = {one.text for one in kept.writing.blocks if isinstance(one, Paragraph)}
    captions = {one.caption for one in kept.writing.blocks if isinstance(one, Table)}
    decisions = BoardDecision.objects.filter(item__meeting=kept.meeting).select_related("item")
    for decision in decisions.order_by("item__number"):
        if decision.reasons not in paragraphs:
            yield f"{name}: skälen i § {decision.item.number} är inte beslutets"
        for one in decision.tally:
            first, second = one["pair"]
            said = f"Omröstning mellan förslag {first} och förslag {second}; förslag {one['won']} fick bifall"
            if said not in captions:
                yield f"{name}: omröstning {one['ballot']} i § {decision.item.number} är inte beslutets"


def _paper_faults(told: Told) -> Iterator[str]:
    near = ("decision__item__meeting", "decision__item__call", "filing", "matter")
    papers, publics = PartyDecision.objects.select_related(*near), BoardPaper.objects.select_related(*near[:2])
    yield from of_each("partens beslut", papers, partial(_of_a_paper, told))
    yield from of_each("det publicerade beslutet", publics, partial(_of_a_public_paper, told))


def _of_a_paper(told: Told, paper: PartyDecision) -> Iterator[str]:
    name = f"{_named(paper.decision)}, partens beslut {paper.name}"
    yield from _text_faults(name, paper)
    for one in _of_item(told, paper.decision, SENT)[-1:]:
        yield from _differences(name, one, {"papers": paper.sha256}, "handlingen", of=paper.name)


def _of_a_public_paper(told: Told, paper: BoardPaper) -> Iterator[str]:
    name = f"{_named(paper.decision)}, det publicerade"
    yield from _text_faults(name, paper)
    for one in _of_item(told, paper.decision, PUBLISHED)[-1:]:
        yield from _differences(name, one, {"sha256": paper.sha256}, "handlingen")


def _signature_faults() -> Iterator[str]:
    """What was sent is what was signed last. Decisions from before they were signed here have no signature."""
    sums: dict[int, list[str]] = {}
    for number, digest in PartyDecision.objects.values_list("decision", "sha256"):
        sums.setdefault(number, []).append(digest)
    for key, decision in each_row(BoardDecision.objects.select_related("item__meeting").filter(pk__in=sums)):
        if decision is not None:
            yield from guarded(f"nämndens beslut i rad {key}", _of_signatures(decision, sums[key]))


def _of_signatures(decision: BoardDecision, sums: Sequence[str]) -> Iterator[str]:
    last = decision.signatures.last()
    if last and last.sha256 != seal_of_papers(sums):
        yield f"{_named(decision)}: det som skickades är inte det som undertecknades"


def _text_faults(name: str, paper: KeptPaper) -> Iterator[str]:
    if sha256(paper.content.encode("utf-8", "surrogatepass")).hexdigest() != paper.sha256:
        yield f"{name}: texten är en annan än dess kontrollsumma säger"


def _permit_faults(told: Told) -> Iterator[str]:
    """Each permit that a published decision gave, as it was first recorded: what was decided, and no other."""
    near = ("decision__motion", "decision__item__meeting", "decision__item__call", "document")
    published = PublishedDecision.objects.select_related(*near)
    return of_each("publiceringen", published, partial(_of_a_publication, told))


def _of_a_publication(told: Told, published: PublishedDecision) -> Iterator[str]:
    name = _named(published.decision)
    for one in _of_item(told, published.decision, PUBLISHED)[-1:]:
        version = published.document.version if published.document else None
        yield from _differences(name, one, {"permits": list(published.permits), "version": version}, "publiceringen")
    yield from guarded(name, _of_decision(name, published))


def _of_decision(name: str, published: PublishedDecision) -> Iterator[str]:
    said = published.decision.motion.said
    if published.decision.item.matter_id:
        yield from _of_matter(name, published.decision)
        return
    if len(published.permits) != len(said.granted):
        yield f"{name}: beslutet ger {len(said.granted)} tillstånd, i registret står {len(published.permits)}"
        return
    filed = Filing.objects.filter(key__in=[one.application for one in said.granted]).select_related(
        "organisation", "place"
    )
    of = {one.key: one for one in filed}
    day = timezone.localdate(published.decision.decided_at, SWEDEN)
    for one, key in zip(said.granted, published.permits, strict=True):
        permit = _as_recorded(key)
        if permit is None:
            yield f"{name}: tillståndet {key} saknas i registret"
            continue
        terms = {
            "decided_on": day,
            "record_number": published.decision.record_number,
            **_terms(one, of[one.application]),
        }
        for field, decided in terms.items():
            if (stands := _field(permit, field)) != decided:
                yield f"{name}, tillståndet {key}, fältet {field}: beslutet säger {decided}, registret {stands}"
        yield from _condition_faults(f"{name}, tillståndet {key}", said, permit)


def _of_matter(name: str, decision: BoardDecision) -> Iterator[str]:
    """What the register was told of a matter, against the motion that was decided."""
    said, told = decision.motion.said, PermitDecision.objects.filter(matter=decision.item.matter_id).first()
    if told is None:
        yield f"{name}: beslutet saknas bland tillståndets beslut"
        return
    granted = said.kind == MotionKind.APPROVE
    for field, decided, stands in (
        ("bifall", granted, told.granted),
        ("etapper", [[one.part, one.last.isoformat()] for one in said.stages], told.stages),
        ("nya remisser", said.turned_on, told.turned_on),
        ("undantag till och med", [said.until] if granted and said.about == "exemption" else [],
         sorted({one.ends for one in told.exemptions.all()}, key=str)),
    ):  # fmt: skip
        if decided != stands:
            yield f"{name}, fältet {field}: beslutet säger {decided}, registret {stands}"


def _as_recorded(key: str) -> Permit | None:
    """The first row of a permit: what has become of it since is the register's own story."""
    area, _colon, number = key.rpartition(":")
    rows = Permit.objects.filter(area__key=area, number=int(number)).order_by("pk")
    return rows.select_related("holder", "place").first()


def _terms(one: ForApplicant, filing: Filing) -> dict[str, Any]:
    return {
        "holder": filing.organisation_id,
        "place": filing.place_id,
        "cooperates_with": sorted(one.cooperates_with),
        "sub_permits": sorted(one.sub_permits),
        "valid_from": one.valid_from,
        "part_days": {part.key: {"from": part.valid_from.isoformat()} for part in one.parts},
    }


def _field(permit: Permit, name: str) -> Any:
    value: Any = getattr(permit, name)
    if name in ("holder", "place"):
        return value.key if value else None
    return sorted(value) if isinstance(value, list) else value


def _condition_faults(name: str, said: Motion, permit: Permit) -> Iterator[str]:
    stands = {one["key"]: one["text"] for one in permit.conditions}
    for one in said.conditions:
        if stands.get(one.key) != one.text:
            decided = f"”{one.text}”" if one.text else "struket"
            now = f"”{stands[one.key]}”" if one.key in stands else "struket"
            yield f"{name}, villkoret {one.key}: beslutet säger {decided}, registret {now}"


def _differences(name: str, told: Entry, now: Mapping[str, Any], where: str, *, of: str = "") -> Iterator[str]:
    """Fields of which the entry says otherwise; `of` is the key under which it says it. What it does not tell of, as an
    older release did not, is passed over."""
    for field, stands in now.items():
        said = told.said.get(field)
        then = said.get(of) if of and isinstance(said, Mapping) else said
        if then is not None and then != stands:
            yield f"{name}, fältet {field}: händelseloggen säger {then} (post {told.number}), {where} {stands}"


def _named(decision: BoardDecision) -> str:
    return f"nämndens beslut {decision.item.meeting.key} § {decision.item.number}"
