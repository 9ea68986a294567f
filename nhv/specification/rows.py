"""Rows that people send, many at once: when some are wrong, each is named, and nothing of it is received."""

from collections.abc import Sequence

from nhv.language.faults import Fault


class WrongRows(Fault):
    """Some rows cannot be received, and so none is. `faults` are (line, why), in order."""

    def __init__(self, *, faults: Sequence[tuple[int, Fault]]) -> None:
        line, fault = faults[0]
        super().__init__(
            "rows_wrong",
            "Inget har lästs in. Antal rader med fel: {number}. Den första är rad {line}: {fault}",
            number=len(faults),
            line=line,
            fault=fault,
        )
        self.faults = tuple(faults)
