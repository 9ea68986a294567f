"""The words of a permit's life for what the program names in English."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from nhv.website.process_words import Words

# What a unit says in its yearly report, in the words that the form keeps.
REPORTED: Final[Words] = {
    "met": _("Uppfyllt"),
    "partly": _("Delvis uppfyllt"),
    "not": _("Inte uppfyllt"),
}

# What happened with a condition.
TURNS: Final[Words] = {
    "proposed": _("Föreslaget, och sänt på remiss"),
    "answered": _("Remissens svar"),
    "defined": _("I beslutet om definition"),
    "called": _("Utlyst"),
    "moved": _("Föreslagen ändring i nämnden"),
    "heard": _("De sökande fick yttra sig om ändringen"),
    "adopted": _("Antaget av nämnden"),
    "adjusted": _("Ändrat av nämnden"),
    "struck": _("Struket av nämnden"),
    "added": _("Tillagt av nämnden"),
    "tried": _("Prövat i ett tillstånd"),
}

# What is proposed about a condition.
CHANGES_OF_CONDITIONS: Final[Words] = {
    "adjust": _("Ny lydelse"),
    "stricter": _("Strängare lydelse"),
    "strike": _("Villkoret stryks"),
    "add": _("Nytt villkor"),
}

MATTER_KINDS: Final[Words] = {
    "change": _("Ändring i ett tillstånd"),
    "revocation": _("Återkallelse av ett tillstånd"),
    "exemption": _("Undantag från villkor"),
    "re_examination": _("Omprövning av ett tillstånd"),
    "units": _("Antalet enheter"),
}

# What a decision on a matter comes to, by its kind: in words that cannot be taken for an answer to something else.
MATTER_DECIDED: Final[Words] = {
    "change-yes": _("Ändringen godtas"),
    "change-no": _("Ändringen godtas inte"),
    "revocation-yes": _("Tillståndet återkallas, helt eller till en del"),
    "revocation-no": _("Tillståndet återkallas inte"),
    "exemption-yes": _("Undantaget ges"),
    "exemption-no": _("Undantaget ges inte"),
    "re_examination-yes": _("Något i tillståndet behöver ändras"),
    "re_examination-no": _("Tillståndet gäller som förut"),
    "units-yes": _("Antalet enheter behöver ändras"),
    "units-no": _("Antalet enheter är som förut"),
}

MATTER_STATES: Final[Words] = {
    "open": _("Öppet"),
    "heard": _("Innehavaren får yttra sig"),
    "board": _("Inför nämnden"),
    "decided": _("Avgjort"),
    "closed": _("Avslutat"),
}

# The three grounds of 7 ch. 5 a § of the Health and Medical Services Act (2017:30).
MATTER_GROUNDS: Final[Words] = {
    "conditions": _("Villkoren uppfylls inte längre"),
    "basis": _("Förutsättningarna för tillståndet har ändrats"),
    "request": _("Innehavaren begär det"),
}

MATTER_ACTS: Final[Words] = {
    "note": _("Anteckna en uppföljning"),
    "hear": _("Hör innehavaren"),
    "to_board": _("Lämna till nämnden"),
    "decide": _("För in beslutet"),
    "close": _("Avsluta ärendet"),
}

ORIGINAL_HEADINGS: Final[Words] = {
    "definition": _("Socialstyrelsens beslut"),
    "board": _("Nämndens beslut"),
}
