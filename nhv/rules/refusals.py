"""How an act says no, and how it says that nobody knows. One family, so that every room meets them alike."""


class Refused(Exception):
    """The act cannot be done. `str()` is one Swedish sentence fit to show: what, where, what to do."""


class NoRoom(Refused):
    """Nothing was kept, because the disk is full. The same words wherever it is met."""

    def __init__(self) -> None:
        super().__init__("Det finns inget utrymme kvar på servern, så inget är sparat. Försök igen om en stund.")


class OutcomeUnknown(Exception):
    """Nobody knows whether the act is kept: no receipt may be given. The act's idempotency key tells later."""

    def __init__(self) -> None:
        super().__init__(
            "Utfallet är okänt: servern fick inget besked om att allt är sparat. Kontrollera ärendet eller skicka "
            "samma formulär igen; det blir aldrig två ärenden."
        )
