"""«Is this NHV?» asked by a record system while an order is written: CDS Hooks 2.0, as pure functions.

What is asked holds a patient's key, which is never read: only the codes of the orders that are chosen, and the year of
birth where the operator lets it be fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhv.interchange.fhir.names import READ_SYSTEMS, SYSTEMS
from nhv.rules.verdicts import YES, Verdict

HOOKS = ("order-select", "order-sign")
MOST_CODES, MOST_CARDS = 4, 4
# Characters of a code, and of what is said of its system.
MOST_CODE, MOST_SYSTEM = 16, 120
# Bytes of a call: the orders that are being written come along.
MOST_BODY = 256 * 1_024
MOST_ORDERS = 200
SUMMARY = 139
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
    named."""

    codes: tuple[tuple[str, str], ...]
    born: date | None = None
    unread: tuple[str, ...] = ()


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
    codings = [*_codings(orders.get("entry", [])[:MOST_ORDERS], chosen)]
    codes = dict.fromkeys((READ_SYSTEMS[system], code) for system, code in codings if system in READ_SYSTEMS)
    unread = dict.fromkeys(system for system, _code in codings if system not in READ_SYSTEMS)
    return Asked(tuple(codes)[:MOST_CODES], _born(body.get("prefetch")), tuple(unread))


def question(code: str, born: date | None, today: date) -> str:
    """A code, and the age where it is known, as the register is asked."""
    if born is None or born > today:
        return code
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{code} {years} år" if years else f"{code} {_months(born, today)} månader"


def cards(found: Sequence[Told], *, base: str, note: str = "", unread: Sequence[str] = ()) -> dict[str, Any]:
    """A card for each area, the most pressing first, each ending with the note, if any. No card is no verdict: «cards»
    is empty then. Where no code could be read, `unread` are the systems that they are of, and a card says so: silence
    would be taken for an answer."""
    if unread:
        return {"cards": [_not_read(unread, base, note)]}
    first: dict[str, Told] = {}
    for one in sorted(found, key=lambda one: one.verdict not in YES):
        first.setdefault(one.area, one)
    return {"cards": [_card(one, base, note) for one in list(first.values())[:MOST_CARDS]]}


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
    named = [f"”{system[:MOST_SYSTEM]}”" if system else "ett som inte namnges" for system in systems[:MOST_CODES]]
    said = (
        f"Beställningens koder är i ett kodsystem som registret inte känner: {', '.join(named)}. "
        f"Det läser {' och '.join(SYSTEMS)}. Sök i registret i stället."
    )
    return {
        "summary": "NHV: inget besked, kodsystemet är inte känt",
        "detail": "\n\n".join(filter(None, (said, note))),
        "indicator": "info",
        "source": {"label": "NHV-registret", "url": f"{base}/"},
        "links": [{"label": "Sök i registret", "url": f"{base}/sok/", "type": "absolute"}],
    }


def _detail(told: Told) -> Iterator[str]:
    yield f"{'' if told.is_sure else 'Troligen: '}{told.verdict_in_words}. {told.why}".strip()
    if told.units:
        yield f"Enheter: {'; '.join(told.units)}."
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
            if isinstance(system, str) and isinstance(code, str) and 0 < len(code) <= MOST_CODE:
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
