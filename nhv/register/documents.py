"""Whether the documents are those that the diary says were published."""

import json
from collections.abc import Iterator
from typing import Any

from nhv.records.each_row import each_row
from nhv.register.models import AreaDocument, DiaryEntry, DiaryPayload, GeneralDocument
from nhv.specification.layers import sha256_of

Edition = tuple[str, int, int]
"""An area's key, a version and an edition."""


def document_faults() -> Iterator[str]:
    """Documents altered, added or removed behind the diary's back. Areas with erased entries are passed over."""
    told, erased = _told()
    for key, document in each_row(AreaDocument.objects.select_related("area")):
        if document is None:
            yield f"dokumentet i rad {key} är ändrat i efterhand och går inte att läsa"
            continue
        edition = (document.area.key, document.version, document.edition)
        said = told.pop(edition, None)
        if edition[0] in erased:
            continue
        if said is None:
            yield f"{_named(edition)} finns men står inte i händelseloggen"
        elif not _is_as_told(document, said):
            yield f"{_named(edition)} är ändrat i efterhand"
    yield from (f"{_named(edition)} står i händelseloggen men saknas" for edition in sorted(told))


def general_faults() -> Iterator[str]:
    """Versions of the general document altered, added or removed behind the diary's back."""
    entries = DiaryEntry.objects.filter(act="general_published").values_list("subject_key", "number")
    told = dict(entries)
    for key, document in each_row(GeneralDocument.objects.all()):
        if document is None:
            yield f"det allmänna dokumentet i rad {key} är ändrat i efterhand och går inte att läsa"
            continue
        number = told.pop(str(document.version), None)
        named = f"det allmänna dokumentet version {document.version}"
        if number is None:
            yield f"{named} finns men står inte i händelseloggen"
            continue
        said = DiaryPayload.objects.filter(number=number).values_list("content", flat=True).first()
        if (said and document.sha256 not in said) or sha256_of(document.content) != document.sha256:
            yield f"{named} är ändrat i efterhand"
    yield from (f"det allmänna dokumentet version {version} saknas" for version in sorted(told))


def _told() -> tuple[dict[Edition, dict[str, Any]], set[str]]:
    """What the diary says of each document, and the areas of which it no longer says all."""
    contents = dict(DiaryPayload.objects.values_list("number", "content"))
    told: dict[Edition, dict[str, Any]] = {}
    erased = set()
    for number, key in DiaryEntry.objects.filter(subject_kind="area").values_list("number", "subject_key"):
        try:
            said = json.loads(contents[number])
            told[key, said["version"], said["edition"]] = said
        except (KeyError, TypeError, ValueError):
            # Erased by decision, or altered: the diary tells of that itself.
            erased.add(key)
    return told, erased


def _is_as_told(document: AreaDocument, said: dict[str, Any]) -> bool:
    """Whether it is; one that is no document any longer is not."""
    try:
        return _is_same(document, said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False


def _is_same(document: AreaDocument, said: dict[str, Any]) -> bool:
    starts = document.in_force_from.isoformat() if document.in_force_from else None
    if (sha256_of(document.content), document.whole_hash, starts) != (
        said["sha256"],
        said["sha256"],
        said["in_force_from"],
    ):
        return False
    specification = document.specification
    return (document.name, document.units, document.decided_on, document.in_force_until) == (
        specification.name,
        specification.units,
        specification.decision.date,
        specification.in_force_until,
    )


def _named(edition: Edition) -> str:
    key, version, number = edition
    return f"dokumentet {key} version {version} utgåva {number}"
