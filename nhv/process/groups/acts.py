"""Taking a seat in a group, and declaring interests. Who is kept out is decided in `accounts.acts.conflicts`."""

from datetime import datetime

from nhv.accounts import access
from nhv.accounts.models import Membership, User
from nhv.process.cases.models import Case
from nhv.process.groups.models import MOST_DECLARED, Declaration, Seat
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage
from nhv.rules.refusals import Refused

GROUP_KIND = "expert_group"


def seat(*, case: Case, membership: Membership, nominated_by: Organisation, by: Actor) -> Seat:
    """Say which healthcare region nominated a member of the case's group. Raises Refused."""
    with one_transaction(Seat):
        case = _now(case)
        access.check_case(by, "group.seat", case.scope)
        if case.group is None or membership.organisation_id != case.group.pk:
            raise Refused("member_of_another_group", "Personen är inte medlem i ärendets grupp.")
        if nominated_by.kind != Organisation.Kind.HEALTHCARE_REGION:
            raise Refused(
                "nominated_by_no_healthcare_region", "Det är sjukvårdsregioner som nominerar. Välj en av dem."
            )
        same = Seat.objects.filter(membership=membership, nominated_by=nominated_by).first()
        if same is not None:
            return same
        seated, _new = Seat.objects.update_or_create(membership=membership, defaults={"nominated_by": nominated_by})
        told = {"user": membership.user_id, "nominated_by": nominated_by.key}
        DIARY.record("member_seated", kind=GROUP_KIND, key=case.key, by=by, payload=told)
        return seated


def declare(*, case: Case, interests: str, nothing: bool, by: Actor, now: datetime) -> Declaration:
    """What the member has to declare in the case, or that it is nothing. Raises Refused."""
    with one_transaction(Declaration):
        case = _now(case)
        access.check_case(by, "group.declare", case.scope)
        words = passage(interests)
        if bool(words) == nothing:
            raise Refused("declaration_unclear", "Skriv vad du har att anmäla, eller kryssa i att det inte är något.")
        if len(words) > MOST_DECLARED:
            raise Refused("declaration_too_long", "Anmälan är för lång: högst {most} tecken.", most=MOST_DECLARED)
        latest = Declaration.objects.filter(case=case, user=_member(by)).first()
        if latest is not None and (latest.nothing, latest.interests) == (nothing, words):
            return latest
        made = Declaration.objects.create(
            case=case, user=_member(by), nothing=nothing, interests=words, declared_at=now
        )
        # What it says tells of a person, so the chain holds only that it was made.
        DIARY.record("interests_declared", kind=GROUP_KIND, key=case.key, by=by, payload={"declaration": made.pk})
        return made


def check_has_declared(case: Case, by: Actor) -> None:
    """Raises Refused for a member who has declared nothing in the case, not even that there is nothing."""
    if by.kind == "user" and not Declaration.objects.filter(case=case, user_id=int(by.name)).exists():
        raise Refused(
            "interests_not_declared", "Anmäl först dina intressen i ärendet, eller att du inte har några att anmäla."
        )


def _now(case: Case) -> Case:
    """The case as it is: who reads a page may have had it before its group was appointed."""
    return Case.objects.select_related("group").get(pk=case.pk)


def _member(by: Actor) -> User:
    if by.kind != "user":
        raise Refused("no_member", "Bara en medlem kan anmäla sina intressen.")
    return User.objects.get(pk=int(by.name))
