"""Who answers for what this installation publishes, by configuration alone.

NHV_PUBLISHER          its name; without it the data portal's catalogue is not published
NHV_PUBLISHER_NUMBER   its organisation number, ten digits
NHV_PUBLISHER_EMAIL    a function's address for questions about the data
"""

import re

import environ

from nhv.interchange.catalogue import Publisher
from nhv.program.faults import InputFault


def publisher(env: environ.Env) -> Publisher | None:
    """The publisher, or None where no name is set. Raises InputFault for a name without the rest."""
    name = env.str("NHV_PUBLISHER", default="").strip()
    if not name:
        return None
    number = env.str("NHV_PUBLISHER_NUMBER", default="").replace("-", "").strip()
    email = env.str("NHV_PUBLISHER_EMAIL", default="").strip()
    if not re.fullmatch(r"[0-9]{10}", number):
        raise InputFault(f"NHV_PUBLISHER_NUMBER: «{number[:40]}» är inget organisationsnummer; skriv tio siffror")
    if not re.fullmatch(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,190}", email):
        raise InputFault(f"NHV_PUBLISHER_EMAIL: «{email[:40]}» är ingen e-postadress; skriv den som namn@plats")
    return Publisher(name[:200], number, email)
