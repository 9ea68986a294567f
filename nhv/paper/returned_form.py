"""What a form that was filled in elsewhere says anew: a three-way comparison, with nothing kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhv.paper.beside import Beside
from nhv.paper.filled_form import FilledForm, Unread
from nhv.specification.answers import Answers, Change, changed
from nhv.specification.outline import Outline


@dataclass(frozen=True)
class Returned:
    """What a returned form would change: question → what it now says (nothing where the answer was emptied), the same
    in words beside what stands now, the fields that could not be read, how many answers say what they said, and what
    is written in no field."""

    raw: dict[str, Any]
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...]
    unchanged: int
    beside: tuple[Beside, ...] = ()


def returned(filled: FilledForm, outline: Outline, *, base: Answers, now: Answers) -> Returned:
    """What somebody has answered in the form that it did not say when it was made from `base`; `now` is what stands
    since then. What the fields still say as they did, nobody has answered anew."""
    said: Mapping[str, Any] = filled.over(base)
    raw = {key: said.get(key) for key in {*base, *said} if said.get(key) != base.get(key)}
    after = {key: value for key, value in {**now, **raw}.items() if value is not None}
    changes = changed(outline, now, after)
    return Returned(raw, changes, filled.unread, len(filled.answers.keys() - raw.keys()), filled.beside)
