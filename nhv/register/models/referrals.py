"""What each unit with a permit tells about how patients are referred to it."""

from nhv.register.models.kept import KeptInformation
from nhv.specification.referrals import ReferralFacts


class ReferralInformation(KeptInformation):
    """What one unit says about one area.

    Hangs on area and `holder` (where one turns: `Permit.turn_to`), not on the permit: a permit's row is superseded
    whenever something is learnt about it.
    """

    reads = ReferralFacts
