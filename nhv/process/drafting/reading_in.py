"""A text read from a file into the draft: what was read is shown first, with what is doubtful and what was not read."""

from dataclasses import dataclass
from datetime import datetime

from nhv.process.cases.models import Case
from nhv.process.drafting.acts import done, edit
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.reading.faults import ReadingFault
from nhv.reading.result import read_document
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.changes import Change, changes
from nhv.specification.drafting import Drafted, take_over

MOST_SHOWN = 200


@dataclass(frozen=True)
class Read:
    """What a file says. `revision` is the text that `differs` is told from; `unread` are lines that found no place."""

    area: Area
    revision: int
    differs: tuple[Change, ...]
    doubts: tuple[str, ...]
    unread: tuple[str, ...]


def read_in(case: Case, data: bytes, file_name: str) -> Read:
    """What a file would make of the text. Nothing is kept. Raises Refused for one that is no area, or does not fit."""
    number = latest_number(case)
    drafted = drafted_at(case, number)
    try:
        # The keys of the draft are kept where the words are the same or near.
        reading = read_document(data, file_name, predecessor=lambda _key: drafted.area)
    except ReadingFault as fault:
        raise Refused("file_is_no_area", "Filen går inte att läsa in. {fault}", fault=str(fault)) from None
    area = reading.area_file.area
    after = done(lambda old: take_over(old, area), drafted)
    return Read(
        area,
        number,
        tuple(change for change in changes(drafted.area, after.area) if change.kind != "editorial"),
        tuple(dict.fromkeys(doubt.why for doubt in reading.doubts))[:MOST_SHOWN],
        tuple(line.text.strip() for line in reading.unread)[:MOST_SHOWN],
    )


def take_in(*, case: Case, area: Area, revision: int, by: Actor, now: datetime) -> int:
    """The text as it was read and shown. Gives the number of the revision. Raises Refused where somebody has changed
    the text since: what would be replaced was then never shown."""

    def do(old: Drafted) -> Drafted:
        if latest_number(case) != revision:
            raise Refused(
                "draft_changed_since_shown",
                "Någon har ändrat texten sedan du såg vad filen ändrar. Ladda upp filen på nytt.",
            )
        return take_over(old, area)

    return edit(case=case, act="read", do=do, seen=revision, by=by, now=now)
