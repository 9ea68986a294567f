"""Files about areas become acts: documents published, permits granted or known otherwise, calls read; all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nhv.records.acts import one_transaction
from nhv.register.acts.calls import read_call
from nhv.register.acts.documents import Outcome, Published, area_key, publish_document
from nhv.register.acts.permits import Terms, decided_conditions, grant, strike, supersede
from nhv.register.leave import check_leave
from nhv.register.memory import DIARY
from nhv.register.models import AreaDocument, Permit
from nhv.register.organisations import Directory
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.document import AreaFile, PermitFacts

SAYS_OTHERWISE = "Källan säger detta om tillståndet nu."
SAYS_ALL = "Källan anger alla innehavare och nämner inte tillståndet."


@dataclass(frozen=True)
class Done:
    """An act that a file led to besides its document: what, with which permit or call, and why."""

    act: Literal["permit_granted", "permit_superseded", "permit_struck", "call_read"]
    about: str
    why: str = ""


@dataclass(frozen=True)
class Publication:
    """What came of publishing one file. `acts` are those about permits and calls."""

    key: str
    name: str
    outcome: Outcome | Literal["new_facts"]
    version: int
    edition: int
    acts: tuple[Done, ...] = ()


def publish(files: Sequence[AreaFile], *, by: Actor, history: bool = False) -> list[Publication]:
    """Publish these files, all or none. Same content again changes nothing.

    A file that names no permit leaves all permits as they are. One that says that it names all holders, and names
    fewer than we know of, strikes those that it does not name. `history` lets in a version that was in force before the
    newest one; it then leaves permits, calls and search as they are. Raises Refused.
    """
    check_leave(by, "area.publish")
    with one_transaction(AreaDocument):
        DIARY.take_turn()
        directory = Directory(by)
        _refuse_twins(files)
        return [_publish_one(file, directory, by=by, history=history) for file in files]


def _refuse_twins(files: Sequence[AreaFile]) -> None:
    seen: set[str] = set()
    for file in files:
        key = area_key(file.area)
        if key in seen:
            raise Refused(
                "two_documents_of_one_area",
                "Två av dokumenten gäller samma område, ”{key}”. Publicera ett i taget.",
                key=key,
            )
        seen.add(key)


def _publish_one(file: AreaFile, directory: Directory, *, by: Actor, history: bool) -> Publication:
    published = publish_document(area=file.area, in_force_from=first_day(file), by=by, history=history)
    acts: tuple[Done, ...] = ()
    if published.is_newest:
        try:
            acts = (*_permits(file, published, directory, by=by), *_calls(file, published, by=by))
        except Refused as refusal:
            raise Refused("file_refused", "{area}: {fault}", area=file.area.name, fault=refusal) from None
    document = published.document
    outcome = "new_facts" if acts and published.outcome == "unchanged" else published.outcome
    return Publication(document.area.key, document.name, outcome, document.version, document.edition, acts)


def first_day(file: AreaFile) -> date | None:
    """From which day a wording that names none is the valid one: the decision's day, else the first permit's."""
    starts = [permit.valid_from for permit in file.permits if permit.valid_from]
    return file.area.decision.date or min(starts, default=None)


def _permits(file: AreaFile, published: Published, directory: Directory, *, by: Actor) -> list[Done]:
    """Bring the permits to what the file says, one act for each that differs."""
    if not file.permits:
        return []
    document = published.document
    known = list(document.area.permits.known().select_related("area", "document", "holder", "place"))
    wanted = [_terms(facts, directory) for facts in file.permits]
    conditions = decided_conditions(document)
    for terms in list(wanted):
        same = next((each for each in known if Terms.of(each) == terms and each.conditions == conditions), None)
        if same is not None:
            known.remove(same)
            wanted.remove(terms)
    done = []
    for terms in wanted:
        former = _former(terms, known, wanted)
        if former is None:
            done.append(Done("permit_granted", _named(grant(document=document, terms=terms, by=by))))
            continue
        known.remove(former)
        supersede(permit=former, terms=terms.kept(Terms.of(former)), document=document, by=by, why=SAYS_OTHERWISE)
        done.append(Done("permit_superseded", _named(former), SAYS_OTHERWISE))
    if file.area.completeness.holders == "whole":
        for gone in known:
            strike(permit=gone, by=by, why=SAYS_ALL)
            done.append(Done("permit_struck", _named(gone), SAYS_ALL))
    return done


def _former(terms: Terms, known: Sequence[Permit], wanted: Sequence[Terms]) -> Permit | None:
    """The permit that these terms are about: the holder's at the same place, else the holder's only one."""
    own = [each for each in known if each.holder == terms.holder]
    here = [each for each in own if each.place == terms.place]
    is_only = len(own) == 1 and sum(each.holder == terms.holder for each in wanted) == 1
    return here[0] if here else own[0] if is_only else None


def _terms(facts: PermitFacts, directory: Directory) -> Terms:
    holder = directory.region(facts.region)
    return Terms(
        holder=holder,
        place=directory.place(hospital=facts.hospital, unit=facts.unit, region=holder),
        cooperates_with=tuple(directory.region(name).key for name in facts.cooperates_with),
        sub_permits=facts.sub_permits,
        record_number=facts.record_number or "",
        decided_on=facts.decided_on,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        origin=facts.origin or "",
    )


def _named(permit: Permit) -> str:
    return ", ".join(filter(None, (permit.holder.name, permit.place.name if permit.place else "")))


def _calls(file: AreaFile, published: Published, *, by: Actor) -> list[Done]:
    calls = [facts for facts in file.calls if read_call(document=published.document, facts=facts, by=by)]
    return [Done("call_read", facts.title) for facts in calls]
