"""The text in plain words, part by part, beside the text itself: written by the group, for those who are no experts."""

from dataclasses import dataclass
from datetime import datetime

from nhv.process.cases.acts import check_movable
from nhv.process.cases.models import Case
from nhv.process.drafting.acts import DRAFT_KIND
from nhv.process.drafting.models import MOST_COMMENT, PlainText
from nhv.process.drafting.queries import latest_number
from nhv.process.drafting.talk import part_at, wording_of
from nhv.process.groups.acts import check_has_declared
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage
from nhv.rules.refusals import Refused
from nhv.specification.drafting import Drafted


@dataclass(frozen=True)
class InPlain:
    """A part that says something, and its plain words. `is_behind`: the part has other words since."""

    key: str
    wording: str
    plain: PlainText | None

    @property
    def is_behind(self) -> bool:
        return self.plain is not None and self.plain.wording != self.wording


def write_plain(*, case: Case, part: str, text: str, seen: int, by: Actor, now: datetime) -> PlainText:
    """Say a part in plain words. `seen` is the number of the plain text that the writer saw, 0 for none. Raises Refused
    when somebody has written since."""
    with one_transaction(PlainText):
        case = check_movable("draft", case, by)
        check_has_declared(case, by)
        said, found = passage(text), part_at(case, latest_number(case), part)
        if not said or len(said) > MOST_COMMENT:
            raise Refused("plain_text_impossible", "Skriv en text med högst {most} tecken.", most=MOST_COMMENT)
        before = PlainText.objects.filter(case=case, part=part).first()
        if seen != (before.number if before else 0):
            raise Refused(
                "plain_text_changed",
                "Någon annan har skrivit sedan du öppnade sidan. Båda texterna visas: för samman dem och spara.",
            )
        told = {
            "text": said,
            "wording": wording_of(found),
            "number": seen + 1,
            "written_by": str(by),
            "written_at": now,
        }
        made, _new = PlainText.objects.update_or_create(case=case, part=part, defaults=told)
        DIARY.record("plain_text_written", kind=DRAFT_KIND, key=case.key, by=by, payload={"part": part})
        return made


def in_plain(case: Case, drafted: Drafted) -> list[InPlain]:
    """Every part that says something, in order, with its plain words where there are any. One query."""
    written = {one.part: one for one in case.plain_texts.all()}
    parts = ((key, wording_of(part)) for key, part in drafted.area.keyed())
    return [InPlain(key, wording, written.get(key)) for key, wording in parts if wording]
