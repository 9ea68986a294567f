"""What stands after the question mark of the API's addresses. What is wrong with it is told in English, as all of the
API is: what is said of the same in a file of ours is Swedish."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from nhv.language.dates import day_written
from nhv.language.numbers import MOST_DIGITS, only_our_digits


def _a_day(written: object) -> object:
    """ISO alone: a number would be read as seconds since 1970."""
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return day_written(written)
        except ValueError:
            raise PydanticCustomError("no_day", "there is no such day in the calendar") from None
    raise PydanticCustomError("not_iso", "write the day as YYYY-MM-DD, such as 2023-04-01")


def _a_whole_number(written: object) -> object:
    try:
        return only_our_digits(written)
    except ValueError:
        said = f"write a whole number in digits, such as 20, of at most {MOST_DIGITS} digits"
        raise PydanticCustomError("no_number", said) from None


Day = Annotated[date, BeforeValidator(_a_day)]
# Pydantic reads «1_0» as a number, and the digits of other scripts.
Whole = Annotated[int, BeforeValidator(_a_whole_number)]
