"""«Is this NHV?» asked by a record system while an order is written: CDS Hooks 2.0, as pure functions.

What is asked holds a patient's key, which is never read: only the codes of the orders that are chosen, and the year of
birth where the operator lets it be fetched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhv.interchange.fhir.names import READ_SYSTEMS, SYSTEMS
from nhv.rules.verdicts import YES, Verdict

HOOKS = ("order-select", "order-sign")
MOST_CODES, MOST_CARDS = 4, 4
# So many of what is left out are named in a card.
MOST_NAMED = 10
# Characters of a code, and of what is said of its system.
MOST_CODE, MOST_SYSTEM = 16, 120
# Bytes of a call: the orders that are being written come along.
MOST_BODY = 256 * 1_024
SUMMARY = 139
_MARKS = re.compile(r"[<>\[\]`*\\]")
TITLE = "Är detta nationell högspecialiserad vård?"
DESCRIPTION = (
    "Säger om en beställd vård är nationell högspecialiserad vård, var den ges och vilken punkt beskedet grundas på. "
    "Ger inga råd om behandling."
)


class NotUnderstood(ValueError):
    """What was sent is no call of a hook. `str()` says in English what is wrong."""


@dataclass(frozen=True)
class Asked:
    """What is asked about: codes by system, in the order they came, and the day of birth where it is known. `unread`
    are the systems that the chosen orders also have codes of and the register does not know; empty for one that is not
    named. `left` are the codes of systems it does know that it does not look at: those after the first MOST_CODES, and
    what is longer than any code."""

    codes: tuple[tuple[str, str], ...]
    born: date | None = None
    unread: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """One answer of the register, as a card needs it."""

    area: str
    area_name: str
    verdict: Verdict
    verdict_in_words: str
    is_sure: bool
    why: str
    units: tuple[str, ...]
    narrower: tuple[str, ...]
    page: str
    # Whether the units are all there are, and what else is to be known of them.
    units_note: str = ""
    # What the verdict depends on.
    turns_on: tuple[str, ...] = ()
    # The first day of what is decided and not in force yet.
    begins: str = ""


def services(*, fetches_patient: bool) -> dict[str, Any]:
    """The discovery: one service a hook, since a client may call none when two share a name."""
    fetched = {"prefetch": {"patient": "Patient/{{context.patientId}}"}} if fetches_patient else {}
    return {
        "services": [
            {"hook": hook, "id": f"nhv-{hook}", "title": TITLE, "description": DESCRIPTION, **fetched} for hook in HOOKS
        ]
    }


def asked(body: Any, hook: str) -> Asked:
    """What a call asks about. Raises NotUnderstood."""
    if not isinstance(body, dict) or body.get("hook") != hook:
        raise NotUnderstood(f"the body is no call of {hook}")
    context = body.get("context")
    if not isinstance(context, dict) or not isinstance(body.get("hookInstance"), str):
        raise NotUnderstood("hookInstance and context are compulsory")
    orders = context.get("draftOrders")
    if not isinstance(orders, dict) or not isinstance(orders.get("entry", []), list):
        raise NotUnderstood("context.draftOrders is no Bundle")
    chosen = context.get("selections") if hook == "order-select" else None
    if chosen is not None and not isinstance(chosen, list):
        raise NotUnderstood("context.selections is no list")
    codings = [*_codings(orders.get("entry", []), chosen)]
    known = dict.fromkeys((READ_SYSTEMS[system], code) for system, code in codings if system in READ_SYSTEMS)
    codes = [one for one in known if len(one[1]) <= MOST_CODE][:MOST_CODES]
    unread = dict.fromkeys(system for system, _code in codings if system not in READ_SYSTEMS)
    left = tuple(code for system, code in known if (system, code) not in codes)
    return Asked(tuple(codes), _born(body.get("prefetch")), tuple(unread), left)


def question(system: str, code: str, born: date | None, today: date) -> str:
    """A code, and the age where it is known, as the register is asked. A number alone is told by its system."""
    asked = f"{system}:{code}" if code.isdecimal() else code
    if born is None or born > today:
        return asked
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{asked} {years} år" if years else f"{asked} {_months(born, today)} månader"


def cards(
    found: Sequence[Told], *, base: str, note: str = "", unread: Sequence[str] = (), left: Sequence[str] = ()
) -> dict[str, Any]:
    """A card for each area, the most pressing first and at most MOST_CARDS, each ending with the note, if any. No card
    is no verdict: «cards» is empty then. Where no code could be read, `unread` are the systems that they are of. `left`
    are codes that were not looked at. What is not answered is said in a card of its own, the last: silence would be
    taken for an answer."""
    first: dict[str, Told] = {}
    for one in sorted(found, key=lambda one: one.verdict not in YES):
        first.setdefault(one.area, one)
    told = list(first.values())
    more = [one.area_name for one in told[MOST_CARDS:]]
    return {
        "cards": [
            *(_card(one, base, note) for one in told[:MOST_CARDS]),
            *([_not_read(unread, base, note)] if unread else ()),
            *([_not_all(left, more, base, note)] if left or more else ()),
        ]
    }


def _card(told: Told, base: str, note: str) -> dict[str, Any]:
    is_national = told.verdict in YES
    named = f"NHV: {told.area_name}" if is_national else f"{told.verdict_in_words}: {told.area_name}"
    return {
        "summary": named if len(named) <= SUMMARY else f"{named[: SUMMARY - 1]}…",
        "detail": "\n\n".join(filter(None, (*_detail(told), note))),
        "indicator": "warning" if is_national else "info",
        "source": {"label": "NHV-registret", "url": f"{base}/"},
        "links": [{"label": "Läs punkten och hur du remitterar", "url": told.page, "type": "absolute"}],
    }


def _not_read(systems: Sequence[str], base: str, note: str) -> dict[str, Any]:
    named = [_of_caller(system) if system else "ett som inte namnges" for system in systems[:MOST_CODES]]
    said = (
        f"Beställningens koder är i ett kodsystem som registret inte känner: {', '.join(named)}. "
        f"Det läser {' och '.join(SYSTEMS)}. Sök i registret i stället."
    )
    return _of_no_answer("NHV: inget besked, kodsystemet är inte känt", (said, note), base)


def _not_all(left: Sequence[str], more: Sequence[str], base: str, note: str) -> dict[str, Any]:
    """What was not looked at, and areas that there was no card for."""
    codes = (
        f"Registret läser högst {MOST_CODES} koder i ett anrop, var och en på högst {MOST_CODE} tecken. "
        f"Det har inte läst {_some(left)} och säger inget om den vården. Sök i registret i stället."
        if left
        else ""
    )
    areas = f"Koderna leder också till fler områden än det finns kort för: {_some(more)}." if more else ""
    summary = "NHV: inte alla koder är lästa" if left else "NHV: koderna leder till fler områden"
    return _of_no_answer(summary, (codes, areas, note), base)


def _some(names: Sequence[str]) -> str:
    """The first MOST_NAMED of them, and how many there are besides."""
    named = ", ".join(map(_of_caller, names[:MOST_NAMED]))
    return f"{named} och {len(names) - MOST_NAMED} till" if len(names) > MOST_NAMED else named


def _of_caller(text: str) -> str:
    """What the caller wrote, in a text that some read as Markdown and some as HTML: never a tag or a link of theirs."""
    return f"”{_MARKS.sub('�', text[:MOST_SYSTEM])}”"


def _of_no_answer(summary: str, paragraphs: Sequence[str], base: str) -> dict[str, Any]:
    """A card about what the register did not answer."""
    return {
        "summary": summary,
        "detail": "\n\n".join(filter(None, paragraphs)),
        "indicator": "info",
        "source": {"label": "NHV-registret", "url": f"{base}/"},
        "links": [{"label": "Sök i registret", "url": f"{base}/sok/", "type": "absolute"}],
    }


def _detail(told: Told) -> Iterator[str]:
    yield f"{'' if told.is_sure else 'Troligen: '}{told.verdict_in_words}. {told.why}".strip()
    if told.turns_on:
        yield f"Det beror på: {'; '.join(told.turns_on)}"
    if told.begins:
        yield f"Definitionen gäller från och med {told.begins}. Till dess är vården inte nationell."
    if told.units:
        yield f"Enheter: {'; '.join(told.units)}."
    if told.units_note:
        yield told.units_note
    yield from told.narrower


def _codings(entries: Sequence[Any], chosen: Any) -> Iterator[tuple[str, str]]:
    """System and code of the service requests that are chosen, what is to be done before why."""
    for entry in entries:
        order = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(order, dict) and order.get("resourceType") == "ServiceRequest" and _is_chosen(order, chosen):
            reasons = order.get("reasonCode")
            for concept in (order.get("code"), *(reasons if isinstance(reasons, list) else ())):
                yield from _of_concept(concept)


def _is_chosen(order: Mapping[str, Any], chosen: Any) -> bool:
    return not isinstance(chosen, list) or f"ServiceRequest/{order.get('id')}" in chosen


def _of_concept(concept: Any) -> Iterator[tuple[str, str]]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict):
            system, code = coding.get("system", ""), coding.get("code")
            if isinstance(system, str) and isinstance(code, str) and code:
                yield system, code


def _born(prefetch: Any) -> date | None:
    """The day of birth; of a year or a month alone its first day. Nothing where it is not told or no day."""
    patient = prefetch.get("patient") if isinstance(prefetch, dict) else None
    told = patient.get("birthDate") if isinstance(patient, dict) else None
    if not isinstance(told, str) or not told.isascii():
        return None
    try:
        return date.fromisoformat(f"{told}-01-01"[: len("2000-01-01")])
    except ValueError:
        return None


def _months(born: date, today: date) -> int:
    return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
