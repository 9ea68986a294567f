"""The text out in Word for those who comment there, and back in: by key, with nothing replaced that was not shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nhv.derived.draft_in_word import COMMENT, WORDING, draft_in_word, parts_of_form, wordings
from nhv.paper.beside import Beside
from nhv.paper.filled_form import Properties, Unread, properties_of, read_form, texts_of_form
from nhv.paper.word_form import form
from nhv.process.cases.models import Case
from nhv.process.drafting.acts import edit
from nhv.process.drafting.models import Revision
from nhv.process.drafting.queries import START, drafted_at, latest_number
from nhv.process.drafting.talk import comment, wording_of
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.drafting import Drafted, reword
from nhv.specification.outline import Outline

MOST_BYTES = 10_000_000
LEAD = (
    "Så gör du: ändra lydelsen i fältet, eller skriv en kommentar i fältet under. Lämna det som ska stå kvar. Ett fält "
    "som töms ändrar inget; det görs på sidan.",
    "Spara filen som Word-dokument (.docx) och ladda upp den på textens sida. Där ser du vad den ändrar innan något "
    "sparas.",
    "Flytta eller ta inte bort fälten. Nya delar läggs till på sidan, inte här. Det som skrivs utanför fälten, också "
    "Words egna kommentarer, visas när filen laddas upp och läggs inte in av sig självt.",
)


@dataclass(frozen=True)
class Reworded:
    """A part that the file says otherwise than it did when it was fetched. `now` is how it reads since then: nothing
    where the part is gone."""

    key: str
    before: str
    now: str | None
    said: str

    @property
    def is_clash(self) -> bool:
        """Whether somebody has changed the part since, to something else."""
        return self.now is not None and self.now not in (self.before, self.said)


@dataclass(frozen=True)
class Commented:
    """A comment on a part, and how the part read when the file was fetched."""

    key: str
    before: str
    said: str


@dataclass(frozen=True)
class ComeBack:
    """What came back: other wordings, comments, what could not be read, and what was written in no field."""

    revision: int
    reworded: tuple[Reworded, ...]
    comments: tuple[Commented, ...]
    unread: tuple[Unread, ...]
    beside: tuple[Beside, ...]


def word_of(case: Case) -> bytes:
    """The text as it is, as a form in Word. Raises Refused for one that says nothing yet."""
    number = latest_number(case)
    area = drafted_at(case, number).area
    return _form(case, number, area, _outline(area))


def read_word(case: Case, data: bytes) -> ComeBack:
    """What a file that has come back would change. Nothing is kept. Raises Refused for what is no such file."""
    number = _revision(case, properties_of(data))
    area, now = drafted_at(case, number).area, drafted_at(case, latest_number(case)).area
    outline, parts, before = _outline(area), parts_of_form(area), wordings(area)
    found = read_form(data, outline, texts_of_form(_form(case, number, area, outline)))
    changed = {key: text for key, text in found.answers.items() if key.startswith(WORDING) and text != before.get(key)}
    return ComeBack(
        number,
        tuple(Reworded(parts[key], before[key], _now(now, parts[key]), text) for key, text in changed.items()),
        tuple(
            Commented(parts[key], before[key.replace(COMMENT, WORDING)], text)
            for key, text in found.answers.items()
            if key.startswith(COMMENT)
        ),
        found.unread,
        found.beside,
    )


def take_word(
    *,
    case: Case,
    said: Mapping[str, str],
    shown: Mapping[str, str | None],
    comments: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> int:
    """The chosen wordings and comments, by the key of their part, all or none. `shown` is what each part read when it
    was chosen. Gives the number of the revision. Raises Refused where one has been changed since."""

    def do(old: Drafted) -> Drafted:
        for key, text in said.items():
            if _now(old.area, key) != shown[key]:
                raise Refused(
                    "draft_changed_since_shown",
                    "Någon har ändrat texten sedan du såg vad filen ändrar. Ladda upp filen på nytt.",
                )
            old = reword(old, key, {"text": text})
        return old

    with one_transaction(Revision):
        number = edit(case=case, act="word", do=do, seen=latest_number(case), by=by, now=now)
        for key, text in comments.items():
            comment(case=case, part=key, text=text, by=by, now=now)
        return number


def _form(case: Case, number: int, area: Area, outline: Outline) -> bytes:
    facts = [("Område", area.name), ("Utkast", str(number))]
    return form(
        outline,
        wordings(area),
        filing=case.key,
        revision=number,
        version=str(number),
        title_facts=facts,
        lead=LEAD,
    )


def _outline(area: Area) -> Outline:
    outline = draft_in_word(area)
    if outline is None:
        raise Refused("text_says_nothing", "Texten har ingen del med en lydelse ännu. Lägg till en punkt först.")
    return outline


def _revision(case: Case, said: Properties) -> int:
    if said.filing != case.key or said.revision is None or not START <= said.revision <= latest_number(case):
        raise Refused(
            "word_of_another_text",
            "Filen är inte den här textens Word-fil, eller har tappat uppgiften om det. Hämta den här på nytt.",
        )
    return said.revision


def _now(area: Area, key: str) -> str | None:
    part = area.part(key)
    return None if part is None else getattr(part, "text", None) or wording_of(part)
