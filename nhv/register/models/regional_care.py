"""What each region tells of who does the care that is not national, for its own patients."""

from nhv.register.models.kept import KeptInformation
from nhv.specification.regional_care import RegionalCareFacts


class RegionalCare(KeptInformation):
    """What one region (`holder`) says of what one exclusion (`clause`) of an area names."""

    reads = RegionalCareFacts
