"""What the places of a round have answered in its theme, for officers."""

from dataclasses import dataclass

from nhv.derived.theme_answer import MAY_BE_SHOWN, said
from nhv.filings.models import Filing, FilingVersion
from nhv.followup.models import Duty, Theme
from nhv.followup.queries import duties_of
from nhv.followup.recognised import found_in
from nhv.followup.theme_kind import KIND
from nhv.rules.refusals import Refused


@dataclass(frozen=True)
class Answered:
    """What one place of the round has answered in its newest version: nothing where nothing has come. `of_patients` are
    words in it that nobody but the authority may read, `may_point_out` those that somebody must answer for first."""

    duty: Duty
    filing: Filing | None = None
    said: tuple[tuple[str, str], ...] = ()
    is_willing: bool = False
    of_patients: tuple[str, ...] = ()
    may_point_out: tuple[str, ...] = ()

    @property
    def may_be_shown(self) -> bool:
        """Whether everybody may read it: the unit has said so, and it says nothing of patients."""
        return self.is_willing and bool(self.said) and not self.of_patients


def theme_at(year: int) -> Theme:
    """The theme of a year. One query. Raises Refused where there is none."""
    found = Theme.objects.select_related("round").filter(round__year=year).first()
    if found is None:
        raise Refused("no_theme", "Det finns inget tema för {year}.", year=str(year))
    return found


def answers_to(theme: Theme) -> list[Answered]:
    """Every place of the round, by area and place, with what it has answered. Three queries. A draft is its own."""
    duties = list(duties_of(theme.round.year).order_by("document__name", "place__name", "key"))
    received = Filing.objects.filter(kind=KIND.name, about__in=[one.key for one in duties], received_at__isnull=False)
    filings = {one.about: one for one in received.order_by("-pk")}
    versions = FilingVersion.objects.filter(filing__in=list(filings.values())).order_by("number")
    newest = {one.filing_id: one.answers_by_key for one in versions}
    found = []
    for duty in duties:
        filing = filings.get(duty.key)
        if filing is None:
            found.append(Answered(duty))
            continue
        words = tuple(said(theme.questions, newest[filing.pk]))
        marked = found_in(words)
        stopping, asking = (tuple(one.words for one in marked if one.stops is stops) for stops in (True, False))
        is_willing = newest[filing.pk].get(MAY_BE_SHOWN) is True
        found.append(Answered(duty, filing, words, is_willing, stopping, asking))
    return found
