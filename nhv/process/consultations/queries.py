"""Consultations as everybody sees them, and what they gave: the summary, with each outcome."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from nhv.derived.answers_and_changes import changes_by_part
from nhv.derived.consultation_form import (
    CHANGE,
    FOR_ORGANISATION,
    FOR_WHOM,
    GENERAL,
    OPPOSE,
    ORGANISATION,
    SUPPORT,
    WHOLE,
    WHOLE_KEY,
    WHY,
    parts_asked_about,
)
from nhv.derived.consultation_summary import Answered, Stand, Summary, summarise
from nhv.filings.models import FilingVersion
from nhv.language.order import swedish_order
from nhv.process.consultations.models import Consultation
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.drafting.models import FrozenText
from nhv.process.drafting.queries import drafted_at
from nhv.records import clock
from nhv.specification.changes import Change
from nhv.specification.parts import Frozen

MOST_VERSIONS = 10_000
# An answer by those who have an account, and by those who have none.
KINDS = ("consultation", "open_answer")
PRIVATE_PERSON = "Privatperson"
STAND: Mapping[object, Stand] = {SUPPORT: "support", CHANGE: "change", OPPOSE: "oppose"}


def consultations() -> "QuerySet[Consultation]":
    """All that are or have been out, the latest first, without their texts."""
    return Consultation.objects.select_related("case").order_by("-opened_at")


def open_consultations(now: datetime) -> "QuerySet[Consultation]":
    """Those that can be answered in time."""
    return consultations().filter(closes_at__gt=clock.earliest(now)).order_by("closes_at")


def consultation(key: str) -> Consultation | None:
    """One, with its text. One query."""
    return Consultation.objects.select_related("case", "text").filter(key=key).first()


@dataclass(frozen=True)
class Body:
    """Who has answered: the organisation's key, or the number of the confirmed address after a «~»; by name."""

    key: str
    name: str
    healthcare_region: str = ""


def bodies_that_answered(asked: Consultation) -> dict[str, Body]:
    """Everybody whose answer stands, late ones too, by key. Two queries."""
    return {body.key: body for body, _version in _newest(asked, in_time=False)}


def newest_answers(asked: Consultation) -> list[tuple[Body, FilingVersion]]:
    """Each body with the newest version of what it has sent, late ones too, in Swedish order. One query."""
    return sorted(_newest(asked, in_time=False), key=lambda one: swedish_order(one[0].name))


def when_each_answered(asked: Consultation) -> dict[str, tuple[datetime, bool]]:
    """Everybody's key → when their newest answer came, and whether that was late. One query."""
    versions = (
        _versions(asked).order_by("received_at", "pk").only("received_at", "time_class", "filing")[:MOST_VERSIONS]
    )
    return {key_of(version): (version.received_at, version.time_class == "late") for version in versions}


def summary_of(asked: Consultation) -> Summary:
    """What those that came in time say of each part. Two queries, however many answers and parts."""
    area = asked.text.area
    asked_about = parts_asked_about(area)
    answers = [_answered(body, version, asked_about) for body, version in _newest(asked, in_time=True)]
    return summarise(list(asked_about.values()), sorted(answers, key=lambda one: swedish_order(one.body)), WHOLE)


@dataclass(frozen=True)
class Remark:
    """What a body has said that is owed an outcome, in its own words (`why`, if it gave any): its stand on a part, by
    key, or what it answers a general question (`asked`; its part is then «»)."""

    body: Body
    part: str
    stand: Stand
    asked: str
    why: str


def remarks_on(asked: Consultation) -> list[Remark]:
    """All that is said, late too, body by body in the order of the text; support without a word is nothing to answer.
    One query."""
    asked_about = parts_asked_about(asked.text.area)
    return [
        remark
        for body, version in newest_answers(asked)
        for remark in _remarks(body, version.answers_by_key, asked_about)
    ]


def _remarks(body: Body, said: Mapping[str, object], asked_about: Mapping[str, str]) -> Iterator[Remark]:
    for key, text in GENERAL:
        if words := said.get(f"allmant-{key}"):
            yield Remark(body, "", "silent", text, str(words))
    for key, part in asked_about.items():
        stand, why = STAND.get(said.get(key), "silent"), said.get(f"{WHY}-{key.rpartition('-')[2]}")
        if why or stand in ("change", "oppose"):
            yield Remark(body, part, stand, "", str(why or ""))


def text_after(asked: Consultation, *, is_public: bool) -> FrozenText | None:
    """The text that came after the consulted one: the newest frozen, for officers; what is decided or has been out
    later, for everybody. Nothing where none has. Two queries."""
    later = asked.case.texts.filter(number__gt=asked.text.number).order_by("-number")
    if is_public:
        decided = DefinitionDecision.objects.filter(case=asked.case).values("text")
        later = later.filter(Q(pk__in=decided) | Q(consultation__isnull=False))
    return later.first()


def changed_since(asked: Consultation, *, is_public: bool) -> dict[str, tuple[Change, ...]]:
    """What the consulted text's parts have become, by key (`derived.answers_and_changes`); empty where there is no
    later text to read. Three queries."""
    later = text_after(asked, is_public=is_public)
    if later is None:
        return {}
    origins = drafted_at(asked.case, later.revision).origins
    return changes_by_part(asked.text.area, later.area, origins)


def new_parts(asked: Consultation) -> dict[str, Frozen]:
    """What the newest frozen text has that the consulted one did not have, by key."""
    later = text_after(asked, is_public=False)
    known = {key for key, _part in asked.text.area.keyed()}
    parts = later.area.keyed() if later else ()
    return {key: part for key, part in parts if key not in known}


def _newest(asked: Consultation, *, in_time: bool) -> list[tuple[Body, FilingVersion]]:
    """Each body with the newest version of what it has sent (in time), by the web or on paper, in the order they came:
    a body counts once, and a replaced answer no more. Private persons have no name here but a number. One query."""
    versions = _versions(asked).select_related("filing__organisation__parent").defer("receipt", "files", "inherited")
    if in_time:
        versions = versions.filter(time_class="in_time")
    newest: dict[str, FilingVersion] = {}
    for version in versions.order_by("received_at", "pk")[:MOST_VERSIONS]:
        newest[key_of(version)] = version
    persons = [key for key, version in newest.items() if is_private(version)]
    return [(_body(key, version, persons), version) for key, version in newest.items()]


def _versions(asked: Consultation) -> "QuerySet[FilingVersion]":
    standing = FilingVersion.objects.filter(
        filing__kind__in=KINDS, filing__about=asked.key, filing__withdrawn_at__isnull=True
    )
    return standing.select_related("filing")


def key_of(version: FilingVersion) -> str:
    """Whose it is, as `Body.key` says it."""
    filing = version.filing
    return filing.organisation_id or f"~{-(filing.person or 0)}"


def is_private(version: FilingVersion) -> bool:
    """Whether it is a person's own answer, and no organisation's."""
    if version.filing.organisation_id is not None:
        return False
    said = version.answers_by_key
    return not (said.get(FOR_WHOM) == FOR_ORGANISATION and said.get(ORGANISATION))


def _body(key: str, version: FilingVersion, persons: Sequence[str]) -> Body:
    organisation = version.filing.organisation
    if organisation is not None:
        return Body(key, organisation.name, organisation.parent.name if organisation.parent else "")
    if key in persons:
        return Body(key, f"{PRIVATE_PERSON} {persons.index(key) + 1}")
    return Body(key, str(version.answers_by_key[ORGANISATION]))


def _answered(body: Body, version: FilingVersion, asked_about: Mapping[str, str]) -> Answered:
    said = version.answers_by_key
    stands = {part: STAND[said[key]] for key, part in asked_about.items() if said.get(key) in STAND}
    remarks = sum(1 for key, _text in GENERAL if said.get(f"allmant-{key}"))
    return Answered(body.name, body.healthcare_region, stands, remarks, str(said.get(WHOLE_KEY) or ""))
