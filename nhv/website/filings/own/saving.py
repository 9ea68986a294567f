"""What a page of fields sent, saved: what can be kept is kept, and what cannot comes back as it was typed."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from nhv.accounts.deeds import names_of
from nhv.filings.acts import attachments, drafts
from nhv.filings.acts.set_aside import WrittenClash, waiting
from nhv.filings.tables import FilingBase
from nhv.language.numbers import whole_number
from nhv.rules.actor import Actor
from nhv.rules.refusals import refused_for
from nhv.specification.answer_reading import unknown_question
from nhv.specification.outline import Asked, Outline
from nhv.website.fields import Theirs, read_field, said
from nhv.website.refusals import NOT_DONE, in_readers_words

# The names of what a page of fields sends beside the answers.
DRAWN, CLASH, CLEAR, REMOVE = "drawn", "clash", "clear", "remove"
REVISION, SEEN, WINDOW = "revision", "seen", "window"
# Of how many earlier revisions a page can show something. It has then been written in by as many others.
MOST_SEEN = 20


@dataclass
class Outcome:
    """What came of a saving. `typed` is what stood in each field whose answer is not saved, to be shown again; `seen`
    has the revision that such a field is of, where others may have answered since; `window` names the page that shows
    it, so that two windows of one person's are told apart."""

    revision: int
    typed: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, Theirs] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict)
    window: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def is_whole(self) -> bool:
        """Whether all that was sent is kept."""
        return not self.faults and not self.theirs


def save_page(filing: FilingBase, request: HttpRequest, by: Actor) -> Outcome:
    """Save the fields that the page had, its new files, and what its buttons ask for. Raises Refused for all of it."""
    sent, outline = request.POST, filing.outline.outline
    drawn = _drawn(outline, sent)
    if len(drawn) < len(sent.getlist(DRAWN)):
        raise refused_for(unknown_question())
    typed = _typed(drawn, sent)
    if sent.get(CLEAR) in typed:
        typed[sent[CLEAR]] = ""
    asked_about = [key for key in sent.getlist(CLASH) if key in typed]
    undecided = [key for key in asked_about if sent.get(f"{key}.keep") not in ("mine", "theirs")]
    kept_theirs = {key for key in sent.getlist(CLASH) if sent.get(f"{key}.keep") == "theirs"}
    for key in kept_theirs:
        typed.pop(key, None)
    seen_earlier = _seen_earlier(drawn, sent)
    saved = drafts.save_answers(
        filing=filing,
        raw=typed,
        seen_revision=_revision(sent),
        seen_earlier=seen_earlier,
        by=by,
        window=_window(sent),
        undecided=undecided,
        let_be=kept_theirs,
    )
    outcome = Outcome(saved.revision, faults={key: in_readers_words(fault) for key, fault in saved.faults.items()})
    outcome.seen = {key: seen_earlier.get(key, _revision(sent)) for key in saved.faults}
    outcome.theirs, outcome.unseen = in_words_of_others(outline, saved.clashes, by), saved.unseen
    for key in outcome.theirs.keys() & set(undecided):
        outcome.faults.setdefault(key, outcome.theirs[key].choose)
    _remove_file(filing, sent, by)
    for asked in drawn:
        if _is_file(asked):
            _attach(filing, asked, request.FILES.getlist(asked.key), outcome, by)
    filing.refresh_from_db(fields=["revision"])
    outcome.revision = filing.revision
    outcome.typed = {key: typed[key] for key in typed.keys() & {*outcome.faults, *outcome.theirs}}
    return outcome


def nothing_saved(filing: FilingBase, sent: QueryDict) -> Outcome:
    """When the act was refused whole: what was typed stands in the fields again, as it was sent."""
    drawn = _drawn(filing.outline.outline, sent)
    typed = _typed(drawn, sent)
    return Outcome(_revision(sent), typed, dict.fromkeys(typed, ""), seen=_seen_earlier(drawn, sent))


def _drawn(outline: Outline, sent: QueryDict) -> list[Asked]:
    """The questions that the page had fields for."""
    return [asked for key in sent.getlist(DRAWN) if (asked := outline.find(key))]


def _typed(drawn: Iterable[Asked], sent: QueryDict) -> dict[str, Any]:
    """What stood in their fields. Files have none that can be shown again."""
    return {asked.key: read_field(asked.question, asked.key, sent) for asked in drawn if not _is_file(asked)}


def in_words_of_others(outline: Outline, clashes: Iterable[WrittenClash], by: Actor) -> dict[str, Theirs]:
    """What met the answers of this person, in words, each with its writer's name. One query when there is any."""
    clashes = list(clashes)
    names = names_of(clash.saved_by for clash in clashes) if clashes else {}
    return {
        clash.key: Theirs(
            said(asked, clash.theirs),
            names[clash.saved_by],
            clash.saved_at,
            said(asked, clash.mine),
            is_own=clash.saved_by == str(by),
        )
        for clash in clashes
        if (asked := outline.find(clash.key))
    }


def left_undecided(filing: FilingBase, by: Actor) -> Outcome:
    """The page as this person left it: what of theirs waits for a choice, beside the other's. A query or three."""
    clashes = waiting(filing, by)
    outcome = Outcome(filing.revision, {one.key: one.mine for one in clashes})
    outcome.theirs = in_words_of_others(filing.outline.outline, clashes, by)
    return outcome


def _attach(filing: FilingBase, asked: Asked, files: list["UploadedFile[Any]"], outcome: Outcome, by: Actor) -> None:
    for file in files:
        try:
            attachments.attach(filing=filing, question=asked.key, name=file.name or "", chunks=file.chunks(), by=by)
        except NOT_DONE as refused:
            told = outcome.faults.get(asked.key, "")
            outcome.faults[asked.key] = f"{told} ”{file.name}”: {in_readers_words(refused)}".strip()


def _remove_file(filing: FilingBase, sent: QueryDict, by: Actor) -> None:
    question, _space, sha256 = sent.get(REMOVE, "").partition(" ")
    if sha256:
        attachments.detach(filing=filing, question=question, sha256=sha256, by=by)


def _is_file(asked: Asked) -> bool:
    return asked.question.kind == "attachment"


def _revision(sent: QueryDict) -> int:
    """The revision that the page was drawn from; 0, which everything is later than, when it does not say."""
    return whole_number(sent.get(REVISION, ""), digits=9) or 0


def _seen_earlier(drawn: Iterable[Asked], sent: QueryDict) -> dict[str, int]:
    """Question → the revision that its field is of, where that is not the page's: «12 kontakt»."""
    said = [one.partition(" ") for one in sent.getlist(SEEN)]
    of = {question: whole_number(number, digits=9) or 0 for number, _, question in said}
    found = {asked.key: of[asked.key] for asked in drawn if asked.key in of}
    # Of what is older than can be told apart nothing is known: whatever has been written meanwhile is asked about.
    told_apart = sorted(set(found.values()))[-MOST_SEEN:]
    return {key: revision if revision in told_apart else 0 for key, revision in found.items()}


def _window(sent: QueryDict) -> str:
    """The page that was sent, as `Outcome` named it; nothing when it does not say."""
    window = sent.get(WINDOW, "")
    return window if re.fullmatch("[0-9a-f]{32}", window) else ""
