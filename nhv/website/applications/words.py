"""What an application is called."""

from django.utils.translation import gettext_lazy as _

from nhv.website.filings.words import Words

WORDS = Words(
    name=_("Ansökan"),
    names=_("Ansökningar"),
    ours=_("Våra ansökningar"),
    begin=_("Börja en ansökan"),
    none_begun=_("Ingen ansökan är påbörjad."),
    already=_("Ni har redan en ansökan till utlysningen:"),
    for_nobody=_("Du skriver inte för någon region."),
    seen_when_sent=_("Det ni skriver ser bara ni. Socialstyrelsen ser ansökan först när den är inskickad."),
    due=_("Ansökan ska ha kommit in"),
    completion_asked=_("Socialstyrelsen ber er komplettera"),
    not_sent=_("Ansökan är inte inskickad"),
    is_received=_("Ansökan är mottagen"),
    then=(
        _("Registratorn på Socialstyrelsen ger ansökan ett diarienummer. Det visas då här."),
        _("En handläggare läser ansökan. Behöver den kompletteras får ni ett brev om vad och till när."),
        _("När ansökningstiden är slut bereds alla ansökningar, och sedan beslutar nämnden vem som får tillstånd."),
    ),
    withdraw=_("Återta ansökan"),
    is_withdrawn=_("Ansökan är återtagen. Allt ni har skickat in går att läsa."),
    if_withdrawn=_(
        "En återtagen ansökan prövas inte, och det går inte att ångra. Allt som är inskickat finns kvar och kan läsas, "
        "av er och som allmän handling. Vill ni söka ändå kan ni börja en ny ansökan så länge ansökningstiden pågår. "
        "Den kan börja med svaren och filerna från den återtagna."
    ),
    begin_again=_("Börja en ny ansökan med det ni skrev i den här"),
    no_withdrawal=_("Ansökan kan inte återtas av dig, eller är inte inskickad."),
    not_here=_("Här finns ingen ansökan, eller så hör den inte till din organisation."),
    received=_("Inkomna ansökningar"),
    none_fits=_("Ingen ansökan passar det du har valt."),
    none_late=_("Ingen ansökan har kommit för sent."),
    none_received=_("Ingen ansökan har kommit in ännu."),
    about=_("Utlysning"),
    not_received=_("Det finns ingen inkommen ansökan med den ärendekoden."),
    was_received=_("Socialstyrelsen har tagit emot ansökan."),
    on_paper=_("Ansökan på papper"),
    many_on_paper=_("Ansökningar på papper"),
    enter=_("För in en ansökan på papper"),
    about_which=_("Vilken utlysning gäller ansökan?"),
)
