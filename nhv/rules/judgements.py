"""How a member of a preparatory group finds that an applicant meets something."""

from enum import StrEnum


class Met(StrEnum):
    """In order from best to worst; the last says that nothing can be said."""

    YES = "met"  # uppfyllt
    PARTLY = "partly"  # delvis
    NO = "not"  # inte uppfyllt
    CANNOT_TELL = "cannot_tell"  # går inte att bedöma
