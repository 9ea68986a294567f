"""The words of preparation and board for what the program names in English."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from nhv.website.process_words import Words

WEIGHING_STATES: Final[Words] = {
    "preparing": _("Under beredning"),
    "board": _("Inför nämnden"),
    "decided": _("Beslutat"),
}

MEETING_STATES: Final[Words] = {
    "planned": _("Under planering"),
    "called": _("Kallat"),
    "open": _("Öppnat"),
    "closed": _("Avslutat"),
    "frozen": _("Justerat"),
}

MEETING_KINDS: Final[Words] = {
    "ordinary": _("Ordinarie"),
    "extra": _("Extra"),
    "remote": _("På distans"),
    "circulation": _("Per capsulam"),
}

MET: Final[Words] = {
    "met": _("Uppfyllt"),
    "partly": _("Delvis"),
    "not": _("Inte uppfyllt"),
    "cannot_tell": _("Går inte att bedöma"),
}

PERMIT_OUTCOMES: Final[Words] = {
    "grant": _("Tillstånd"),
    "part": _("Tillstånd till en del"),
    "refuse": _("Avslag"),
}

MOTION_KINDS: Final[Words] = {
    "permits": _("Beslut om tillstånd"),
    "send_back": _("Åter till beredningen"),
    "postpone": _("Skjuts upp"),
}

# The rows of the matrix that no condition has words for.
WEIGHED: Final[Words] = {
    "patient": _("Patientens bästa"),
    "emergency_care": _("Akutsjukvård"),
    "patient_transports": _("Patienttransporter"),
    "education": _("Utbildning"),
    "research": _("Forskning"),
}

MEETING_BUTTONS: Final[Words] = {
    "call_meeting": _("Kalla till sammanträdet"),
    "open_meeting": _("Öppna sammanträdet"),
    "close_meeting": _("Avsluta sammanträdet"),
}
