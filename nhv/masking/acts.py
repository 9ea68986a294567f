"""What is hidden of something that was filed, and how it comes to be read by everybody: by two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.accounts import access
from nhv.filings.kinds import kind_of
from nhv.filings.models import FilingVersion
from nhv.filings.owners import check_owner, owner_of
from nhv.masking.content import Content, Hidden, Support, count, kept_off, sections
from nhv.masking.files import PDF, attached, made_anew
from nhv.masking.kinds import PUBLISHED
from nhv.masking.memory import MASKING_KIND
from nhv.masking.models import MOST_MASKS, MOST_PARAGRAPH, MOST_WORDS, Mask, Masking
from nhv.masking.moves import MASKING
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, FILES
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason, shortened
from nhv.rules.refusals import Refused
from nhv.specification.layers import canonical_text, sha256_of

# A page is a picture: larger than what was received.
_LARGEST = 200 * 1_048_576


@dataclass(frozen=True)
class What:
    """One thing to hide: words wherever they stand, a whole answer by its question's key, or a file by its hash, whole
    or a page of it."""

    words: str = ""
    question: str = ""
    file: str = ""
    page: int | None = None


def hide(*, version: FilingVersion, what: What, paragraph: str, why: str, by: Actor, now: datetime) -> Mask:
    """Hide one thing, with the paragraph of the law that supports it and a reason for everybody to read. What was
    published and taken down is worked on again by this. Raises Refused."""
    with one_transaction(Masking):
        masking = _begun(version, by, now)
        support = shortened(paragraph)
        if not support or len(support) > MOST_PARAGRAPH:
            raise Refused(
                "mask_without_support",
                "Skriv paragrafen som stöder maskeringen, till exempel ”21 kap. 1 § OSL”, med högst {most} tecken.",
                most=MOST_PARAGRAPH,
            )
        if masking.masks.count() >= MOST_MASKS:
            raise Refused(
                "too_many_masks", "Högst {most} saker kan döljas. Dölj hela filen i stället.", most=MOST_MASKS
            )
        made = Mask.objects.create(
            masking=masking,
            **_checked(masking.version, what),
            paragraph=support,
            why=reason(why),
            made_by=str(by),
            made_at=now,
        )
        _record("masking_hidden", masking, by=by, paragraph=support)
        return made


def begin(*, version: FilingVersion, by: Actor, now: datetime) -> Masking:
    """Take it up without hiding anything: there may be nothing to hide. Raises Refused."""
    with one_transaction(Masking):
        return _begun(version, by, now)


def show_again(*, mask: Mask, by: Actor) -> None:
    """What was hidden is not to be. Raises Refused."""
    with one_transaction(Masking):
        masking = _open_to("mask", mask.masking, by)
        Mask.objects.filter(pk=mask.pk, masking=masking).delete()
        _record("masking_shown_again", masking, by=by, paragraph=mask.paragraph)


def propose(*, masking: Masking, by: Actor, now: datetime) -> Masking:
    """Make what everybody is to read, for a second person to see. Raises Refused: the kind may not be published yet, or
    a file cannot be masked."""
    _open_to_reading("propose", masking, by)
    PUBLISHED[masking.version.filing.kind].check(masking.version, now)
    # It takes its time, so nothing is locked meanwhile.
    masks = list(masking.masks.all())
    hidden = _what_is_hidden(masking.version, masks)
    files = made_anew(FILES, masking.version, hidden.words, masks)
    stored = [FILES.store([one.content], most_bytes=_LARGEST) if one.content else None for one in files]
    with one_transaction(Masking):
        masking = _open_to("propose", masking, by)
        if list(masking.masks.values_list("pk", flat=True)) != [mask.pk for mask in masks]:
            raise Refused("masks_changed", "Någon annan har ändrat maskeringen. Läs sidan på nytt.")
        told = [
            one.told.model_copy(update={"sha256": kept.sha256 if kept else ""})
            for one, kept in zip(files, stored, strict=True)
        ]
        masking.content = canonical_text(_content(masking.version, hidden, masks, told))
        masking.sha256 = sha256_of(masking.content)
        masking.proposed_by, masking.proposed_at, masking.why = str(by), now, ""
        masking.confirmed_by, masking.confirmed_at = "", None
        masking = _moved("propose", masking, by=by, sha256=masking.sha256)
        for kept in stored:
            if kept is not None:
                FILES.enter(kept, PDF)
        return masking


def send_back(*, masking: Masking, why: str, by: Actor) -> Masking:
    """Something is hidden that should not be, or the other way about. Raises Refused."""
    with one_transaction(Masking):
        masking = _open_to("return", masking, by)
        masking.content, masking.sha256, masking.why = "", "", reason(why)
        return _moved("return", masking, by=by, why=masking.why)


def publish(*, masking: Masking, seen: str, by: Actor, now: datetime) -> Masking:
    """Everybody may read it. `seen` is the hash of what the second person has seen. Raises Refused."""
    with one_transaction(Masking):
        masking = _open_to("publish", masking, by)
        if str(by) == masking.proposed_by:
            raise Refused(
                "publishing_takes_two",
                "Du har själv föreslagit det. Någon annan ska se det och bekräfta att det är rätt.",
            )
        if seen != masking.sha256:
            raise Refused("masking_seen_is_another", "Förslaget är ett annat än det du såg. Läs sidan på nytt.")
        PUBLISHED[masking.version.filing.kind].check(masking.version, now)
        masking.confirmed_by, masking.confirmed_at = str(by), now
        return _moved("publish", masking, by=by, sha256=masking.sha256)


def take_down(*, masking: Masking, why: str, by: Actor) -> Masking:
    """Nobody reads it any more, at once and by one person: something that should be hidden is not. Raises Refused."""
    with one_transaction(Masking):
        masking = _open_to("take_down", masking, by)
        masking.why = reason(why)
        return _moved("take_down", masking, by=by, why=masking.why, sha256=masking.sha256)


def preview(*, version: FilingVersion, masks: Sequence[Mask]) -> Content:
    """What the texts become with these masks, for the one who works on it; the files are made when it is proposed."""
    return _content(version, _what_is_hidden(version, masks), masks, ())


def _content(version: Any, hidden: Hidden, masks: Sequence[Mask], files: Sequence[Any]) -> Content:
    outline, answers = version.outline.outline, version.answers_by_key
    return Content(
        sections=sections(outline, answers, hidden),
        files=tuple(files),
        masked=tuple(_support(version, mask) for mask in masks),
        kept_off=kept_off(outline, answers, hidden),
    )


def _support(version: Any, mask: Mask) -> Support:
    places = count(version.outline.outline, version.answers_by_key, mask.words) if mask.words else 1
    return Support(paragraph=mask.paragraph, why=mask.why, places=places)


def _what_is_hidden(version: FilingVersion, masks: Sequence[Mask]) -> Hidden:
    left = PUBLISHED[version.filing.kind].kept_off(version)
    return Hidden(
        words=[*(mask.words for mask in masks if mask.words), *left.words],
        questions=[mask.question for mask in masks if mask.question],
        kept_off=left.questions,
    )


def _checked(version: Any, what: What) -> dict[str, Any]:
    """What is to be hidden, as a row says it. Raises Refused for what is not there."""
    words = shortened(what.words)
    files = {one["sha256"] for one in attached(version)}
    is_there = (
        (
            words
            and not (what.question or what.file)
            and any(sign.isalnum() for sign in words)
            and len(words) <= MOST_WORDS
        )
        or (what.question in version.answers_by_key and not (words or what.file))
        or (what.file in files and not (words or what.question))
    )
    if not is_there or (what.page is not None and not what.file):
        raise Refused(
            "mask_of_nothing",
            "Skriv orden som ska döljas (högst {most} tecken), eller välj ett svar eller en fil: en sak i taget.",
            most=MOST_WORDS,
        )
    if what.page is not None and not 1 <= what.page <= 32_000:
        raise Refused("mask_of_no_page", "Sidans nummer börjar på 1.")
    return {"words": words, "question": what.question, "file": what.file, "page": what.page}


def _begun(version: FilingVersion, by: Actor, now: datetime) -> Masking:
    """The masking of a version, to be worked on."""
    DIARY.take_turn()
    if version.filing.kind not in PUBLISHED:
        raise Refused("kind_not_published", "Det här publiceras inte.")
    found = Masking.objects.filter(version=version).first()
    if found is None:
        _check(by, MASKING.needs("mask"), version)
        found = Masking.objects.create(version=version, begun_by=str(by), begun_at=now)
        _record("masking_begun", found, by=by)
        return found
    found = _open_to("mask", found, by)
    if MASKING.check("mask", source=found.state).target != found.state:
        found.content, found.sha256 = "", ""
        found = _moved("mask", found, by=by)
    return found


def _open_to(act: str, masking: Masking, by: Actor) -> Masking:
    """The row as it is now, ours until the transaction ends, if `by` may do this with it. Raises Refused."""
    DIARY.take_turn()
    rows = Masking.objects.select_for_update(of=("self",)).select_related("version__filing", "version__outline")
    return _open_to_reading(act, rows.get(pk=masking.pk), by)


def _open_to_reading(act: str, masking: Masking, by: Actor) -> Masking:
    _check(by, MASKING.needs(act), masking.version)
    MASKING.check(act, source=masking.state)
    return masking


def _check(by: Actor, activity: str, version: FilingVersion) -> None:
    """Who is kept out of a case masks nothing of it."""
    filing = version.filing
    access.check(by, activity)
    check_owner(by, activity, owner_of(filing), kind_of(filing).case_of(filing.about))


def _moved(act: str, masking: Masking, *, by: Actor, why: str = "", **told: Any) -> Masking:
    masking.state = MASKING.check(act, source=masking.state).target
    masking.save()
    _record(f"masking_{act}", masking, by=by, why=why, **told)
    return masking


def _record(act: str, masking: Masking, *, by: Actor, why: str = "", **told: Any) -> None:
    filing = masking.version.filing
    payload = {"filing": filing.key, "version": masking.version.number, **told}
    DIARY.record(act, kind=MASKING_KIND, key=filing.key, by=by, why=why, payload=payload)
