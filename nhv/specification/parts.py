"""The building blocks every document is made of: frozen models, keys, bounded texts, layers."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

# Bounds are generous for law and hostile to accidents: the longest clause seen is under 600 characters.
MOST_CHARACTERS = 8_000
MOST_ITEMS = 400


def _printable(text: str) -> str:
    """Refuse control characters, which no decision contains and which break pages, CSV and diffs."""
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise ValueError("texten innehåller styrtecken; ta bort dem")
    return text


def _a_day(value: object) -> object:
    """Let through real dates and ISO text only: a number would otherwise be read as seconds since 1970."""
    is_text = isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    if isinstance(value, datetime) or not (isinstance(value, date) or is_text):
        raise ValueError("skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2023-04-01")
    return value


Day = Annotated[date, BeforeValidator(_a_day)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=80)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MOST_CHARACTERS, strip_whitespace=True),
    AfterValidator(_printable),
]
Short = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, strip_whitespace=True),
    AfterValidator(_printable),
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def many(**more: Any) -> Any:
    """A tuple field, empty unless given, with the bound every list has."""
    return Field(default=(), max_length=MOST_ITEMS, **more)


# The two layers of a document. What is *decided* is frozen with the version; what is *editorial* has
# numbered editions and needs no decision. A field is decided unless it is marked here.
EDITORIAL: dict[str, Any] = {"layer": "editorial"}


def editorial(default: Any = None) -> Any:
    """A field of the editorial layer: words to find by, translations, questions, our notes."""
    return Field(default=default, json_schema_extra=EDITORIAL)


def editorial_many() -> Any:
    return many(json_schema_extra=EDITORIAL)


class Frozen(BaseModel):
    """A part of a document: immutable, closed (an unknown key is a fault), comparable with ==."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(Frozen):
    """A word or phrase a person may use for what a clause names.

    `broader` names more than the clause, so it can never by itself decide that the clause applies.
    `population` says at which ages the term certainly falls under the clause; `depends_on` says in
    Swedish what else must be known before one can tell.
    """

    text: Short
    kind: Literal["synonym", "abbreviation", "lay", "example", "broader"] = "synonym"
    population: "Population | None" = None
    depends_on: tuple[Short, ...] = many()


class Code(Frozen):
    """A code of a public classification, and how well it fits the clause.

    `exact`: the same thing; `narrower`: the code is a case of the clause; `broader`: the code covers
    more than the clause; `related`: a hint only. `source` says where the link comes from.
    """

    system: Literal["ICD-10-SE", "ORPHA", "KVÅ"]
    code: Annotated[str, StringConstraints(pattern=r"^[A-ZÅÄÖ0-9][A-ZÅÄÖ0-9.\-]{0,15}$")]
    strength: Literal["exact", "narrower", "broader", "related"]
    text: Short | None = None
    source: Short


class Population(Frozen):
    """Whom a clause is about. `from_age` is included, `below_age` is not; both in whole years.

    «Barn och ungdomar» without a number stays without a number.
    """

    from_age: Annotated[int, Field(ge=0, le=120)] | None = None
    below_age: Annotated[int, Field(ge=1, le=121)] | None = None
    text: Short


class Source(Frozen):
    """Where the words come from. `sha256` is of the bytes read, when a file was read."""

    title: Short
    address: Address | None = None
    read_on: Day | None = None
    sha256: Sha256 | None = None


Term.model_rebuild()
