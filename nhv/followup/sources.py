"""Where a report's numbers come from, besides somebody's hand: what is counted month by month, files, and last year."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhv.filings.models import Filing
from nhv.filings.tables import FilingBase
from nhv.filings.working_copy import own_answers
from nhv.followup.models import AnswerSource, Duty
from nhv.followup.queries import asked_of, last_year_of
from nhv.language.faults import Fragment
from nhv.register.figures import Source, source_named, yearly
from nhv.register.models import Figure
from nhv.rules.refusals import Refused
from nhv.specification.answers import Change, changed
from nhv.specification.follow_up import is_about_condition, total_key

TALLY = Source("tally", Fragment("månadsräkning"))
LAST_YEAR, TYPED = "last_year", "typed"
_WORDS = {LAST_YEAR: Fragment("förra årets rapport"), TYPED: Fragment("skrivet")}


@dataclass(frozen=True)
class Offer:
    """What one source would answer: by question, and of how many months it is, where it is counted by month."""

    source: str
    answers: Mapping[str, Any]
    months: int = 0

    def changes(self, filing: FilingBase) -> tuple[Change, ...]:
        """What would be otherwise than now."""
        now = own_answers(filing)
        return changed(filing.outline.outline, now, {**now, **self.answers})


def words_of(source: str) -> Fragment:
    """What a source is called."""
    return _WORDS.get(source) or source_named(source).words


def offers(duty: Duty) -> list[Offer]:
    """What the sources know of what is asked; none that knows nothing. Sources are never added up with each other."""
    asked = asked_of(duty)
    found: dict[str, dict[str, int]] = {}
    months: dict[str, int] = {}
    for one in yearly(duty.area.key, duty.round.year):
        if one.place == duty.place.key and one.measure in {measure.key for measure in asked.patients}:
            found.setdefault(one.source, {})[total_key(one.measure)] = one.count
            months[one.source] = max(one.months, months.get(one.source, 0))
    counts = [Offer(source, answers, months[source]) for source, answers in sorted(found.items())]
    before = {key: value for key, value in last_year_of(duty).items() if is_about_condition(key)}
    return [*counts, *([Offer(LAST_YEAR, before)] if before else [])]


def offer_of(duty: Duty, source: str) -> Offer:
    """What this source would answer. Raises Refused where it knows nothing."""
    found = next((one for one in offers(duty) if one.source == source), None)
    if found is None:
        raise Refused("source_knows_nothing", "Där finns inget att hämta till rapporten.")
    return found


def came_from(filing: FilingBase, questions: Collection[str], source: str) -> None:
    """Remember where these answers came from, in the caller's transaction."""
    AnswerSource.objects.bulk_create(
        AnswerSource(filing=filing.key, question=key, revision=filing.revision, source=source) for key in questions
    )


def sources_of(filings: Collection[Filing]) -> dict[str, dict[str, str]]:
    """By filing's key and question, where each answer that stands now came from. Two queries."""
    told = AnswerSource.objects.filter(filing__in=[one.key for one in filings])
    known = {(one.filing, one.question, one.revision): one.source for one in told}
    found: dict[str, dict[str, str]] = {}
    for filing in filings:
        rows = filing.answers.filter(replaced_at_revision__isnull=True, value__isnull=False)
        found[filing.key] = {row.key: known.get((filing.key, row.key, row.revision), TYPED) for row in rows}
    return found


def counted_by_source(filing: Filing) -> Counter[str]:
    """How many of the answers came from where."""
    return Counter(sources_of([filing])[filing.key].values())


def tally_of(area: str, place: str, year: int) -> dict[tuple[str, int], int]:
    """By measure and month, what the coordinator has counted. One query."""
    within = (date(year, 1, 1), date(year, 12, 31))
    found = Figure.objects.known().filter(area__key=area, place__key=place, source=TALLY.name, month__range=within)
    return {(one.measure, one.month.month): one.count for one in found}
