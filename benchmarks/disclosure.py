"""Disclosure: what is found out, how much is hidden, how long it takes; beside hiding the small cells alone."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from nhv.disclosure.published import from_json
from nhv.disclosure.publishing import Earlier, prove, publish
from tests.disclosure.generated import Area, edition, small_hidden

YEARS = ["2023", "2024", "2025", "2026"]


def main(say: Callable[[str], None] = print, areas: int = 12, with_editions: int = 3) -> None:
    """A line for ours and one for the control; then a second edition's year, with every earlier file."""
    say("| | områdesår | med läckor | läckor | dolda celler av dem över noll | median s | högst s |")
    say("|--|--:|--:|--:|--:|--:|--:|")
    years = [
        area.year(area.reported(YEARS[:3], outcome=bool(area.number % 2)), "2025") for area in map(Area, range(areas))
    ]
    ours, seconds = zip(*(_timed(lambda one=one: publish(one).text) for one in years), strict=True)
    for name, texts, times in (("publicerat", ours, seconds), ("under 5 dolt", [*map(small_hidden, years)], [0.0])):
        found = [len(prove([text], [year.reported])) for text, year in zip(texts, years, strict=True)]
        hidden = sum(_hidden(text, year.reported)[0] for text, year in zip(texts, years, strict=True))
        filled = sum(_hidden(text, year.reported)[1] for text, year in zip(texts, years, strict=True))
        say(
            f"| {name} | {areas} | {sum(map(bool, found))} | {sum(found)} | {100 * hidden / filled:.0f} % | "
            f"{median(times):.2f} | {max(times):.2f} |"
        )
    say(_later(range(with_editions)))


def _later(numbers: Sequence[int]) -> str:
    """A year more on top of an earlier file."""
    times, found = [], 0
    for area in map(Area, numbers):
        reported = area.reported(YEARS, outcome=bool(area.number % 2))
        earlier: list[Earlier] = [edition(area, reported, "2025", 1, [])]
        one, seconds = _timed(
            lambda area=area, reported=reported, told=earlier: edition(area, reported, "2026", 1, told)
        )
        times.append(seconds)
        found += len(prove([earlier[0].text, one.text], [reported, reported]))
    return f"| året efter | {len(numbers)} | | {found} | | {median(times):.2f} | {max(times):.2f} |"


def _hidden(text: str, reported) -> tuple[int, int]:
    """How many cells with somebody in them are hidden, and how many there are."""
    cells = [
        (cell.hidden, reported.value(table.of, table.at(cell)))
        for table in from_json(text).tables
        for cell in table.cells
    ]
    return sum(hidden for hidden, value in cells if value), sum(value > 0 for _, value in cells)


def _timed(work):
    begun = time.process_time()
    return work(), time.process_time() - begun


if __name__ == "__main__":
    main()
