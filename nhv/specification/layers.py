"""The two layers of an area: what is decided, and what is editorial. And the canonical form that is hashed."""

import hashlib
import json
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from nhv.specification.area import Area
from nhv.specification.parts import Frozen

Model = TypeVar("Model", bound=BaseModel)


def canonical_text(document: BaseModel | Any) -> str:
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


def with_editorial_of(area: Area, earlier: Area) -> Area:
    """`area` with the editorial layer of `earlier` wherever it has none of its own, part by part, by key.

    A page read from its publisher holds no words to find by, no codes and no English: what people have written for
    the same keys goes on being true.
    """
    return _filled(area, earlier, dict(earlier.keyed()))


def _filled(part: Model, earlier: BaseModel | None, known: dict[str, Frozen]) -> Model:
    update: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if _is_editorial(field):
            if value == field.get_default() and hasattr(earlier, name):
                update[name] = getattr(earlier, name)
        elif isinstance(value, tuple) and value and hasattr(value[0], "key"):
            update[name] = tuple(_filled(inner, known.get(inner.key), known) for inner in value)
    return part.model_copy(update=update)


def decided_hash(area: Area) -> str:
    """What makes two documents the same version: the sha256 of the decided layer's canonical text."""
    return sha256_of(canonical_text(decided(area)))


def whole_hash(area: Area) -> str:
    """What makes two documents the same edition: the sha256 of both layers' canonical text."""
    return sha256_of(canonical_text(area))


def _decided_part(part: BaseModel) -> dict[str, Any]:
    plain = part.model_dump(mode="json", exclude_defaults=True)
    for name, field in type(part).model_fields.items():
        if name not in plain:
            continue
        if _is_editorial(field):
            del plain[name]
            continue
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            plain[name] = _decided_part(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            plain[name] = [_decided_part(inner) for inner in value]
    return plain


def _is_editorial(field: FieldInfo) -> bool:
    return isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("layer") == "editorial"
