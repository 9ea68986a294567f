"""A question of what national highly specialised care is, or who decides it, and of no care in particular."""

import re

_NAMES = re.compile(
    r"nationell\w*\s+h(?:ö|o)g\s?specialiserad\w*\s+vård\w*|national(?:ly)?\s+high(?:ly)?\s+speciali[sz]ed\s+(?:medical\s+)?care"
    r"|(?<!\w)nhv(?:s|:s)?(?!\w)|(?<!\w)rikssjukvård\w*",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?<!\w)(?:vem|vilka|vilken|who)(?!\w).*?(?<!\w)(?:bestämmer|beslutar|bestämt|avgör|utser|ansvarar|decides?|decided)(?!\w)"
    r"|(?<!\w)hur(?!\w).*?(?<!\w)(?:bestäms|beslutas|avgörs|utses)(?!\w)",
    re.IGNORECASE,
)
# What may stand around it. Any other word names something that the question is about.
_AROUND = frozenset(
    """vad vem vilka vilken hur varför är var blir betyder innebär menas menar med står för förklara förklaring definition
    definitionen av om det den de detta som en ett egentligen begreppet ordet förkortningen i sverige landet och finns
    bestämmer beslutar bestämt avgör utser ansvarar bestäms beslutas avgörs utses ska vara får tillstånd tillstånden
    enhet enheter enheterna myndighet nämnd vård nationell
    what who which how why is are does do mean means meaning stand stands for explain define the a an of in sweden and it
    this decides decide decided on about permits permit units care national""".split()
)


def asks_what_it_is(question: str) -> bool:
    """Whether somebody asks what national highly specialised care is or who decides it: «vad betyder NHV», «vem
    bestämmer». Not where anything else is named."""
    if not (_NAMES.search(question) or _DECIDES.search(question)):
        return False
    return all(word in _AROUND for word in re.findall(r"[^\W\d_]+|[0-9]+", _NAMES.sub(" ", question).casefold()))
