"""Documents as TOML: read with clear faults, written with nothing lost."""

import re
import tomllib
from typing import Any, TypeVar

import tomli_w
from pydantic import BaseModel, ValidationError

from nhv.specification.document import AreaFile
from nhv.specification.entering import UnfitToEnter, entered
from nhv.specification.faults import DocumentFault, from_validation
from nhv.specification.general import General
from nhv.specification.organisations import Organisations

MOST_BYTES = 500_000
# The parser takes the square of the time for a key of many parts (a.b.c); none of ours has more than a few.
MOST_PARTS = 40
_LONG = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}""", re.A)

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], text: str, *, name: str = "") -> Model:
    """The document in `text`. Raises DocumentFault: for syntax with the line, for content with the path."""
    if len(text) > MOST_BYTES:
        raise DocumentFault(f"filen är för stor; högst {MOST_BYTES // 1_000} kB TOML läses", document=name)
    if long := _LONG.search(text):
        line = text.count("\n", 0, long.start()) + 1
        words = f"rad {line}: ett namn har fler än {MOST_PARTS} delar med punkt emellan; korta det"
        raise DocumentFault(words, document=name)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(error, text, name) from None
    except ValueError:
        # Python reads no number of thousands of digits.
        raise DocumentFault("ett tal har för många siffror; korta det", document=name) from None
    except RecursionError:
        raise DocumentFault("innehållet är för djupt nästlat; platta ut det", document=name) from None
    try:
        return model.model_validate(entered(content))
    except UnfitToEnter as unfit:
        raise DocumentFault(str(unfit), where=".".join(map(str, unfit.where)), document=name) from None
    except ValidationError as error:
        raise from_validation(error, model, name) from None


def read_area_file(text: str, *, name: str = "") -> AreaFile:
    """The area, permits and calls of one file in `areas/`. Raises DocumentFault."""
    return read(AreaFile, text, name=name)


def read_general(text: str, *, name: str = "general.toml") -> General:
    """What all areas share. Raises DocumentFault."""
    return read(General, text, name=name)


def read_organisations(text: str, *, name: str = "organisations.toml") -> Organisations:
    """Regions, healthcare regions and hospitals. Raises DocumentFault."""
    return read(Organisations, text, name=name)


def write(document: BaseModel) -> str:
    """The document as TOML that reads back to an equal document. Empty and absent fields are left out."""
    return tomli_w.dumps(_plain(document.model_dump(exclude_defaults=True)), multiline_strings=True)


def _plain(value: Any) -> Any:
    """Tuples as lists; TOML has no null, and what is absent is left out."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


def _syntax(error: tomllib.TOMLDecodeError, text: str, name: str) -> DocumentFault:
    words = str(error)
    message, _, place = words.rpartition(" (at ")
    where = place.rstrip(")").replace("line", "rad").replace("column", "kolumn").replace("end of document", "slutet")
    if not message:
        message, where = words, "slutet"
    return DocumentFault(f"TOML-felet är «{message}»; rätta raden", where=where, document=name)
