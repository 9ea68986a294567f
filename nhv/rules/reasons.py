"""What somebody writes, as it is kept: why they do something, on one line; or several lines, with a bound."""

from nhv.language.characters import is_hidden, without_invisible
from nhv.rules.refusals import Refused

MOST_WHY = 1_000


def shortened(why: str) -> str:
    """The words on one line, perhaps none. Raises Refused for too many; what does not show is taken out, and what no
    text contains is a space."""
    words = " ".join("".join(" " if is_hidden(sign) else sign for sign in without_invisible(why)).split())
    if len(words) > MOST_WHY:
        raise Refused("reason_too_long", "Skälet är för långt: högst {most} tecken. Korta det.", most=MOST_WHY)
    return words


def reason(why: str) -> str:
    """The same where there must be one, for everybody to read. Raises Refused."""
    words = shortened(why)
    if not words:
        raise Refused("reason_missing", "Skäl saknas. Skriv varför, så att alla kan läsa det.")
    return words


def passage(said: str) -> str:
    """What somebody has written over several lines, perhaps nothing: no blanks around it, and a space for the null
    character, which no database takes."""
    return said.replace("\x00", " ").strip()


def bounded(said: str, most: int) -> str:
    """The same, of at most so many characters. Raises Refused."""
    words = passage(said)
    if len(words) > most:
        raise Refused("text_too_long", "Texten är för lång: högst {most} tecken. Korta den.", most=most)
    return words
