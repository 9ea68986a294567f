"""Somebody stands in for a member, for a time: they then have the member's own role, and see all that it sees."""

from datetime import date, datetime, time

from django.db.models import Case as DbCase
from django.db.models import DateTimeField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.acts.roles import begin, end
from nhv.accounts.acts.shared import one_act
from nhv.accounts.models import ConflictOfInterest, Membership, User
from nhv.accounts.sessions import end_sessions
from nhv.language.addresses import one_address
from nhv.process.cases.models import Case
from nhv.process.groups.models import StandIn
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.deadlines import SWEDEN

STAND_IN = "group.stand_in"


def stand_in(*, case: Case, member: Membership, address: str, begins: date, last_day: date, by: Actor) -> StandIn:
    """The person with this address stands in from the first day until and with the last. Raises Refused."""
    with one_act():
        case = Case.objects.select_related("group").get(pk=case.pk)
        access.check_case(by, STAND_IN, case.scope)
        if case.group is None or member.organisation_id != case.group.pk or StandIn.objects.filter(membership=member):
            raise Refused("stood_in_for_nobody", "Välj en ordinarie medlem i ärendets grupp.")
        if not timezone.localdate() <= begins <= last_day:
            raise Refused("stand_in_period", "Perioden ska börja idag eller senare, och sluta samma dag eller efter.")
        if member.valid_until is not None and last_day > member.valid_until:
            raise Refused(
                "stand_in_longer_than_member", "Medlemmens egen tid slutar {day}. Välj en tidigare sista dag.",
                day=member.valid_until,
            )  # fmt: skip
        person = _person(address, case)
        made = begin(person, case.group, Role(member.role), last_day, by=by, valid_from=begins)
        standing_in = StandIn.objects.create(membership=made, member=member)
        end_sessions(person.pk)
        return standing_in


def end_stand_in(*, case: Case, number: int, why: str, by: Actor) -> None:
    """It ends before its last day, at once. `number` is the stand-in's. Raises Refused."""
    with one_act():
        access.check_case(by, STAND_IN, case.scope)
        found = StandIn.objects.filter(pk=number, membership__organisation=case.group).first()
        if found is None or found.membership.ended_at is not None:
            raise Refused("stand_in_over", "Ersättningen är redan slut. Läs sidan på nytt.")
        end(found.membership, by=by, why=why)
        end_sessions(found.membership.user_id)


def stand_ins_for(by: Actor) -> QuerySet[StandIn]:
    """Those of today that are this person's own: who stands in, and who is stood in for. `from_when` is when one began
    to be: as it was arranged, or as its first day began."""
    if by.kind != "user":
        return StandIn.objects.none()
    own = Q(membership__user_id=int(by.name)) | Q(member__user_id=int(by.name))
    today = timezone.localdate()
    # Midnight is another moment here than in UTC, and so is the day for an hour or two.
    midnight = Value(datetime.combine(today, time(), tzinfo=SWEDEN), DateTimeField())
    first = DbCase(
        When(membership__valid_from=today, then=midnight),
        default=Cast("membership__valid_from", DateTimeField()),
        output_field=DateTimeField(),
    )
    now = Membership.objects.on(today)
    found = StandIn.objects.filter(own, membership__in=now).select_related("membership__user", "member__user")
    return found.annotate(from_when=Greatest("membership__granted_at", first)).order_by("membership__valid_from", "pk")


def stand_ins_of(case: Case) -> list[StandIn]:
    """Those that are or will be, by their first day. One query."""
    rows = StandIn.objects.filter(membership__organisation=case.group, membership__ended_at__isnull=True)
    ahead = rows.exclude(membership__valid_until__lt=timezone.localdate())
    return list(ahead.select_related("membership__user", "member__user").order_by("membership__valid_from", "pk"))


def _person(address: str, case: Case) -> User:
    person = User.objects.filter(email__iexact=one_address(address), is_active=True).first()
    if person is None:
        raise Refused("stand_in_without_account", "Ingen har ett konto med den adressen. Be administratören bjuda in.")
    if ConflictOfInterest.objects.in_force().filter(user=person, case_key=case.key).exists():
        raise Refused("stand_in_in_conflict", "Personen är jävig i ärendet enligt ett beslut. Välj en annan.")
    return person
