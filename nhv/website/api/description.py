"""How the API describes itself (OpenAPI), as DIGG's REST profile 1.x asks: who answers for it, on what terms, in both
languages, with an example of every answer."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from ninja import NinjaAPI

from nhv import __version__
from nhv.interchange.catalogue import CC0
from nhv.website.api.problems import CONTENT_TYPE

TITLE = "nhv: nationell högspecialiserad vård"
STATE = "active"
PREFIX = "/api/v1"
DESCRIPTION = """Registret över nationell högspecialiserad vård i Sverige: områden, tillstånd, utlysningar, uppföljning.
Uppgifterna är återgivna; det som binder är de beslut som varje dokument namnger. Fritt att använda.

Hela registret som fil, med alla uppgifter på en gång: {files}

The public register of Sweden's national highly specialised care. Restated facts; the binding text is in the decisions
that each document names. Free to use. The whole of it as files, each with `as_of` for another day: {files}

Servicenivå: tjänsten är avsedd att vara nåbar dygnet runt, utan utlovad tillgänglighet; /health/ säger hur den mår.
Service level: meant to be there at all hours, with no promised availability; /health/ says how it is."""
# An address that says its form is no resource (UFN.08, RES.06), so these are told of here and not among the addresses.
FILES = ("register.json", "register.csv", "register.xlsx")
LIMITATIONS = (
    "Läs högst två frågor i sekunden, och fråga om med ETag. At most two requests a second; ask again with the ETag."
)
DAY, MOMENT = "2026-01-15", "2026-01-15T09:30:00Z"
# A schema that names itself would have an example without end: its lists are empty from here on.
DEEPEST = 8


class DescribedAPI(NinjaAPI):
    """NinjaAPI whose OpenAPI tells the truth about faults, and all that the profile asks for."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**{**options, "path_prefix": ""})
        schema["info"] |= information()
        schema["servers"] = [{"url": f"{settings.BASE_URL}{PREFIX}"}]
        schema["security"] = []
        schemas = schema["components"]["schemas"]
        for described in _all_in(schemas):
            _say_how_a_day_looks(described)
        for operation in _operations(schema):
            _describe(operation, schemas)
        return schema


def information() -> dict[str, Any]:
    """The head: terms, licence and, where somebody is named as publisher, whom one asks."""
    terms = f"{settings.BASE_URL}{reverse('about-data')}"
    publisher = settings.PUBLISHER
    asked = {"name": publisher.name, "email": publisher.email, "url": terms} if publisher else None
    return {
        "title": TITLE,
        "version": __version__,
        "description": DESCRIPTION.format(files=", ".join(f"{settings.BASE_URL}{PREFIX}/{file}" for file in FILES)),
        "termsOfService": terms,
        "license": {"name": "CC0 1.0", "url": CC0},
        "x-limitations": LIMITATIONS,
        **({"contact": asked} if asked else {}),
    }


def _operations(schema: Any) -> Iterator[Any]:
    return (operation for path in schema["paths"].values() for operation in path.values())


def _describe(operation: Any, schemas: Any) -> None:
    operation.setdefault("description", operation["summary"])
    operation["security"] = []
    for each in operation.get("parameters", ()):
        _say_how_a_day_looks(each["schema"])
        for described in each["schema"].get("anyOf", ()):
            _say_how_a_day_looks(described)
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if int(status) >= 400 and content:
            response["content"] = content = {CONTENT_TYPE: next(iter(content.values()))}
        for media in content.values():
            if "json" in next(iter(content)):
                media.setdefault("example", example(media["schema"], schemas))


def example(schema: Any, schemas: Any, depth: int = 0) -> Any:
    """A value that this JSON Schema allows: its own example, else the first of its choices, else one of its kind."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth)
    for told in ("example", "const", "default"):
        if told in schema and schema[told] is not None:
            return schema[told]
    for among in ("anyOf", "oneOf", "allOf"):
        if among in schema:
            return example(schema[among][0], schemas, depth)
    return schema["enum"][0] if "enum" in schema else _of_kind(schema, schemas, depth)


def _of_kind(schema: Any, schemas: Any, depth: int) -> Any:
    kind = schema.get("type", "object")
    if kind == "object":
        asked = schema.get("required", ())
        fields = schema.get("properties", {}).items()
        return {name: example(of, schemas, depth + 1) for name, of in fields if name in asked or depth < 1}
    if kind == "array":
        is_short = depth >= DEEPEST and not schema.get("minItems")
        return [] if is_short else [example(schema.get("items", {"type": "string"}), schemas, depth + 1)]
    return {"string": "text", "integer": schema.get("minimum", 1), "number": 1.0, "boolean": True, "null": None}[kind]


def _all_in(value: Any) -> Iterator[Any]:
    """Every schema in a schema."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _all_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _all_in(each)


def _say_how_a_day_looks(schema: Any) -> None:
    written = {"date": DAY, "date-time": MOMENT}.get(schema.get("format", ""))
    if written:
        schema.setdefault("example", written)
