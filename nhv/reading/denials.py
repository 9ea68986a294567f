"""Points that say the opposite of the part they stand in: «… ingår inte» among what is in, «… ingår alltid» among what
is not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nhv.reading.limits import exclusion_of
from nhv.reading.tracing import Draft, Told, text_of
from nhv.reading.wording import answer_in, denies

_IS_OUT = re.compile(r"\b(?:ingår|omfattas|inkluderas)\s+(?:inte|ej)\W*$", re.IGNORECASE)
_IS_IN = re.compile(
    r"\b(?:ingår|omfattas)\s+(?:dock|alltid|ändå|också|även)\b(?!\s+(?:inte|ej))|\bändå\s+ingår\b", re.IGNORECASE
)
_TAKEN_OUT = "Punkten «{}» står bland det som ingår men säger att det inte gör det; den är läst som en avgränsning."
_DENIED = "Punkten «{}» står bland det som ingår men säger vad som inte gör det; kontrollera vad den gäller."
_TAKEN_IN = "Punkten «{}» står bland avgränsningarna men säger att något ingår; kontrollera vad den gäller."


def taken_out(groups: Sequence[Draft]) -> list[Draft]:
    """Takes the points that say that they are not in out of their groups. Gives them as exclusions."""
    found: list[Draft] = []
    for group in groups:
        stays = [point for point in group["points"] if point["points"] or not _IS_OUT.search(text_of(point["text"]))]
        if stays and len(stays) < len(group["points"]):
            found += [point for point in group["points"] if not any(point is one for one in stays)]
            group["points"] = stays
    return [exclusion_of(_doubted(point, _TAKEN_OUT)["text"]) for point in found]


_ASKS_IF_IN = re.compile(
    r"^(?:är\s+|utgör\s+)?(?:nhv|nationell\w*|ingår|omfattas|inkluderas)\b(?!.*\b(?:inte|ej)\b)", re.IGNORECASE
)
_ANSWERED_NO = "Raden «{}» har ett nej i tabellens kolumn om vad som ingår; den är läst som en avgränsning."
_ANSWERED = "Raden «{}» har ett nej i en kolumn; den är ändå läst som en punkt. Kontrollera om den ingår."
_UNANSWERED = (
    "Raden «{}» har varken ja eller nej i tabellens kolumn; den är läst som en punkt. Kontrollera om den ingår."
)


def answered_no(groups: Sequence[Draft]) -> list[Draft]:
    """Takes the rows of a table with «Nej» under «NHV» or «Ingår» out of their groups. Gives them as exclusions.

    What is less sure stays a point, with a doubt: another heading over the answer, no answer at all, or nothing but no.
    """
    found: list[Told] = []
    for group in groups:
        rows = [(point, _cells(point["text"])) for point in group["points"]]
        if not any(_answer(cells) is not None for _, cells in rows):
            continue
        heads = [_cells(group[part]) for part in ("heading", "lead", "text") if group[part] is not None]
        heads += [cells for _, cells in rows]
        head = next((cells for cells in heads if len(cells) > 1 and _answer(cells) is None), [])
        stays: list[Draft] = []
        for point, cells in rows:
            at = _answer(cells, head)
            leads = next((part for part in ("heading", "lead") if group[part] is None), None)
            if cells == head and not point["points"] and leads is not None:
                # The head of a table is no care, and it says what the cells below it are.
                group[leads] = point["text"]
                continue
            if at is None and cells != head:
                stays.append(_doubted(point, _UNANSWERED))
            elif at is None or answer_in(cells[at]):
                stays.append(point)
            elif len(head) == len(cells) and _ASKS_IF_IN.match(head[at]) and not point["points"]:
                text = _doubted(point, _ANSWERED_NO)["text"]
                found.append(replace(text, value="\t".join(cells[:at] + cells[at + 1 :])))
            else:
                stays.append(_doubted(point, _ANSWERED))
        group["points"] = stays
    return [exclusion_of(text) for text in found]


def _cells(text: Told) -> list[str]:
    return [cell.strip() for cell in text_of(text).split("\t")]


def _answer(cells: Sequence[str], head: Sequence[str] = ()) -> int | None:
    """Which cell of a row is a yes or a no and nothing else: the one under a heading that asks whether it is in, where
    one does. The first cell says what the row is about."""
    found = [at for at, cell in enumerate(cells) if at and answer_in(cell) is not None]
    asking = [at for at, cell in enumerate(head) if at and len(head) == len(cells) and _ASKS_IF_IN.match(cell)]
    return next((at for at in found if not asking or at in asking), None)


def doubt_denials(groups: Sequence[Draft], exclusions: Sequence[Draft]) -> None:
    """A doubt on every point and exclusion that turns around in the middle of its sentence."""
    points = [point for group in groups for point in group["points"]]
    for point in (part for whole in points for part in (whole, *whole["points"])):
        if denies(text_of(point["text"])):
            _doubted(point, _DENIED)
    for exclusion in exclusions:
        if _IS_IN.search(text_of(exclusion["text"])):
            _doubted(exclusion, _TAKEN_IN)


def _doubted(part: Draft, why: str) -> Draft:
    text = part["text"]
    part["text"] = replace(text, doubt=text.doubt or why.format(text.value[:160]))
    return part
