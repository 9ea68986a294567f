"""Where words stand in a file that somebody sent, as people call it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from nhv.website.process_words import Words

PLACES: Final[Words] = {
    "Utanför fälten": _("Utanför fälten"),
    "Struken text": _("Struken text"),
    "Dold text": _("Dold text"),
    "Borttagen text (spårad ändring)": _("Borttagen text (spårad ändring)"),
    "Textruta": _("Textruta"),
    "Kommentar": _("Kommentar"),
    "Bildens beskrivning": _("Bildens beskrivning"),
    "Diagram": _("Diagram"),
    "Not": _("Not"),
    "Sidhuvud": _("Sidhuvud"),
    "Sidfot": _("Sidfot"),
    "Filens egen uppgift": _("Uppgift som Word hämtar ur filen"),
    "Annan fil som hör till texten": _("Annan fil som hör till texten men inte följer med"),
    "Typsnitt vars tecken inte går att läsa": _("Tecken ur ett typsnitt som inte går att läsa"),
    "Vad ett annat program visar i stället": _("Vad ett annat program visar i stället"),
    "Bild": _("En bild eller ett infogat objekt; bifoga det för sig"),
    "Del av filen som inte är läst": _("Del av filen som inte är läst"),
    "Spårade ändringar": _("Spårade ändringar som inte är godkända; svaren är lästa som om alla vore godkända"),
}
