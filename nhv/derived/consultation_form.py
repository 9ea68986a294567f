"""What a body that is consulted is asked: the whole first, then each part of the text in its own words.

The general questions are those that Socialstyrelsen has asked before: a stand, and words on definition, number of
units, conditions and consequences. A part may be left without an answer: silence is no support.
"""

from collections.abc import Iterator, Mapping

from nhv.specification.area import Area
from nhv.specification.area_in_writing import as_asked_about
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.parts import Frozen
from nhv.specification.questions import Question

SUPPORT, CHANGE, OPPOSE = "Stöder", "Vill ändra", "Avstyrker"
STANDS = (SUPPORT, CHANGE, OPPOSE)
WHOLE_KEY = "helheten"
WHOLE = ("Tillstyrker", "Tillstyrker med synpunkter", "Avstyrker")
GENERAL = (
    ("definition", "Synpunkter på definitionen"),
    ("antal-enheter", "Synpunkter på antalet enheter"),
    ("villkor", "Synpunkter på de särskilda villkoren"),
    ("konsekvenser", "Konsekvenser för er region, också för akutsjukvård, transporter, utbildning och forskning"),
)
# What somebody without an account is asked instead: most of them have no region.
OPEN_GENERAL = {
    "konsekvenser": "Konsekvenser av förslaget, också för akutsjukvård, transporter, utbildning och forskning"
}
# Before the number of the part among the text's parts, which never change once it is frozen.
STAND, WHY = "standpunkt", "skal"


# Whose answer it is, where no account says so.
WHOLE_FILE = "hela-svaret"
FOR_WHOM, NAME, FOR_ORGANISATION, ORGANISATION = "for-vem", "namn", "En organisation", "organisation"


def consultation_form(area: Area) -> Outline:
    """The outline of a region's answer to the frozen text of this area."""
    return Outline(
        kind="consultation",
        title=f"Remissvar: {area.name}",
        sections=(_general(), *_sections(area), _decided()),
    )


def open_consultation_form(area: Area) -> Outline:
    """The same for somebody without an account, who says first for whom they answer."""
    return Outline(
        kind="open_answer",
        title=f"Remissvar: {area.name}",
        sections=(_who(), _general(OPEN_GENERAL), *_sections(area, "Ståndpunkt", _OPEN_WHY), _paper()),
    )


def parts_asked_about(area: Area) -> dict[str, str]:
    """The question about each part that can be answered: the question's key → the part's."""
    return {f"{STAND}-{number}": key for number, (key, _part) in enumerate(_parts(area))}


def _general(instead: Mapping[str, str] | None = None) -> Section:
    texts = {**dict(GENERAL), **(instead or {})}
    whole = Asked(key=WHOLE_KEY, question=Question(kind="choice", text="Förslaget i sin helhet", choices=WHOLE))
    words = (
        Asked(key=f"allmant-{key}", question=Question(kind="text", text=text, required=False))
        for key, text in texts.items()
    )
    return Section(key="allmant", heading="Allmänt", questions=(whole, *words))


def _who() -> Section:
    return Section(
        key="vem",
        heading="Vem som svarar",
        lead="Svaret är en allmän handling. En privatpersons namn och kontaktuppgifter läggs inte ut på webben.",
        questions=(
            Asked(
                key=FOR_WHOM,
                question=Question(kind="choice", text="För vem svarar du?", choices=("Mig själv", FOR_ORGANISATION)),
            ),
            Asked(key=NAME, question=Question(kind="text", text="Ditt namn", most=200)),
            Asked(
                key=ORGANISATION,
                question=Question(
                    kind="text", text="Organisationens namn, om du svarar för en", most=200, required=False
                ),
            ),
        ),
    )


def _paper() -> Section:
    """The answer itself, where it came on paper and was entered by registrars."""
    whole = Question(kind="attachment", text="Svaret som fil", required=False)
    return Section(key="handling", heading="Svaret som fil", questions=(Asked(key=WHOLE_FILE, question=whole),))


def _decided() -> Section:
    """Who in the region has decided the answer, and when."""
    return Section(
        key="beslut",
        heading="Regionens beslut",
        questions=(
            Asked(key="beslutsdag", question=Question(kind="date", text="Dag för beslutet om svaret", required=False)),
            Asked(key="paragraf", question=Question(kind="text", text="Instans och paragraf", required=False)),
            Asked(
                key="protokollsutdrag", question=Question(kind="attachment", text="Protokollsutdrag", required=False)
            ),
            Asked(
                key="gemensamt",
                question=Question(
                    kind="yes_no", text="Är svaret gemensamt för regionerna i er sjukvårdsregion?", required=False
                ),
            ),
            Asked(
                key="gemensamt-med",
                question=Question(kind="text", text="Vilka regioner svaret är gemensamt med", most=300, required=False),
            ),
            Asked(key=WHOLE_FILE, question=Question(kind="attachment", text="Svaret som fil", required=False)),
        ),
    )


_HEADINGS = {
    "ScopeGroup": ("definition", "Definitionen, punkt för punkt"),
    "Point": ("definition", "Definitionen, punkt för punkt"),
    "InnerPoint": ("definition", "Definitionen, punkt för punkt"),
    "Clarification": ("fortydliganden", "Förtydligandena"),
    "Exclusion": ("avgransningar", "Avgränsningarna"),
    "SubPermit": ("undertillstand", "Undertillstånden"),
    "Pathway": ("vagar", "Vägarna in"),
    "Criterion": ("vagar", "Vägarna in"),
    "Condition": ("villkoren", "Villkoren"),
    "Measure": ("matt", "Uppföljningsmåtten"),
}


_WHY = "Skäl, och er lydelse om ni vill ändra"
_OPEN_WHY = "Skäl, och en annan lydelse om du vill ändra"


def _sections(area: Area, stand: str = "Er ståndpunkt", why: str = _WHY) -> Iterator[Section]:
    gathered: dict[tuple[str, str], list[Asked]] = {}
    for number, (key, part) in enumerate(_parts(area)):
        gathered.setdefault(_HEADINGS[type(part).__name__], []).extend(_about(number, key, part, stand, why))
    for (key, heading), asked in gathered.items():
        yield Section(key=f"om-{key}", heading=heading, questions=tuple(asked))


def _about(number: int, key: str, part: Frozen, stand: str, why: str) -> Iterator[Asked]:
    words = as_asked_about(part)
    yield Asked(
        key=f"{STAND}-{number}",
        about=key,
        clause=words,
        clause_is="part",
        question=Question(kind="choice", text=stand, choices=STANDS, required=False),
    )
    yield Asked(
        key=f"{WHY}-{number}",
        about=key,
        further=True,
        question=Question(kind="text", text=why, required=False),
    )


def _parts(area: Area) -> Iterator[tuple[str, Frozen]]:
    """Those that say something; a heading by itself is nothing to have a stand on."""
    return ((key, part) for key, part in area.keyed() if getattr(part, "text", None))
