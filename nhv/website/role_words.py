"""What each role is called, and what it does."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]

ROLES: Final[Words] = {
    "administrator": _("administratör"),
    "officer": _("handläggare"),
    "registrar": _("registrator"),
    "region_administrator": _("regionens administratör"),
    "region_coordinator": _("regionens samordnare"),
    "writer": _("skribent"),
    "signatory": _("behörig att skicka in"),
    "attester": _("intygar sjukhusets uppgifter"),
    "unit_editor": _("enhetens redaktör"),
    "proposer": _("förslagsställare"),
    "expert": _("sakkunnig"),
    "preparatory_member": _("ledamot i beredningsgrupp"),
    "preparatory_secretary": _("sekreterare i beredningsgrupp"),
    "board_chair": _("ordförande i nämnden"),
    "board_member": _("ledamot i nämnden"),
    "board_deputy": _("ersättare i nämnden"),
    "board_secretary": _("nämndens sekreterare"),
    "patient_representative": _("patientföreträdare"),
}

ROLE_MEANINGS: Final[Words] = {
    "administrator": _("Bjuder in människor och ger dem roller, i alla organisationer."),
    "officer": _("Gör utlysningar och handlägger det som kommit in."),
    "registrar": _("Diarieför, och för in det som kommit på papper."),
    "region_administrator": _("Bjuder in människor och ger dem roller, i regionen och vid dess sjukhus."),
    "region_coordinator": _("Följer allt som regionen har att göra, och håller regionens kontakt."),
    "writer": _("Skriver regionens ansökningar."),
    "signatory": _("Skriver och skickar in regionens ansökningar, och kan återta dem."),
    "attester": _("Intygar det som gäller hela sjukhuset, så att det kan användas i flera ansökningar."),
    "unit_editor": _("Håller uppgifterna om hur man remitterar till enheten."),
    "proposer": _("Föreslår områden för programområdet eller regionen, och ser vad det blir av dem."),
    "preparatory_member": _("Bedömer vad en definition betyder för annan vård."),
    "preparatory_secretary": _("Skriver ihop beredningsgruppens bedömning och avger yttrandet."),
    "board_chair": _("Leder nämndens sammanträden och säger vad som är beslutat."),
    "board_member": _("Läser det som ska avgöras, föreslår och röstar för sin sjukvårdsregions plats."),
    "board_deputy": _("Tjänstgör i nämnden när den som hen ersätter inte är där eller är jävig."),
    "board_secretary": _("Kallar till nämndens sammanträden och antecknar vad som händer där."),
    "expert": _("Skriver områdets text i sakkunniggruppen."),
    "patient_representative": _("Företräder patienterna i sakkunniggruppen, med samma text och samma rätt att skriva."),
}
