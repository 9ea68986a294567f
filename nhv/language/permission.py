"""A question of who may do something: «får vi göra HIPEC i Örebro», «har Sahlgrenska tillstånd för …»."""

import re

_WE = r"(?:vi|jag|man|ni|ens|kliniken|sjukhuset|lasarettet|regionen|enheten|we|i|you|our\s+\w+|the\s+\w+)"
_DO = (
    r"(?:göra|gör|utföra|bedriva|operera|behandla|transplantera|ge|erbjuda|sköta|starta|börja|fortsätta|implantera"
    r"|perform|do|operate|treat|offer|give|start|transplant)"
)
_DONE = (
    r"(?:göras|utföras|bedrivas|opereras|behandlas|transplanteras|ges|erbjudas|startas|be\s+(?:done|performed|given"
    r"|operated|treated|offered|transplanted))"
)
_MAY = r"(?:får|kan|kunde|vill|ska|skulle|may|can|could)"
# «får vi remittera», «kan vi skicka»: asked is the way in, and not whose care it is.
_SENDS = re.compile(
    r"(?<!\w)(?:remitter|skick|remiss|söka|söker|ringa|överflytt|transporter|flyttas|refer|send|vart|where)\w*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"(?<!\w)(?:har|hade|saknar|innehar|have|has|holds?)(?!\w)[^.;]*?(?<!\w)(?:tillstånd\w*|permits?|licen[cs]e)(?!\w)"
    rf"|(?<!\w)(?:tillåt\w+|olagligt|lagligt|lov\s+att|allowed|permitted)(?!\w)"
    rf"|(?<!\w){_MAY}\s+{_WE}(?!\w)[^.;]*?(?<!\w){_DO}(?!\w)"
    rf"|^\W*(?:får|may)\s[^.;]*?(?<!\w)(?:{_DO}|{_DONE})(?!\w)"
    rf"|(?<!\w){_MAY}(?!\w)[^.;]*?(?<!\w){_DONE}(?!\w)"
    rf"|^\W*(?:görs|utförs|bedrivs|gör|utför|bedriver|opererar|does|do)(?!\w)"
    rf"|(?<!\w)(?:är|is)(?!\w)[^.;]*?(?<!\w)nhv\s+(?:i|på|vid|hos|in|at)(?!\w)",
    re.IGNORECASE,
)
_HERE = re.compile(r"(?<!\w)(?:här|hos\s+oss|vår\w*|here|our|vi|we|jag)(?!\w)", re.IGNORECASE)
_LEAVE = re.compile(r"^\W*(?:får|may)\s|(?<!\w)(?:tillstånd\w*|tillåt\w+|permits?|allowed)(?!\w)", re.IGNORECASE)
# What belongs to asking for it, and to no disease.
_WORDS = re.compile(
    r"(?<!\w)(?:tillstånd\w*|tillåt\w+|lagligt|olagligt|lov|bedriv\w*|utför\w*|börja\w*|starta\w*|erbjud\w*|fortsätta"
    r"|innehar|saknar|permits?|permission|licen[cs]e|allowed|permitted|perform\w*|offer|nationellt)(?!\w)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def asks_who_may(text: str, *, names_place: bool) -> bool:
    """Whether a question asks who may do something. `names_place`: it names a hospital, a town or a region. Who says
    neither that nor «we», «here», «får» or «tillstånd» asks only what the care is."""
    named = names_place or _HERE.search(text) is not None or _LEAVE.search(text) is not None
    return named and _ASKS.search(text) is not None and not _SENDS.search(text)


def words_of_asking(text: str) -> tuple[Span, ...]:
    """Where the words stand that only say that leave is asked for."""
    return tuple(match.span() for match in _WORDS.finditer(text))
