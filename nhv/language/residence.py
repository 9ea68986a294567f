"""Whether a question tells of a patient who does not live in Sweden, or has no papers here."""

import re

_ABROAD = re.compile(
    r"(?<![\w-])(?:papperslös\w*|asylsök\w*|(?:gömd\s+)?flykting\w*|utan\s+(?:papper|uppehållstillstånd|(?:svenskt\s+)?personnummer)"
    r"|utländsk\w*|utlänning\w*|utlandspatient\w*|utlandet|utomlands|turist\w*|eu-(?:patient\w*|medborgar\w*|kort\w*)"
    r"|tredjeland\w*|ej\s+folkbokförd|inte\s+folkbokförd"
    r"|från\s+(?:norge|danmark|finland|island|tyskland|polen|ukraina|syrien|england|storbritannien|usa|estland|lettland"
    r"|litauen)|undocumented|asylum\s+seek\w*|refugees?|foreign(?:er)?s?|tourists?|without\s+papers"
    r"|from\s+(?:norway|denmark|finland|germany|poland|ukraine|abroad))(?![\w-])",
    re.IGNORECASE,
)

Span = tuple[int, int]


def from_abroad(text: str) -> tuple[Span, ...]:
    """Where the words stand that say so; none where nothing does."""
    return tuple(match.span() for match in _ABROAD.finditer(text))
