"""Points that say the opposite of the part they stand in: «… ingår inte» among what is in, «… ingår alltid» among what
is not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nhv.reading.limits import exclusion_of
from nhv.reading.tracing import Draft, text_of
from nhv.reading.wording import denies

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
