"""Receipts that others have kept, compared with what is here: which of them is of something that is missing?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nhv.filings.cabinet import cabinets
from nhv.filings.tables import FilingVersionBase
from nhv.records.receipts import ReceiptFault, read, verify


@dataclass(frozen=True)
class Claim:
    """That something has been received, as `place` (a file, a mail) tells it. `receipt` is the signed text, where there
    is one: a mail names only the filing and the version, and a printed receipt the hash of the answers too."""

    place: str
    filing: str
    version: int
    answers_sha256: str = ""
    receipt: str = ""


@dataclass(frozen=True)
class Reckoning:
    """How many claims hold, and what is wrong with the others, one Swedish sentence each."""

    held: int
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def claim_of(place: str, receipt: str) -> Claim:
    """What a signed receipt tells. Raises ReceiptFault."""
    told = read(receipt)["receipt"]
    return Claim(place, told["filing"], told["version"], told["answers_sha256"], receipt)


def reckon(claims: Iterable[Claim]) -> Reckoning:
    """Look for each claim here. Three queries a claim at most, one where all is well."""
    held, missing, wrong = 0, [], []
    for claim in claims:
        version = _version(claim)
        faults = list(_faults(claim, version))
        if version is None:
            missing.append(_named(claim, f"finns inte här{_received(claim)}"))
        elif faults:
            wrong.append(_named(claim, "; ".join(faults)))
        else:
            held += 1
    return Reckoning(held, tuple(missing), tuple(wrong))


def _version(claim: Claim) -> FilingVersionBase | None:
    for cabinet in cabinets():
        versions: Any = cabinet.versions._default_manager.filter(filing__key=claim.filing, number=claim.version)
        found: FilingVersionBase | None = versions.first()
        if found is not None:
            return found
    return None


def _faults(claim: Claim, version: FilingVersionBase | None) -> Iterator[str]:
    if claim.receipt:
        keys = [key for cabinet in cabinets() for key in cabinet.memory.keys.public_keys()]
        yield from verify(claim.receipt, keys=keys)
    if version is not None and claim.answers_sha256 and version.answers_sha256 != claim.answers_sha256:
        yield "svaren är andra än de som kvittot gavs för"
    if version is not None and claim.receipt and not _is_same(claim.receipt, version.receipt):
        yield "kvittot är ett annat än det som finns här"


def _is_same(told: str, kept: str) -> bool:
    try:
        return _signed(told) == _signed(kept)
    except ReceiptFault:
        return False


def _signed(receipt: str) -> dict[str, Any]:
    """What was received, apart from when and with which key it was signed."""
    return dict(read(receipt)["receipt"])


def _received(claim: Claim) -> str:
    return f"; mottaget {_signed(claim.receipt)['received_at_stockholm']}" if claim.receipt else ""


def _named(claim: Claim, what: str) -> str:
    return f"{claim.place}: {claim.filing}, version {claim.version}: {what}"
