"""An e-mail address in one form, however it was typed, pasted or sent."""

from nhv.language.words import normalise


def one_address(text: str) -> str:
    """The address in small letters and composed form, without blanks around it and signs that do not show.

    Whoever compares two addresses compares these: written otherwise, one person would have two.
    """
    return normalise(text).strip().lower()
