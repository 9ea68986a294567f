"""What others say of how many patients there are, laid beside what is published: by the area's newest words."""

from nhv.disclosure.expected import with_expected
from nhv.disclosure.published import Expectation, Published, RegistryCoverage
from nhv.followup.queries import inhabitants
from nhv.register.queries import area_on
from nhv.specification.expected import Coverage, Expected
from nhv.specification.measures import TREATED


def beside_others(document: Published, area: str) -> Published:
    """The same with what is expected, and how much a quality registry covers, where the area's document tells it."""
    shown = area_on(area)
    if shown is None:
        return document
    specification = shown.document.specification
    if specification.coverage:
        document = document.model_copy(update={"coverage": _coverage(specification.coverage)})
    if specification.expected:
        return with_expected(document, TREATED, _expectation(specification.expected), inhabitants())
    return document


def _expectation(told: Expected) -> Expectation:
    return Expectation(
        least=told.least,
        most=told.most,
        counts=told.counts,
        counts_en=told.counts_en or "",
        source=told.source.title,
        address=told.source.address or "",
    )


def _coverage(told: Coverage) -> RegistryCoverage:
    return RegistryCoverage(
        registry=told.registry,
        percent=told.percent,
        year=told.year,
        source=told.source.title,
        address=told.source.address or "",
    )
