"""What stands at the heads and feet of pages: running heads, and notes, which belong after the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nhv.files.pdf.rows import PageLine
from nhv.files.pdf.running_on import runs_on
from nhv.files.written import FOOT, HEAD, Written, raised

# So many lines at either end of a page may be its running head or foot.
_OUTERMOST = 3
_SAME_HEIGHT = 3.0
_COUNT = re.compile(r"\b([0-9]{1,4}) ?(?:av|of|/|\() ?([0-9]{1,4})\)?\s*$")
_RECORD = re.compile(r"\b\d[\d.]*(?:-\d+)?/\d{4}\b")
_SMALL = 0.92
_MARK = re.compile(r"^\s*(?P<mark>\d{1,2}(?=[.)]?\s)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,4}|[†‡])[.)]?\s*(?=\S)")


def whole_text(pages: Sequence[Sequence[PageLine]]) -> list[Written]:
    """The lines of all pages one after the other, running heads and feet in their places and the notes last."""
    usual = _usual_size(pages)
    notes: list[Written] = []
    text: list[PageLine] = []
    for page in _with_running_lines(pages, usual):
        following, below = _without_notes(page, usual)
        text = _one_after_the_other(text, following)
        notes += below
    lines = [Written(line.text, line.heading, line.place) for line in text]
    return [*lines, *notes]


def _one_after_the_other(text: list[PageLine], following: list[PageLine]) -> list[PageLine]:
    """The lines of two pages. Where a sentence goes on, its halves come together, with the margins after them."""
    last = next((index for index in reversed(range(len(text))) if _is_text(text[index])), None)
    first = next((index for index, line in enumerate(following) if _is_text(line)), None)
    if last is None or first is None or not runs_on(text[last], following[first]):
        return [*text, *following, PageLine("")]
    apart = [line for line in (*text[last + 1 :], *following[:first]) if line.place]
    end = next((index for index in range(first, len(following)) if not following[index].text.strip()), len(following))
    return [*text[: last + 1], *following[first:end], *apart, *following[end:], PageLine("")]


def _is_text(line: PageLine) -> bool:
    return bool(line.text.strip()) and not line.place


def _with_running_lines(pages: Sequence[Sequence[PageLine]], usual: float) -> Iterator[list[PageLine]]:
    """The pages, with their running heads and feet put in their places."""
    filled = [[line for line in page if line.base is not None and line.text.strip()] for page in pages]
    for number, (page, full) in enumerate(zip(pages, filled, strict=True), start=1):
        others = [one for one in filled if one is not full]
        running = dict.fromkeys(map(id, _run_through(full, others, usual)), HEAD)
        running |= dict.fromkeys(map(id, _run_through(full[::-1], [one[::-1] for one in others], usual)), FOOT)
        running |= dict.fromkeys((id(line) for line in full[-1:] if _counts(line.text, number, len(pages))), FOOT)
        yield [line._replace(place=running.get(id(line), line.place)) for line in page]


def _run_through(page: Sequence[PageLine], others: Sequence[Sequence[PageLine]], usual: float) -> list[PageLine]:
    """The outermost lines that other pages have at the same height, but for the numbers in them."""
    found: list[PageLine] = []
    for place, line in enumerate(page[:_OUTERMOST]):
        alike = [
            other
            for full in others
            for other in full[place : place + 1]
            if _shape(other.text) == _shape(line.text) and abs((other.base or 0) - (line.base or 0)) <= _SAME_HEIGHT
        ]
        # Two pages may begin with the same heading; three do not, and a number that differs counts pages. Small letters
        # and the number of a record head nothing.
        is_no_heading = line.size < _SMALL * usual or bool(_RECORD.search(line.text))
        if not (len(alike) >= (1 if is_no_heading else 2) or any(other.text != line.text for other in alike)):
            break
        found.append(line)
    return found


def _counts(text: str, number: int, pages: int) -> bool:
    """Whether a line ends by saying that this is page so many of all: «Plan för vården  Sida 2 av 3»."""
    found = _COUNT.search(text)
    return found is not None and pages > 1 and (int(found[1]), int(found[2])) == (number, pages)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _usual_size(pages: Sequence[Sequence[PageLine]]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _without_notes(page: Sequence[PageLine], usual: float) -> tuple[list[PageLine], list[Written]]:
    """(the page without the notes at its foot, the notes): small lines, led by a mark that stands raised above."""
    start = len(page)
    while start and (
        page[start - 1].place or not page[start - 1].text.strip() or page[start - 1].size < _SMALL * usual
    ):
        start -= 1
    above = "".join(line.text for line in page[:start])
    marked = [index for index in range(start, len(page)) if _mark_of(page[index], above)]
    if not marked:
        return list(page), []
    below = page[marked[0] :]
    notes = [one for line in below if line.text.strip() and not line.place for one in _as_note(line, above)]
    return [*page[: marked[0]], *(line for line in below if line.place)], notes


def _as_note(line: PageLine, above: str) -> list[Written]:
    mark = _mark_of(line, above)
    if not mark:
        return [Written(line.text)]
    return [Written(""), Written(f"{mark} {_MARK.sub('', line.text)}")]


def _mark_of(line: PageLine, above: str) -> str:
    found = _MARK.match(line.text) if not line.place else None
    mark = raised(found["mark"]) if found is not None else ""
    return mark if mark and mark in above else ""
