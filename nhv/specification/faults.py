"""Faults in a document, told in one sentence: what is wrong, where, and what to do."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from nhv.language.faults import Fault


class DocumentFault(Exception):
    """A document that cannot be read. `str()` is one Swedish sentence fit to show.

    `where` is the path inside the document (`area.scope.0.points.1.key`) or «rad 12, kolumn 3». Those who write whole
    documents read Swedish; `said` is what can be said in another language too, where a page asks for the same facts.
    """

    def __init__(self, what: str, *, where: str = "", document: str = "", said: Fault | None = None) -> None:
        self.what, self.where, self.document, self.said = what, where, document, said
        place = ": ".join(part for part in (document, where) if part)
        super().__init__(f"{place}: {what}" if place else what)


def nearest(wanted: str, known: Iterable[str]) -> str:
    """« (menade du «x»?)» for the nearest known name, or nothing when none is near."""
    found = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.6)
    return f" (menade du «{found[0]}»?)" if found else ""


def from_validation(error: ValidationError, model: type[BaseModel], document: str) -> DocumentFault:
    """The first fault of a validation, in words; how many more there are is said at the end."""
    faults = error.errors(include_url=False, include_context=True)
    first = faults[0]
    path = [part for part in first["loc"] if not _is_union_branch(part)]
    more = f" (och {len(faults) - 1} fel till)" if len(faults) > 1 else ""
    raised = first.get("ctx", {}).get("error")
    return DocumentFault(
        _words(first, path, model) + more,
        where=".".join(map(str, path)),
        document=document,
        said=raised if isinstance(raised, Fault) else None,
    )


def _is_union_branch(part: object) -> bool:
    # Pydantic names the branch of a union in the path; a reader of the document knows no such thing.
    return isinstance(part, str) and ("[" in part or part in {"Population", "Instead", "Question"})


def _words(fault: Any, path: Sequence[object], model: type[BaseModel]) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    match kind:
        case "extra_forbidden":
            unknown = str(path[-1])
            return f"okänd nyckel «{unknown}»{nearest(unknown, fields_at(model, path[:-1]))}"
        case "missing":
            return "fältet saknas och måste anges"
        case "literal_error":
            return f"«{fault['input']}» går inte här; välj {context.get('expected', '')}".replace("' or '", "' eller '")
        case "string_pattern_mismatch":
            return f"«{str(fault['input'])[:80]}» har inte rätt form ({context.get('pattern', '')})"
        case "string_too_long" | "too_long":
            return f"för långt; högst {context.get('max_length')} får plats"
        case "string_too_short":
            return "texten är tom; skriv något eller ta bort fältet"
        case "value_error":
            return str(context.get("error", fault["msg"]))
        case _:
            return f"fel slags värde: {fault['msg']}"


def fields_at(model: type[BaseModel], path: Sequence[object]) -> list[str]:
    """The names a document may use at this path, for «menade du»."""
    here: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(here, "model_fields", {}).get(part)
        if field is None:
            return []
        here = _model_inside(field.annotation)
        if here is None:
            return []
    return list(here.model_fields)


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_inside(argument)
        if found is not None:
            return found
    return None
