"""What a kind of filing is called on its pages. A new kind says what it has other words for; the rest is as here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = Promise | str


@dataclass(frozen=True)
class Words:
    """Whole phrases, so that each language can put them in its own way. `name` and `names` head pages and lists."""

    name: Text = _("Svar")
    names: Text = _("Svar")
    ours: Text = _("Våra svar")
    # The owner's pages.
    begin: Text = _("Börja ett svar")
    none_begun: Text = _("Inget svar är påbörjat.")
    already: Text = _("Ni har redan ett svar:")
    for_nobody: Text = _("Du skriver inte för någon som kan svara.")
    seen_when_sent: Text = _("Det ni skriver ser bara ni, tills ni har skickat in det.")
    due: Text = _("Svaret ska ha kommit in")
    completion_asked: Text = _("Mottagaren ber er komplettera")
    not_sent: Text = _("Svaret är inte inskickat")
    is_received: Text = _("Svaret är mottaget")
    # What follows when it has been received, a sentence each.
    then: tuple[Text, ...] = ()
    withdraw: Text = _("Återta svaret")
    is_withdrawn: Text = _("Svaret är återtaget. Allt ni har skickat in går att läsa.")
    if_withdrawn: Text = _(
        "Det går inte att ångra. Allt som är inskickat finns kvar och kan läsas, av er och som allmän handling."
    )
    begin_again: Text = _("Börja ett nytt svar med det ni skrev i det här")
    no_withdrawal: Text = _("Svaret kan inte återtas av dig, eller är inte inskickat.")
    not_here: Text = _("Här finns inget svar, eller så är det inte ditt.")
    # The pages of who has received it.
    received: Text = _("Inkomna svar")
    none_fits: Text = _("Inget svar passar det du har valt.")
    none_late: Text = _("Inget svar har kommit för sent.")
    none_received: Text = _("Inget svar har kommit in ännu.")
    about: Text = _("Gäller")
    not_received: Text = _("Det finns inget inkommet svar med den ärendekoden.")
    was_received: Text = _("Svaret är mottaget.")
    on_paper: Text = _("Svar på papper")
    many_on_paper: Text = _("Svar på papper")
    enter: Text = _("För in ett svar på papper")
    about_which: Text = _("Vad gäller svaret?")
