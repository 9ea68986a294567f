"""What a region tells of care that is not national: who does it for its patients, and how one gets there."""

from nhv.specification.parts import Address, Frozen, Short
from nhv.specification.referrals import Number, Prose


class RegionalCareFacts(Frozen):
    """Who does what one exclusion names. `who` is a clinic or a hospital, never a person; `how` says how one refers."""

    who: Short
    how: Prose | None = None
    telephone: Number | None = None
    link: Address | None = None
