"""What a decision on permits may mean beside the care itself: the four headings, and how grave an effect is judged.

The headings are those that the preparatory works name (prop. 2017/18:40, p. 51 f.): they count when they serve the
patient's best. All four always stand, also where nobody has judged. Nothing here is a number, and nothing is summed.
"""

from enum import StrEnum


class EffectHeading(StrEnum):
    """What is judged, in the order it is read."""

    EMERGENCY_CARE = "emergency_care"  # akutsjukvård
    PATIENT_TRANSPORTS = "patient_transports"  # patienttransporter
    EDUCATION = "education"  # utbildning
    RESEARCH = "research"  # forskning


class Effect(StrEnum):
    """How a function at a hospital would fare if the hospital is left without the permit."""

    UNAFFECTED = "unaffected"  # opåverkad
    STRAINED = "strained"  # ansträngd
    AT_RISK = "at_risk"  # hotad
    LOST = "lost"  # förlorad
