"""The round opened, and a report accepted."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from nhv.accounts.access import check
from nhv.filings.acts.moving import move
from nhv.filings.models import Filing
from nhv.followup.checks import Finding, findings
from nhv.followup.kind import duty_at
from nhv.followup.lacking import last_instant
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import Acceptance, Duty, Round
from nhv.followup.queries import asked_of, last_year_of
from nhv.records.acts import one_transaction
from nhv.register.general import general_document
from nhv.register.memory import DIARY
from nhv.register.models import AreaDocument, Permit
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

FIRST_YEAR = 2019  # the first whose results were shown


def open_round(*, year: int, last_day: date, by: Actor, now: datetime) -> Round:
    """The reporting of a year that has ended, with what every permit that was in force in it owes. Raises Refused."""
    check(by, "follow_up.open")
    with one_transaction(Round):
        DIARY.take_turn()
        if not FIRST_YEAR <= year < timezone.localdate(now).year:
            raise Refused("round_of_no_ended_year", "Ange ett år från {first} som har slutat.", first=str(FIRST_YEAR))
        if Round.objects.filter(year=year).exists():
            raise Refused("round_is_open_already", "Uppföljningen av {year} är redan öppnad.", year=str(year))
        closes_at = last_instant(last_day)
        if closes_at <= now:
            raise Refused("round_day_passed", "Den sista dagen har redan varit. Ange en dag framåt i tiden.")
        made = Round.objects.create(year=year, opened_at=now, opened_by=str(by), last_day=last_day, closes_at=closes_at)
        told = {"last_day": last_day, "reports": _owe(made)}
        DIARY.record("round_opened", kind=FOLLOW_UP, key=str(year), by=by, payload=told)
        return made


def gather_duties(*, year: int, by: Actor) -> int:
    """What permits owe that the register has learnt of since. Gives how many more reports are owed. Raises Refused."""
    check(by, "follow_up.open")
    with one_transaction(Duty):
        DIARY.take_turn()
        found = Round.objects.filter(year=year).first()
        if found is None:
            raise Refused("no_such_round", "Uppföljningen av {year} är inte öppnad.", year=str(year))
        more = _owe(found)
        if more:
            DIARY.record("duties_gathered", kind=FOLLOW_UP, key=str(year), by=by, payload={"reports": more})
        return more


def _owe(round_: Round) -> int:
    """A duty for each permit in force in the year that has none. Two permits of an area at one place owe one."""
    first, last = date(round_.year, 1, 1), date(round_.year, 12, 31)
    in_force = Permit.objects.known().filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=last), Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    )
    already = set(round_.duties.values_list("area", "place"))
    general, documents = general_document(), dict[int, AreaDocument | None]()
    made = 0
    for permit in in_force.select_related("area", "place", "holder").order_by("area__key", "number"):
        document = documents.setdefault(permit.area_id, _document_of(permit.area_id, last))
        if document is None or (permit.area_id, permit.turn_to.pk) in already:
            continue
        already.add((permit.area_id, permit.turn_to.pk))
        Duty.objects.create(
            key=f"{round_.year}-{permit.area.key[:60].strip('-')}-{permit.number}",
            round=round_,
            area=permit.area,
            document=document,
            general=general,
            place=permit.turn_to,
            holder=permit.holder,
            permit=permit.number,
            begins=permit.valid_from if permit.valid_from and permit.valid_from > first else None,
            ends=permit.valid_until if permit.valid_until and permit.valid_until < last else None,
        )
        made += 1
    return made


def _document_of(area: int, last: date) -> AreaDocument | None:
    """The document that was in force when the year ended; its newest edition, which has what is reported."""
    in_force = AreaDocument.objects.filter(Q(in_force_from__isnull=True) | Q(in_force_from__lte=last), area=area)
    return in_force.newest_first().first() or AreaDocument.objects.filter(area=area).newest_first().first()


def findings_of(filing: Filing, duty: Duty) -> list[Finding]:
    """What is found in the newest version of a report."""
    newest = filing.versions.last()
    return findings(asked_of(duty), newest.answers_by_key, last_year_of(duty)) if newest else []


def accept(*, filing: Filing, by: Actor, now: datetime) -> Acceptance:
    """What was sent counts from now on. Raises Refused while something does not add up, or is odd and not explained."""
    with one_transaction(Filing):
        duty = duty_at(filing.about)
        moved = move(filing=filing, act="accept", by=by, now=now)
        still = [one for one in findings_of(moved, duty) if one.is_open]
        if still:
            raise Refused("report_has_findings", "Rapporten kan inte godtas ännu. {fault}", fault=still[0].what)
        newest = moved.versions.last()
        assert newest is not None
        return Acceptance.objects.create(
            duty=duty, filing=moved.key, version=newest.number, accepted_at=now, accepted_by=str(by)
        )
