"""Why a file is not received."""

from nhv.rules.refusals import Refused


class UploadRefused(Refused):
    """The file is not received. `str()` is one Swedish sentence: what is wrong, and what to do."""

    def __init__(self, what: str, *, what_to_do: str) -> None:
        super().__init__(f"{what[0].upper()}{what[1:]}; {what_to_do}.")


def damaged() -> UploadRefused:
    """The file cannot be read as what it says that it is."""
    return UploadRefused("filen är skadad", what_to_do="öppna den, spara om den och försök igen")


def two_in_one() -> UploadRefused:
    """The file is of several kinds at once, or carries something after its end."""
    return UploadRefused(
        "filen innehåller något mer än det den utger sig för", what_to_do="öppna den, spara om den och försök igen"
    )
