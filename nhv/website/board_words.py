"""The words of preparation and board for what the program names in English."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from nhv.specification.area import Area
from nhv.specification.motion import Outcome, possible_outcomes
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

_NO_PART: Final = _(
    "Området har inga undertillstånd. Därför kan ingen få tillstånd till en del: nämnden ger tillstånd eller avslår."
)


def why_no_part(area: Area) -> str:
    """Why a part is not among what can be proposed; nothing where it is."""
    return "" if Outcome.PART in possible_outcomes(area) else str(_NO_PART)


MOTION_KINDS: Final[Words] = {
    "permits": _("Beslut om tillstånd"),
    "send_back": _("Åter till beredningen"),
    "postpone": _("Skjuts upp"),
}

# What may be moved about a matter in a permit's life, by its kind.
REVOCATION_MOTIONS: Final[Words] = {
    "approve": _("Återkalla tillståndet, helt eller till en del"),
    "reject": _("Återkalla det inte: det gäller som förut"),
    "send_back": _("Åter till handläggningen"),
    "postpone": _("Skjuts upp"),
}

EXEMPTION_MOTIONS: Final[Words] = {
    **REVOCATION_MOTIONS,
    "approve": _("Ge undantaget"),
    "reject": _("Ge inte undantaget"),
}

MATTER_OUTCOMES: Final[Words] = {
    "revoke": _("Återkallelse"),
    "keep": _("Ingen återkallelse"),
    "exempt": _("Undantag från villkor"),
    "no_exemption": _("Inget undantag från villkor"),
}

# The rows of the matrix that no condition has words for.
WEIGHED: Final[Words] = {
    "patient": _("Patientens bästa"),
    "emergency_care": _("Akutsjukvård"),
    "patient_transports": _("Patienttransporter"),
    "education": _("Utbildning"),
    "research": _("Forskning"),
}

# What comes next in a meeting, by its state.
NEXT_IN_MEETING: Final[Words] = {
    "planned": _("Lägg ärenden på dagordningen, och kalla till sammanträdet."),
    "called": _("Underlaget kan läsas. Sammanträdet öppnas när det börjar."),
    "open": _("Anteckna vilka som är här, och ta ärendena i tur och ordning. Avsluta när alla är avgjorda."),
    "closed": _("Läs protokollet. De som ska justera det justerar samma text."),
    "frozen": _("Protokollet är justerat."),
}

# What comes next in an item for the one who reads it.
NEXT_IN_ITEM: Final[Words] = {
    "not_open": _("Ärendet avgörs när sammanträdet är öppet."),
    "decided": _("Ärendet är avgjort."),
    "propose": _("Inget förslag är lagt. Lägg det första."),
    "vote": _("Din röst saknas."),
    "may_vote": _("De andra röstar. Din röst behövs bara om deras blir lika många."),
    "voted": _("Du har röstat. Andra röster saknas, eller ordförandens beslut."),
    "decide": _("Säg vad som är beslutat."),
    "await": _("Ordföranden säger vad som är beslutat, om ingen begär omröstning."),
    "not_serving": _(
        "Du tjänstgör inte i ärendet: en annan fyller platsen, eller så är du inte antecknad som närvarande."
    ),
    "look_on": _("Ärendet är inte avgjort."),
}

MEETING_BUTTONS: Final[Words] = {
    "call_meeting": _("Kalla till sammanträdet"),
    "open_meeting": _("Öppna sammanträdet"),
    "take_part": _("Ta del i beslutet"),
    "close_meeting": _("Avsluta sammanträdet"),
}

# How well a rule of the board is known.
RULE_STANDINGS: Final[Words] = {
    "known": _("Känd regel"),
    "default": _("Förvalt värde: ingen regel för nämnden är läst"),
    "unknown": _("Inte känt"),
}
