"""The menu of those who are signed in: what each may go to, by the table of access."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A place to go: the name of its route, its word, and the activity that it needs."""

    name: str
    word: Promise
    needs: str


# In the order of the menu. A page that somebody starts from has its line here; the rest is reached from those.
MENU: Final[tuple[Entry, ...]] = (
    Entry("desk", _("Att göra"), "application.read_received"),
    Entry("received-application:list", _("Ansökningar"), "application.read_received"),
    Entry("officer-cases", _("Ärenden"), "case.see"),
    Entry("permit-matters", _("Tillståndens liv"), "permit_matter.see"),
    Entry("officer-proposals", _("Förslag"), "proposal.handle"),
    Entry("officer-doubts", _("Felrapporter"), "error_report.see"),
    Entry("officer-calls", _("Utlysningar"), "call.draft"),
    Entry("received-application:paper", _("På papper"), "application.register"),
    Entry("diarium", _("Diariet"), "diarium.exchange"),
    Entry("week", _("Regionens vecka"), "region.follow"),
    Entry("application:list", _("Våra ansökningar"), "application.read_own"),
    Entry("group-cases", _("Sakkunniggrupper"), "group.see"),
    Entry("opinions", _("Systemeffekter"), "opinion.see"),
    Entry("weighings", _("Beredning"), "weighing.see"),
    Entry("board-meetings", _("Nämnden"), "board.see"),
    Entry("own-permits", _("Våra tillstånd"), "permit_matter.see_own"),
    Entry("own-cooperations", _("Samverkan"), "cooperation.see_own"),
    Entry("hearing:list", _("Våra yttranden"), "hearing.read_own"),
    Entry("received-consultation:list", _("Remissvar"), "consultation.read_received"),
    Entry("consultation:list", _("Våra remissvar"), "consultation.read_own"),
    Entry("officer-rounds", _("Uppföljning"), "follow_up.see"),
    Entry("proposals", _("Våra förslag"), "proposal.read_own"),
    Entry("hospital-facts", _("Sjukhusuppgifter"), "hospital_facts.see"),
    Entry("units", _("Enheter"), "referral_information.edit"),
    Entry("tallies", _("Månadsräkning"), "figures.record_own"),
    Entry("annual_report:list", _("Våra årsrapporter"), "annual_report.read_own"),
    Entry("theme_answer:list", _("Våra temasvar"), "theme_answer.read_own"),
    Entry("people", _("Personer"), "people.see"),
    Entry("region-contacts", _("Regionens kontakt"), "region.describe"),
    Entry("regional-care", _("Vård i egen region"), "regional_care.edit"),
    Entry("described-units", _("Enhetsuppgifter"), "unit.describe"),
    Entry("notice", _("Meddelande"), "notice.put"),
    Entry("attempts", _("Avvisade försök"), "attempts.see"),
)
