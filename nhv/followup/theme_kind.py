"""A unit's answer in the in-depth follow-up of a year as a kind of filing. It is about what the annual report is about:
the duty of a permit in a round, once the round has a theme."""

from datetime import datetime

from nhv.derived.theme_answer import KIND as NAME
from nhv.derived.theme_answer import theme_answer
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.tables import FilingBase
from nhv.followup.kind import PLACES, duty_at, is_first, owed_activities, owed_by, year_of
from nhv.followup.models import Duty, Theme
from nhv.followup.theme_moves import ANSWER
from nhv.rules.refusals import Refused


def theme_of(duty: Duty) -> Theme:
    """What the round of a duty is asked. One query. Raises Refused where nothing is."""
    found = Theme.objects.filter(round=duty.round_id).first()
    if found is None:
        raise Refused(
            "no_theme_to_answer",
            "Det finns inget tema att svara på för {year}. Börja från listan.",
            year=str(duty.round.year),
        )
    return found


def _asked(about: str) -> Subject:
    duty = duty_at(about)
    theme = theme_of(duty)
    unit = f"{duty.document.name}, {duty.place.name}"
    return Subject(theme_answer(theme.subject, theme.clause, theme.questions, unit), duty.document)


def _closes_at(filing: FilingBase) -> datetime | None:
    return Theme.objects.filter(round__duties__key=filing.about).values_list("closes_at", flat=True).first()


def _check_open(filing: FilingBase, at: datetime) -> None:
    if not is_first(filing):
        raise Refused("theme_answer_begun", "Svaret är redan påbörjat. Arbeta vidare i det som finns.")


KIND = FilingKind(
    name=NAME,
    address="temasvar",
    process=ANSWER,
    subject=_asked,
    cabinet=lambda: CABINET,
    at=PLACES,
    owed_by=owed_by,
    closes_at=_closes_at,
    check_open=_check_open,
    apart=year_of,
    mails={
        "hand_over": Mail(
            f"{NAME}.send",
            "Temasvar att läsa igenom",
            "{subject}: enheten är klar med sitt svar. Läs igenom det och skicka in det.\n\n{page}",
        ),
        "send": Mail(
            f"{NAME}.read_own",
            "Mottaget: temasvar",
            "{subject}: svaret är mottaget {when}. {in_time} Det är version {number}.\n\n{page}",
        ),
        "request_completion": Mail(
            f"{NAME}.write",
            "Frågor om temasvaret",
            "{subject}: Socialstyrelsen har frågor om svaret. Svara senast {last_day}.\n\n{page}",
        ),
    },
    activities=owed_activities(NAME),
)
