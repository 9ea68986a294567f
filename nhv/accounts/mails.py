"""The mails about accounts: subject and text, in Swedish. What is secret stands only in the link."""

from datetime import date
from typing import TypedDict

from nhv.language.dates import date_in_words


class Mail(TypedDict):
    """What the outbox needs of a mail, besides to whom."""

    subject: str
    text: str


def invitation(organisation: str, link: str, last_day: date) -> Mail:
    """To somebody who is offered a role."""
    return {
        "subject": "Inbjudan till NHV-registret",
        "text": (
            f"Hej!\n\nDu är inbjuden att arbeta för {organisation} i NHV-registret, där regionerna söker tillstånd "
            "för nationell högspecialiserad vård.\n\nÖppna länken för att se vad inbjudan gäller och tacka ja:\n\n"
            f"{link}\n\nLänken gäller till och med den {date_in_words(last_day)} och bara en gång. Väntade du ingen "
            "inbjudan behöver du inte göra något.\n"
        ),
    }


def second_factor_reset() -> Mail:
    """To somebody whose second factor has been taken away."""
    return {
        "subject": "Tvåstegsverifieringen i NHV-registret är nollställd",
        "text": (
            "Hej!\n\nEn administratör har nollställt tvåstegsverifieringen i din inloggning, och du är utloggad "
            "överallt. Nästa gång du loggar in med ditt lösenord får du lägga till en ny app eller passernyckel.\n\n"
            "Har du inte bett om det? Byt lösenord genast med ”Jag har glömt lösenordet” och ring din administratör.\n"
        ),
    }
