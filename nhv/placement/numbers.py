"""How minutes and shares are counted and rounded: one way for page, print, file and command.

Times are counted in whole tenths of a minute, which is what the roads are given in, and people in whole ten
thousandths: sums are then exact, and the order in which something is given changes nothing. What is told keeps the
exact number and is rounded only where it is written.
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
