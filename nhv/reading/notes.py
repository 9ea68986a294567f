"""Notes: small marks in the text, and what they refer to, at the foot of a page or of the whole document.

A mark is no digit of the number before it, and what the note says is part of the definition: it clarifies, or it takes
something out, of the point that the mark stands in.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from nhv.reading.ages import population_of
from nhv.reading.layout import Block
from nhv.reading.limits import note_as_limit
from nhv.reading.tracing import Draft, Ledger, Ref, Told

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS = "ᵃᵇᶜᵈ"
_NOTE = re.compile(
    rf"^(?P<mark>[{_RAISED}]{{1,3}}|[{_LETTERS}](?=\s)|\*{{1,4}}(?=\s?[\w(])|[†‡])[.)]?\s*(?P<text>\S.*)$", re.DOTALL
)
# Raised digits after these are part of what is said: m², kg/m²; and 10⁶, unless it is a number with a mark.
_MEANT = re.compile(r"(?:(?:^|[\s/(])(?:[kcdm]?m|tum)|[⁺⁻])$")
_MAYBE_POWER = re.compile(r"\b10$")
# A mark laid over a gap between words stands alone.
_RAISED_MARKS = re.compile(
    rf"(?:(?<=\S)|(?<=\S)\s(?=\S+(?:\s|$)))[{_RAISED}]{{1,3}}(?:[,–-][{_RAISED}]{{1,3}})*|(?<=[0-9])[{_LETTERS}](?=\s|$)"
)
_STARS = re.compile(r"(?<=[\w.,;:)])(?:\*{1,4}|[†‡⁾])(?=\s|[.,;:)]|$)")
_TIED = "Texten är en not ({mark}) till «{host}»; kontrollera vad den gäller."
_LOOSE = "Texten är en not ({mark}) som inget på sidan hänvisar till; kontrollera vad den gäller."
_DROPPED = (
    "Det upphöjda tecknet «{mark}» efter «{before}» är läst som ett notmärke, men ingen not med det märket finns."
)


@dataclass
class Note:
    """A note, and the blocks that refer to it."""

    block: Block
    mark: str
    hosts: list[Block] = field(default_factory=list)


def apart_from_notes(found: Sequence[Block], ledger: Ledger) -> tuple[list[Block], list[Note]]:
    """(the blocks without the marks of notes, the notes). A mark that no note explains is a doubt in the ledger."""
    starred = {mark for block in found for mark in _STARS.findall(block.text)}
    notes: list[Note] = []
    text: list[Block] = []
    for block in found:
        note = _note(block, starred)
        if note is None:
            text.append(block)
        else:
            notes.append(note)
    # A note that nothing else refers to is what the sign after a ten means: «10³ år» has a mark then, and no power.
    loose = {note.mark for note in notes} - _referred_to(text)
    by_mark: dict[str, list[Note]] = {}
    for note in notes:
        by_mark.setdefault(note.mark, []).append(note)
    first = {mark: alike[0] for mark, alike in by_mark.items()}
    text = [_unmarked(block, first, loose, ledger) for block in text]
    for alike in by_mark.values():
        _share_out(alike)
    return text, notes


def _share_out(alike: Sequence[Note]) -> None:
    """Notes with the same mark, as where every page begins anew: each has its own of what refers to the mark.

    As many marks as notes go in order. Else a mark means the note that comes next, or all where all come last."""
    hosts = alike[0].hosts
    if len(alike) == 1:
        return
    starts = [note.block.lines[0] for note in alike]
    for place, note in enumerate(alike):
        if len(hosts) == len(alike):
            note.hosts = [hosts[place]]
        elif any(host.lines[0] > starts[0] for host in hosts):
            last = place == len(alike) - 1
            note.hosts = [
                host
                for host in hosts
                if (not place or host.lines[0] > starts[place - 1]) and (last or host.lines[0] <= starts[place])
            ]
        else:
            note.hosts = list(hosts)


def _referred_to(found: Sequence[Block]) -> set[str]:
    """The marks that stand after something else than a ten."""
    marks = [(block.text[: one.start()], one[0]) for block in found for one in _RAISED_MARKS.finditer(block.text)]
    return {part for before, mark in marks if not _MAYBE_POWER.search(before) for part in _parts(mark)}


def _parts(mark: str) -> list[str]:
    return re.split("[,–-]", mark.strip())


def _note(block: Block, starred: set[str]) -> Note | None:
    if block.kind == "item" and block.marker == "*" and "*" in starred:
        return Note(block, "*")
    match = _NOTE.match(block.text)
    if match is None or (match["mark"] in "†‡" and match["mark"] not in starred):
        return None
    return Note(replace(block, kind="paragraph", text=match["text"]), match["mark"])


def _unmarked(block: Block, notes: dict[str, Note], loose: Container[str], ledger: Ledger) -> Block:
    """The block without marks of notes."""

    def raised_mark(found: re.Match[str]) -> str:
        before = block.text[: found.start()]
        if _MEANT.search(before) or (_MAYBE_POWER.search(before) and found[0] not in loose):
            return found[0]
        for one in _parts(found[0]):
            if one in notes:
                notes[one].hosts.append(block)
            else:
                ledger.doubt("", _DROPPED.format(mark=one, before=before[-40:].strip()))
        return _after_mark(found)

    def star(found: re.Match[str]) -> str:
        before = found.string[: found.start()]
        if found[0] in notes:
            notes[found[0]].hosts.append(block)
        elif before[-1:].isdecimal():
            # No number ends with a star.
            ledger.doubt("", _DROPPED.format(mark=found[0], before=before[-40:].strip()))
        else:
            return found[0]
        return ""

    text = _STARS.sub(star, _RAISED_MARKS.sub(raised_mark, block.text))
    return block if text == block.text else replace(block, text=text.rstrip())


def _after_mark(mark: re.Match[str]) -> str:
    """What stands instead of a mark: the words around it stay two where it had taken the place of their space."""
    return " " if mark.string[mark.end() : mark.end() + 1].isalpha() else ""


def read_notes(notes: Sequence[Note], area: Draft) -> None:
    """Each note as an exclusion or a clarification of the points that it is a note to, with a doubt."""
    for note in notes:
        host = _STARS.sub("", note.hosts[0].text)[:160] if note.hosts else ""
        host = _RAISED_MARKS.sub(_after_mark, host)
        why = (_TIED if host else _LOOSE).format(mark=note.mark, host=host)
        kind, draft = note_as_limit(replace(note.block, doubt=why))
        draft["population"] = population_of(note.block.text, note.block.lines)
        lines = {line for block in note.hosts for line in block.lines}
        draft["applies_to"] = [Ref(part) for part in _points(area) if lines & set(_lines_of(part))]
        area[kind] = [*(area.get(kind) or []), draft]


def _points(area: Draft) -> Iterator[Draft]:
    for group in area.get("scope") or []:
        for point in group["points"]:
            yield point
            yield from point["points"]


def _lines_of(part: Draft) -> tuple[int, ...]:
    text = part["text"]
    return text.lines if isinstance(text, Told) else ()
