"""What somebody who writes an area document should look at again, in words. Nothing here stops them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from nhv.language.faults import Fragment
from nhv.specification.area import Area, Condition, SubPermit

# They leave to somebody else what the document is there to decide.
HEDGES = ("vid behov", "eventuellt", "i förekommande fall", "om lämpligt", "i lämplig omfattning", "i möjligaste mån")


@dataclass(frozen=True)
class Check:
    """One thing to look at. `key` is the part's; empty for the document as a whole."""

    key: str
    said: Fragment


def drafting_checks(area: Area, facts: Collection[str] = ()) -> tuple[Check, ...]:
    """All of them, the document's own first. `facts` are the hospital facts that `general.toml` knows."""
    return (
        *_whole(area),
        *_same_words(area),
        *_exclusions(area),
        *(check for one in area.conditions for check in _condition(one, facts)),
        *_hedges(area),
        *_sub_permits(area),
    )


def _whole(area: Area) -> Iterator[Check]:
    if not any(group.points for group in area.scope):
        yield Check("", Fragment("Ingen punkt säger vad som är nationell högspecialiserad vård."))
    if area.units is None:
        yield Check("", Fragment("Antalet enheter är inte angivet."))
    if not area.conditions:
        yield Check("", Fragment("Inga villkor finns: den sökande får ingen fråga om dem."))
    if not area.pathways:
        yield Check("", Fragment("Det står inte hur patienten kommer till enheten."))


def _same_words(area: Area) -> Iterator[Check]:
    """The same words in what is included and in what is not, or twice."""
    included = {point.key: _words(point.text) for group in area.scope for point in group.points}
    excluded = {one.key: _words(one.text) for one in area.exclusions}
    for words in included.values():
        yield from (
            Check(
                other,
                Fragment("Avgränsningen har samma lydelse som en punkt: det ena säger emot det andra."),
            )
            for other, said in excluded.items()
            if said == words
        )
    for (_first, said), (second, other) in combinations(included.items(), 2):
        if said == other:
            yield Check(second, Fragment("Punkten har samma lydelse som en annan punkt."))


def _exclusions(area: Area) -> Iterator[Check]:
    for one in area.exclusions:
        if one.instead is None:
            yield Check(one.key, Fragment("Det står inte vem som gör vården i stället."))


def _condition(one: Condition, facts: Collection[str]) -> Iterator[Check]:
    if one.fact is not None and one.fact not in facts:
        yield Check(one.key, Fragment("Villkoret pekar på en uppgift som inte finns: {fact}.", fact=one.fact))
    if one.fact is None and one.question is None:
        yield Check(one.key, Fragment("Villkoret har ingen egen fråga, så den sökande får en allmän."))
    if one.force == "unstated":
        yield Check(
            one.key, Fragment("Det framgår inte om villkoret är ett krav (ska) eller en strävan (ska verka för).")
        )


def _hedges(area: Area) -> Iterator[Check]:
    decisive = [point for group in area.scope for point in group.points]
    for key, text in [*((one.key, one.text) for one in decisive), *((c.key, c.text) for c in area.conditions)]:
        for hedge in HEDGES:
            if re.search(rf"\b{hedge}\b", text.casefold()):
                yield Check(key, Fragment("”{hedge}” avgör inget: skriv när det gäller.", hedge=hedge))


def _sub_permits(area: Area) -> Iterator[Check]:
    for one in area.sub_permits:
        if one.units and area.units and one.units > area.units:
            yield Check(one.key, Fragment("Undertillståndet har fler enheter än området."))
        if not (one.covers.points or one.covers.population or one.covers.activities):
            yield Check(one.key, Fragment("Det framgår inte vad undertillståndet omfattar."))
    with_ages = sorted((one for one in area.sub_permits if _ages(one)), key=lambda one: _ages(one) or (0, 0))
    for first, second in pairwise(with_ages):
        yield from _between(first, second)


def _between(first: SubPermit, second: SubPermit) -> Iterator[Check]:
    (_from, below), (begins, _below) = _ages(first) or (0, 0), _ages(second) or (0, 0)
    other = first.text
    if begins < below:
        yield Check(
            second.key,
            Fragment(
                "Åldrarna överlappar dem i ”{other}”: {begins} och under {below} år.",
                other=other,
                begins=begins,
                below=below,
            ),
        )
    elif begins > below:
        yield Check(
            second.key,
            Fragment(
                "Mellan {below} och {begins} år gäller varken det här eller ”{other}”.",
                other=other,
                begins=begins,
                below=below,
            ),
        )


def _ages(one: SubPermit) -> tuple[int, int] | None:
    population = one.covers.population
    if population is None or (population.from_age is None and population.below_age is None):
        return None
    return population.from_age or 0, population.below_age or 200


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
