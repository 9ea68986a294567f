"""How minutes and shares are counted, written and shown: one way for page, print, file and command.

Times are counted in whole tenths of a minute, which is what roads are given in, and people in whole ten thousandths:
sums are then exact, and the order in which something is given changes nothing. What is told keeps the exact number. It
is rounded where it is written in a file, and what a page shows is rounded from that: whoever rounds a number of the
file gets the page's.
"""


def tenths(minutes: float) -> int:
    """Minutes as whole tenths."""
    return round(minutes * 10)


def minutes_written(minutes: float) -> float:
    """As files and commands give minutes: two decimals."""
    return round(minutes, 2)


def share_written(share: float) -> float:
    """As files and commands give a share: four decimals."""
    return round(share, 4)


def minutes_shown(minutes: float) -> float:
    """As pages and texts show minutes: one decimal of what is written, a half upwards."""
    return (round(minutes_written(minutes) * 100) + 5) // 10 / 10


def percent_shown(share: float) -> float:
    """As pages and texts show a share: in per cent, one decimal of what is written, a half upwards."""
    return (round(share_written(share) * 10_000) + 5) // 10 / 10
