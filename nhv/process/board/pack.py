"""What a meeting's items are decided on, as one text to have along: made anew each time, of what the pages show.

To set it as a PDF takes seconds. Therefore that is kept, by its content: one source that changes makes another text,
and the PDF of it is another. The worker makes it ahead of the meeting.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from nhv.derived.board_minutes import change_in_words, in_words
from nhv.derived.board_pack import Applicant, Found, PackItem, Paper, Proposed, board_pack, stamped
from nhv.derived.matrix import PATIENT, Cell, matrix, rows_of
from nhv.derived.placement_comparison import HEADINGS, comparison_writing
from nhv.filings.models import Filing, FilingVersion
from nhv.language.dates import date_in_words
from nhv.paper.filed import filed_writing
from nhv.paper.kept import kept_pdf
from nhv.process.board.cases import case_of
from nhv.process.board.matter_papers import conditions_of
from nhv.process.board.minutes import proposer
from nhv.process.board.models import Item, Meeting, Motion
from nhv.process.board.moves import MeetingState
from nhv.process.board.queries import items_for
from nhv.process.cooperation.models import Cooperation, CooperationPart
from nhv.process.cooperation.queries import cooperations_in
from nhv.process.hearings.queries import Heard, heard_in, replies_in
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import GROUNDS, Ground
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.models import PermitOpinion, Weighing
from nhv.process.weighing.queries import applications, applied_in, called, judged_in, newest
from nhv.records.work import each_by_itself
from nhv.rules.actor import Actor
from nhv.rules.judgements import Met
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import ForCondition
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

# From so long before a meeting its pack is ready, and as long after it, when it is not closed.
AHEAD = timedelta(days=14)
MOST_READY = 20
# So many reasons a pack has along; where there are more, one for each thing that is found in a cell.
MOST_REASONS = 1_500
MET_WORDS: Final = {
    Met.YES: "Uppfyllt",
    Met.PARTLY: "Delvis",
    Met.NO: "Inte uppfyllt",
    Met.CANNOT_TELL: "Går inte att bedöma",
}
WEIGHED_WORDS: Final = {PATIENT: "Patientens bästa", **{str(one): words for one, words in HEADINGS.items()}}


def pack_of(meeting: Meeting, items: Iterable[Item]) -> Writing:
    """The pack of these items of a meeting: those that the reader is not kept out of (`items_for`)."""
    return board_pack(
        board=meeting.board.name,
        kind=str(Meeting.Kind(meeting.kind).label),
        when=_moment(meeting.begins_at),
        place=meeting.place,
        items=[_item(meeting, one) for one in items],
    )


def pack_pdf(meeting: Meeting, items: Iterable[Item], *, now: datetime) -> bytes:
    """The same as a tagged PDF, made now unless it has been made of this very text before."""
    pack = pack_of(meeting, items)
    return kept_pdf(
        pack,
        folder=settings.PACKS_KEPT,
        font=settings.PAPER_FONT,
        key=settings.SECRET_KEY.encode(),
        stamped=lambda text: stamped(text, _moment(now)),
    )


def make_packs_ready(*, by: Actor, now: datetime) -> None:
    """Make the packs of the meetings that are called or open, so that nobody who is kept out of nothing has to wait."""
    near = Meeting.objects.filter(begins_at__gt=now - AHEAD, begins_at__lt=now + AHEAD)
    soon = near.filter(state__in=(MeetingState.CALLED, MeetingState.OPEN)).order_by("begins_at")
    meetings = soon.select_related("board")[:MOST_READY]
    each_by_itself(meetings, lambda meeting: pack_pdf(meeting, items_for(by, meeting), now=now))


def _item(meeting: Meeting, item: Item) -> PackItem:
    if item.matter_id:
        return _of_matter(meeting, item)
    call = item.applied_in
    weighing = Weighing.objects.get(call=call)
    filed, area = applications(call), call.document.specification
    opinion = weighing.opinions.select_related("placement").first()
    names = {one.key: called(one) for one in filed}
    return PackItem(
        number=item.number,
        title=item.title,
        presenter=item.presenter,
        late=item.late,
        proposed=tuple(_proposed(meeting, one, names, area) for one in item.motions.all()),
        opinion=_opinion(meeting, opinion) if opinion else None,
        applicants=tuple(_applicants(meeting, weighing, filed, area)),
        replies=tuple(_replies(meeting, weighing)),
        compared=_compared(meeting, opinion.placement) if opinion and opinion.placement else None,
        cooperations=tuple(_together(meeting, one) for one in cooperations_in(call)),
        heard=tuple(
            _heard(meeting, one, {each.key: each.text for each in area.conditions}) for one in heard_in(weighing, filed)
        ),
    )


def _heard(meeting: Meeting, one: Heard, conditions: Mapping[str, str]) -> Paper:
    """What those who have applied were told, until when, and who has replied."""
    hearing = one.hearing
    who = (
        ("Har yttrat sig", ", ".join(one.replied) or "Ingen"),
        ("Har inte yttrat sig", ", ".join(one.silent) or "Ingen"),
    )
    together = tuple(
        f"{each['words']} {'; '.join(': '.join((part['who'], part['does'])) for part in each['parts'])}"
        for each in hearing.cooperations
    )
    changes = tuple(f"{change_in_words(each, conditions)} {each.why}" for each in hearing.changes)
    blocks: tuple[Block, ...] = (
        Facts(pairs=(("Sista dag att yttra sig", date_in_words(hearing.last_day)), *who)),
        Paragraph(text=hearing.told),
        *((Bullets(items=(*changes, *together)),) if changes or together else ()),
    )
    writing = Writing(title="Hörande", subject="Hörande", blocks=blocks)
    return Paper(f"Det de sökande har hörts om, {hearing.number}", writing, is_late(meeting, hearing.opened_at))


def _of_matter(meeting: Meeting, item: Item) -> PackItem:
    case, matter = case_of(item), item.held
    handled = Writing(title=item.title, subject="Handläggarens underlag", blocks=tuple(_handled(matter)))
    replies = [(one.written_at, Writing(title=item.title, subject="Yttrande", blocks=(Paragraph(text=one.words),)))
               for one in matter.replies.all()]  # fmt: skip
    return PackItem(
        number=item.number,
        title=item.title,
        presenter=item.presenter,
        late=item.late,
        proposed=tuple(_proposed(meeting, one, {}, case.area, case.conditions()) for one in item.motions.all()),
        opinion=Paper("Ärendet", handled),
        applicants=(),
        replies=tuple(
            Paper(f"Innehavarens yttrande, {_moment(at)}", words, is_late(meeting, at)) for at, words in replies
        ),
    )


def _handled(matter: PermitMatter) -> Iterator[Block]:
    if matter.ground:
        yield Facts(pairs=(("Grund", GROUNDS[Ground(matter.ground)]),))
    yield Paragraph(text=matter.words)
    if matter.conditions:
        yield Bullets(items=tuple(conditions_of(matter).values()))
    if matter.told:
        yield Heading(level=3, text="Det innehavaren har fått yttra sig om")
        yield Paragraph(text=matter.told)
    for note in matter.notes.all():
        yield Paragraph(text=f"Uppföljning, {_moment(note.written_at)}: {note.words}")


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Whether what came then came after the meeting was called."""
    return meeting.called_at is not None and at > meeting.called_at


def _proposed(
    meeting: Meeting, motion: Motion, names: dict[str, str], area: Area, conditions: Mapping[str, str] | None = None
) -> Proposed:
    said, stands = motion.said, conditions or {one.key: one.text for one in area.conditions}
    subs = {one.key: one.text for one in area.sub_permits}
    return Proposed(
        who=proposer(motion.by),
        # The conditions have a table of their own.
        sentences=tuple(map(str, in_words(said.model_copy(update={"conditions": ()}), names, subs, stands))),
        changes=tuple((stands.get(one.key, "Nytt villkor"), _new_words(one), one.why) for one in said.conditions),
        late=is_late(meeting, motion.made_at),
    )


def _new_words(one: ForCondition) -> str:
    if one.change == "adjust":
        return f"{'Strängare lydelse' if one.stricter else 'Ny lydelse'}: {one.text}"
    return one.text or "Stryks"


def _opinion(meeting: Meeting, opinion: PermitOpinion) -> Paper:
    return Paper("Beredningsgruppens yttrande", opinion.writing, is_late(meeting, opinion.given_at))


def _compared(meeting: Meeting, frozen: FrozenComparison) -> Paper:
    """What the opinion points to: all combinations as they were frozen. Its maps are on its page."""
    writing = comparison_writing(json.loads(frozen.content))
    return Paper(f"Kombinationer av sökande, nummer {frozen.number}", writing, is_late(meeting, frozen.frozen_at))


def _together(meeting: Meeting, one: Cooperation) -> Paper:
    """A proposal of co-operation: what each would do, and what it has answered."""
    heading = f"Förslag {one.number} om samverkan"
    rows = tuple((called(part.filing), part.does, _answered(part)) for part in one.parts.all())
    blocks = (
        Paragraph(text=one.words),
        Table(caption=heading, head=("Sökande", "Gör", "Svar"), rows=rows),
    )
    came = max(filter(None, (one.proposed_at, *(part.answered_at for part in one.parts.all()))))
    return Paper(heading, Writing(title=heading, subject="Samverkan", blocks=blocks), is_late(meeting, came))


def _answered(part: CooperationPart) -> str:
    said = CooperationPart.Consent(part.consent).label.capitalize() if part.consent else "Inte svarat"
    return f"{said}: {part.words}" if part.words else str(said)


def _applicants(meeting: Meeting, weighing: Weighing, filed: Sequence[Filing], area: Area) -> Iterator[Applicant]:
    # What somebody who has been kept out since has found is not the group's.
    judged = [one for one in judged_in(weighing) if not one.void]
    few = len(judged) <= MOST_REASONS
    for filing, version in newest(filed):
        of_one = [one for one in judged if one.application == filing.key]
        table = matrix(rows_of(area), [applied_in((filing, version))], of_one)
        cells = [cells[0] for row, cells in table if row.text]
        rows = [row for row, _cells in table if row.text]
        yield Applicant(
            name=called(filing),
            facts=_came(filing, version),
            said=tuple(
                (row.text, "\n".join(f"{question} {words}" for question, words in cell.words))
                for row, cell in zip(rows, cells, strict=True)
            ),
            found=tuple((row.text or WEIGHED_WORDS[row.heading], _found(cells[0], few=few)) for row, cells in table),
            files=tuple(file["name"] for file in version.files),
            late=is_late(meeting, version.received_at),
        )


def _found(cell: Cell, *, few: bool) -> Found:
    """What the members find, with every reason; where there are very many, one for each thing that is found."""
    told = [(one.name, MET_WORDS[one.met], one.why) for one in cell.judged]
    if not few:
        told = list({words: (name, words, why) for name, words, why in reversed(told)}.values())
    counts = tuple((MET_WORDS[met], number) for met, number in cell.counts)
    return Found(counts, tuple(told), cell.differs, len(cell.judged) - len(told))


def _replies(meeting: Meeting, weighing: Weighing) -> Iterator[Paper]:
    for filing, version in newest(replies_in(weighing)):
        outline, who = version.outline.outline, called(filing)
        writing = filed_writing(outline, version.answers_by_key, title=outline.title, facts=_came(filing, version))
        yield Paper(f"Yttrande från {who}", writing, is_late(meeting, version.received_at))


def _came(filing: Filing, version: FilingVersion) -> tuple[tuple[str, str], ...]:
    number = (("Diarienummer", filing.record_number),) if filing.record_number else ()
    return (*number, ("Inkommen", _moment(version.received_at)), ("Version", str(version.number)))


def _moment(at: datetime) -> str:
    local = timezone.localtime(at, SWEDEN)
    return f"{date_in_words(local.date())} kl. {local:%H.%M}"
