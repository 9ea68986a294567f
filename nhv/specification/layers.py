"""The two layers of an area: what is decided, and what is editorial. And the canonical form that is hashed."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from nhv.specification.area import Area


def canonical(document: BaseModel | Any) -> str:
    """One text for one content: keys sorted, no white space, dates as ISO, what is at its default left out.

    Leaving defaults out lets the model gain optional fields without changing the hash of old documents.
    """
    if isinstance(document, BaseModel):
        document = document.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The sha256 of the UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def decided(area: Area) -> dict[str, Any]:
    """The decided layer as plain JSON values: frozen with the version."""
    return _decided_part(area)


def decided_hash(area: Area) -> str:
    """What makes two documents the same version: the sha256 of the decided layer's canonical text."""
    return sha256_of(canonical(decided(area)))


def whole_hash(area: Area) -> str:
    """What makes two documents the same edition: the sha256 of both layers' canonical text."""
    return sha256_of(canonical(area))


def _decided_part(part: BaseModel) -> dict[str, Any]:
    plain = part.model_dump(mode="json", exclude_defaults=True)
    for name, field in type(part).model_fields.items():
        if name not in plain:
            continue
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("layer") == "editorial":
            del plain[name]
            continue
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            plain[name] = _decided_part(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            plain[name] = [_decided_part(inner) for inner in value]
    return plain
