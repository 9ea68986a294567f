"""One answer read: a value as stored or as people type it, held to what its question allows. Why it is none is told in
a code and words, fit to show beside the field."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nhv.language.characters import is_hidden, is_turned, one_line_break, without_invisible
from nhv.language.dates import read_date, without_a_day
from nhv.language.faults import Fault, Fragment
from nhv.specification.deadlines import FIRST_YEAR, LAST_YEAR
from nhv.specification.parts import MOST_CHARACTERS
from nhv.specification.questions import Question, QuestionKind

MOST_NUMBER = 1_000_000_000
MOST_DECIMALS = 3
MOST_ROWS = 50
MOST_FILES = 10
MOST_OF_A_LINE = 300

_SPACES = "\u0020\u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?P<sign>[-−]?)(?P<whole>[0-9]+|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?:[,.](?P<rest>[0-9]+))?"
)
_TWO_READINGS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_YES = frozenset({"ja", "true", "yes"})
_NO = frozenset({"nej", "false", "no"})


class AnswerFault(Fault):
    """A value that is no answer to its question. `str()` is one Swedish sentence, fit to show beside the field."""


def unknown_question() -> AnswerFault:
    """The form has no question of this key."""
    return AnswerFault("question_unknown", "Frågan finns inte i det här formuläret. Svaret är inte sparat.")


def is_empty(raw: Any) -> bool:
    """Whether a raw value says nothing: None, blank text, an empty list, rows or days left blank."""
    if isinstance(raw, Mapping):
        return all(_is_blank(value) for value in raw.values())
    if isinstance(raw, list | tuple):
        return all(_is_blank_row(row) for row in raw)
    return _is_blank(raw)


def _is_blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _is_blank_row(row: Any) -> bool:
    return _is_blank(row) or (isinstance(row, Mapping) and is_empty(row))


def read_answer(question: Question, raw: Any) -> Any:
    """The value that `raw` means: a value as stored, or as people type it («12,5», «14 november 2025», «Ja»).

    A value that was read reads as itself. Raises AnswerFault, also for an empty one.
    """
    if is_empty(raw):
        raise AnswerFault("answer_empty", "Svaret är tomt. Skriv något eller lämna frågan obesvarad.")
    return _READERS[question.kind](question, raw)


# --- Each kind -------------------------------------------------------------------------------------


def _read_yes_no(question: Question, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().casefold() if isinstance(raw, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise AnswerFault("not_yes_or_no", "Svara ja eller nej.")


def _read_number(question: Question, raw: Any) -> int | float:
    number = _decimal(raw, question.unit)
    most = question.most if question.most is not None else MOST_NUMBER
    if number < 0:
        raise AnswerFault("number_negative", "Talet kan inte vara mindre än 0.")
    if number > most:
        raise AnswerFault("number_too_large", "Talet kan inte vara större än {most}.", most=most)
    if question.whole and number != int(number):
        raise AnswerFault("not_a_count", "Antalet ska vara ett heltal från 0 till {most}.", most=most)
    if number != round(number, MOST_DECIMALS):
        raise AnswerFault("number_too_fine", "Skriv talet med högst tre decimaler.")
    return int(number) if number == int(number) else float(number)


def _decimal(raw: Any, unit: str | None = None) -> Decimal:
    """The number that `raw` is. A text may end with the unit that the question names."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        number = Decimal(raw) if isinstance(raw, int) else Decimal(str(raw))
        if number.is_finite():
            return number
    if isinstance(raw, str):
        text = raw.strip()
        if unit and text.casefold().endswith(unit.casefold()):
            text = text[: -len(unit)].strip()
        if _TWO_READINGS.fullmatch(text):
            raise AnswerFault(
                "number_ambiguous",
                "”{text}” kan läsas på två sätt. Skriv {whole} eller {broken}.",
                text=text,
                whole=text.replace(".", ""),
                broken=text.replace(".", ","),
            )
        match = _NUMBER.fullmatch(text)
        if match and len(text) <= MOST_OF_A_LINE:
            whole = re.sub(f"[{_SPACES}]", "", match["whole"])
            return Decimal(f"{'-' if match['sign'] else ''}{whole}.{match['rest'] or 0}")
    raise AnswerFault("not_a_number", "Skriv ett tal med siffror, till exempel 12 eller 12,5.")


def _whole_number(raw: Any, most: int) -> int:
    try:
        number = _decimal(raw)
    except AnswerFault as fault:
        if fault.code != "not_a_number":
            raise
        raise AnswerFault("not_a_whole_number", "Skriv ett heltal med siffror, till exempel 12.") from None
    if number < 0 or number > most or number != int(number):
        raise AnswerFault("not_a_count", "Antalet ska vara ett heltal från 0 till {most}.", most=most)
    return int(number)


def _read_text(question: Question, raw: Any) -> str:
    text = _clean(raw)
    most = question.most or MOST_CHARACTERS
    if len(text) > most:
        raise AnswerFault(
            "answer_too_long",
            "Texten har {length} tecken; högst {most} får plats. Korta den.",
            length=len(text),
            most=most,
        )
    return text


def _clean(raw: Any) -> str:
    """The text with one kind of line ends and one way to write each letter; what does not show is refused."""
    if not isinstance(raw, str):
        raise AnswerFault("not_text", "Svaret ska vara text.")
    text = unicodedata.normalize("NFC", without_invisible(one_line_break(raw))).strip()
    if is_turned(raw) or any(is_hidden(character) for character in text):
        raise AnswerFault(
            "hidden_characters",
            "Texten har tecken som inte syns hos alla. Skriv om den eller klistra in den som ren text.",
        )
    return text


def _line(raw: Any, what: Fragment) -> str:
    text = _clean(raw)
    if "\n" in text or "\t" in text:
        raise AnswerFault("line_broken", "{what} ska stå på en rad.", what=what)
    if not text:
        raise AnswerFault("line_missing", "{what} saknas.", what=what)
    if len(text) > MOST_OF_A_LINE:
        raise AnswerFault(
            "line_too_long", "{what} är för lång; högst {most} tecken får plats.", what=what, most=MOST_OF_A_LINE
        )
    return text


def _read_choice(question: Question, raw: Any) -> str:
    wanted = unicodedata.normalize("NFC", raw).strip() if isinstance(raw, str) else None
    for choice in question.choices:
        if unicodedata.normalize("NFC", choice) == wanted:
            return choice
    raise AnswerFault("not_a_choice", "Välj ett av de alternativ som finns.")


def _read_several_choices(question: Question, raw: Any) -> list[str]:
    chosen = {_read_choice(question, one) for one in _rows(raw, len(question.choices) * 2)}
    return [choice for choice in question.choices if choice in chosen]


def _read_date(question: Question, raw: Any) -> str:
    return _day(raw).isoformat()


def _day(raw: Any) -> date:
    day = raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
    if isinstance(raw, str) and len(raw) <= 40:
        day = read_date(raw)
    if isinstance(raw, str) and without_a_day(raw[:40]):
        raise AnswerFault("day_missing", "Skriv också vilken dag i månaden, till exempel 15 mars 2027.")
    if day is None:
        raise AnswerFault(
            "not_a_date", "Det är ingen dag i kalendern. Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2027-01-01."
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise AnswerFault(
            "date_unlikely", "Året ska vara mellan {first} och {last}.", first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    return day


def _read_period(question: Question, raw: Any) -> dict[str, str | None]:
    if not isinstance(raw, Mapping) or not set(raw) <= {"from", "until"}:
        raise AnswerFault("not_a_period", "Ange en första dag och, om den är känd, en sista dag.")
    if is_empty(raw.get("from")):
        raise AnswerFault("period_without_start", "Ange den första dagen.")
    first = _day(raw["from"])
    last = None if is_empty(raw.get("until")) else _day(raw["until"])
    if last and last < first:
        raise AnswerFault(
            "period_backwards",
            "Den sista dagen, den {last}, kommer före den första, den {first}. Ändra en av dem.",
            last=last,
            first=first,
        )
    return {"from": first.isoformat(), "until": last.isoformat() if last else None}


def _read_roles_and_numbers(question: Question, raw: Any) -> list[dict[str, Any]]:
    most = question.most if question.most is not None else 100_000
    rows: list[dict[str, Any]] = []
    for row in _rows(raw, MOST_ROWS):
        if not isinstance(row, Mapping) or not set(row) <= {"role", "number"}:
            raise AnswerFault("not_a_row", "Varje rad ska ha en roll och ett antal.")
        role = _line(row.get("role") or "", Fragment("Rollen"))
        if is_empty(row.get("number")):
            raise AnswerFault("count_missing", "Ange ett antal för ”{role}”.", role=role)
        rows.append({"role": role, "number": _whole_number(row["number"], most)})
    if doubled := _doubled(row["role"] for row in rows):
        raise AnswerFault("role_twice", "Rollen ”{role}” står på flera rader. Skriv den på en.", role=doubled)
    return rows


def _read_attachment(question: Question, raw: Any) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = []
    for file in _rows(raw, min(question.most or MOST_FILES, MOST_FILES)):
        if not isinstance(file, Mapping) or set(file) != {"name", "sha256", "size"}:
            raise AnswerFault("not_a_file", "Varje bilaga ska ha namn, kontrollsumma och storlek.")
        name = _line(file["name"], Fragment("Filnamnet"))
        if "/" in name or "\\" in name or name in (".", ".."):
            raise AnswerFault("file_name_with_slash", "Filnamnet får inte innehålla snedstreck.")
        sha256, size = file["sha256"], file["size"]
        if not isinstance(sha256, str) or not re.fullmatch("[0-9a-f]{64}", sha256):
            raise AnswerFault("checksum_malformed", "Kontrollsumman för ”{name}” har fel form.", name=name)
        if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= MOST_NUMBER:
            raise AnswerFault("size_malformed", "Storleken på ”{name}” har fel form.", name=name)
        files.append({"name": name, "sha256": sha256, "size": size})
    if doubled := _doubled(file["name"] for file in files):
        raise AnswerFault("file_name_twice", "Två bilagor heter ”{name}”. Byt namn på en av dem.", name=doubled)
    return files


def _rows(raw: Any, most: int) -> Sequence[Any]:
    """The rows that are not left blank."""
    if not isinstance(raw, list | tuple):
        raise AnswerFault("not_a_list", "Svaret ska vara en lista.")
    rows = [row for row in raw if not _is_blank_row(row)]
    if len(rows) > most:
        raise AnswerFault("too_many_rows", "Högst {most} rader får plats.", most=most)
    return rows


def _doubled(names: Iterable[str]) -> str | None:
    """The first name that stands for the second time, in whatever case."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            return name
        seen.add(name.casefold())
    return None


_READERS: dict[QuestionKind, Callable[[Question, Any], Any]] = {
    "yes_no": _read_yes_no,
    "number": _read_number,
    "text": _read_text,
    "choice": _read_choice,
    "several_choices": _read_several_choices,
    "date": _read_date,
    "period": _read_period,
    "roles_and_numbers": _read_roles_and_numbers,
    "attachment": _read_attachment,
}
