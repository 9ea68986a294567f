"""What is said beside an area's figures, on the page and on paper alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nhv.specification.measures import TREATED
from nhv.website.public.results_expected import of_expected

if TYPE_CHECKING:
    from nhv.website.public.results import Reading


@dataclass(frozen=True)
class Sentences:
    """Each sentence, empty where there is nothing to say; `not_reported` has one for each unit and year."""

    of_chance: str
    of_hidden: str
    not_reported: tuple[str, ...]
    restated: str
    of_conditions: str
    of_trend: str
    of_inhabitants: str
    not_by_all: str
    of_expected: str
    of_fewer: str
    of_coverage: str
    of_measures: tuple[str, ...]
    not_divided: str
    narrower_later: str


def sentences_of(reading: "Reading") -> Sentences:
    """Those of one edition, in the reader's language."""
    silent, expected = reading.silent(), reading.document.expected
    return Sentences(
        of_chance=_(
            "Få patienter gör att talen svänger mellan år av en slump. En skillnad mellan enheter eller år säger "
            "därför inget i sig om vården, och enheterna rangordnas inte."
        ),
        of_hidden=_(
            "Ett dolt tal är varken noll eller okänt. Det visas inte för att ingen patient ska kunna pekas ut, och "
            "visas i bild som ett streckat band över de tal som det kan vara. Också ett stort tal kan vara dolt: "
            "annars gick ett litet att räkna ut som skillnaden mot summan."
        ),
        not_reported=tuple(
            _(
                "%(unit)s hade inte rapporterat %(when)s när uppgifterna för året publicerades, och är inte med i "
                "summorna för det året. En rapport som kommer senare tas med när den kan visas utan att någon pekas ut."
            )
            % {"unit": reading.name(one.unit), "when": one.year}
            for one in reading.document.not_reported
        ),
        restated=_restated(reading),
        of_conditions=_("Enheternas egna uppgifter i årsrapporter som är godtagna."),
        of_trend=_("Talen är de som först publicerades för varje år, så att åren går att jämföra."),
        of_inhabitants=_("Hur många som bor i varje region är Statistiska centralbyråns uppgift.")
        if any(one.show == "rate" for one in reading.document.tables)
        else "",
        not_by_all=f"{_('Inte rapporterat av alla enheter, och därför inte visat:')} {'; '.join(silent)}."
        if silent
        else "",
        of_expected=of_expected(expected) if expected else "",
        of_fewer=_(
            "Färre än väntat säger inte att någon har gjort fel. Det kan vara en slump, att färre blir sjuka där, att "
            "källan räknar andra än rapporterna, eller att patienter inte har remitterats. Färre eller fler står bara "
            "där slumpen ensam ger så stor skillnad högst en gång på tusen."
        )
        if expected
        else "",
        of_coverage=_covered(reading),
        of_measures=_of_measures(reading),
        not_divided=_not_divided(reading),
        narrower_later=_(
            "Mellan vilka tal ett dolt tal ligger är uträknat när utgåvan publicerades. Senare utgåvor kan göra det "
            "snävare, men aldrig så snävt att någon pekas ut."
        )
        if any(one.published_at > reading.edition.published_at for one in reading.all_editions)
        else "",
    )


def _of_measures(reading: "Reading") -> tuple[str, ...]:
    """What holds for all measures of a kind."""
    kinds = {one.kind for one in reading.measures}
    said = [
        _(
            "Vad som är vård inom tillståndet står i områdets definition. En enhet räknar varje patient en gång i "
            "varje mått. Den som har vårdats vid två enheter räknas vid båda."
        )
    ]
    if "duration" in kinds:
        said.append(
            _(
                "Tider är i dagar. Varje enhet rapporterar sin median: lika många patienter har kortare tid som "
                "längre. Den visas bara där patienterna är minst tjugo."
            )
        )
    return tuple(said)


def _not_divided(reading: "Reading") -> str:
    """Why the page says nothing of where the patients live, though the units have reported it."""
    if any(one.of == TREATED and one.show == "count" and "home" in one.by for one in reading.document.tables):
        return ""
    return _(
        "Var patienterna bor, hur gamla de är och deras kön har enheterna rapporterat, men det visas inte här: "
        "patienterna är så få att någon kunde pekas ut. När tre år är rapporterade kan åren visas tillsammans."
    )


def _covered(reading: "Reading") -> str:
    told = reading.document.coverage
    if told is None:
        return ""
    said = _("%(registry)s uppger att det har %(percent)s %% av sina patienter (%(year)s). Källa: %(source)s.")
    return said % told.model_dump()


def _restated(reading: "Reading") -> str:
    edition = reading.document.edition
    if not edition.note:
        return ""
    if edition.corrected:
        return _("Uppgifterna är rättade sedan de först publicerades.")
    return _("En rättelse har kommit. Den tas med när den kan visas utan att någon pekas ut.")
