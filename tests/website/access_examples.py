"""Example records for the walk over every route: what a route's argument may be, for a record of an organisation.

A part of the website that gets a new argument in an address adds its line here; the walk fails until it has.
"""

import base64
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from nhv.accounts.models import DeclaredConflict, Invitation, Membership, SecondFactorReset, User
from nhv.filings.acts import paper, sending
from nhv.filings.acts.attachments import attach, keep
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing, PaperEntry
from nhv.filings.owners import Owner
from nhv.followup.models import Duty
from nhv.process.calls import acts as calls
from nhv.process.cases.acts import Days, begin_review, open_case, plan
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import open_consultation
from nhv.process.consultations.models import Consultation
from nhv.process.drafting.acts import edit, freeze
from nhv.process.proposals.acts import Proposed, propose
from nhv.process.proposals.models import Proposal
from nhv.register.memory import FILES
from nhv.register.models import Call, Organisation
from nhv.register.publication import publish
from nhv.rules.roles import PLACES, Role
from nhv.rules.steps import Step
from nhv.specification.drafting import Drafted, add, set_head
from tests.support.areas import a_file
from tests.support.calls import PROGRAM, an_open_call, once
from tests.support.people import a_person
from tests.support.reports import a_duty_of, a_report, a_round, the_duties


class NoSuchRecord(Exception):
    """Organisations of this kind have no such records, so there is nothing to walk to."""


def _role_at(organisation: Organisation) -> Role:
    return next(role for role in Role if organisation.kind in PLACES[role])


def membership(organisation: Organisation) -> int:
    """A role there, of somebody."""
    return a_membership(organisation).pk


def person(organisation: Organisation) -> int:
    """Somebody with a role there."""
    return a_membership(organisation).user_id


def a_membership(organisation: Organisation) -> Membership:
    return a_person(_role_at(organisation), organisation.key, second_factor=False).memberships.get()


def invitation(organisation: Organisation) -> int:
    """An invitation there that waits for an answer."""
    return Invitation.objects.create(
        email="vantar@exempel.invalid",
        organisation=organisation,
        role=_role_at(organisation),
        token_sha256=f"{Invitation.objects.count():064}",
        invited_by="program:test",
        expires_at=timezone.now() + timedelta(days=1),
    ).pk


def a_role_of_somebody(organisation: Organisation) -> dict[str, object]:
    """A person, and a role of that very person."""
    made = a_membership(organisation)
    return {"person": made.user_id, "membership": made.pk}


def somebody_without_second_factor(organisation: Organisation) -> dict[str, object]:
    """A person whose lost second factor an administrator has asked to have reset."""
    number = person(organisation)
    SecondFactorReset.objects.create(user_id=number, asked_by="user:0", why="prov")
    return {"person": number}


# The name of the argument in the address → a value of it, for a record of this organisation.
EXAMPLES: dict[str, Callable[[Organisation], object]] = {
    "about": lambda organisation: an_open_call().key,
    "call": lambda organisation: an_open_call().key,
    "invitation": invitation,
    "membership": membership,
    "person": person,
}

# The name of a route → all its arguments, where they belong together or where a name means something else there.
BY_ROUTE: dict[str, Callable[[Organisation], dict[str, object]]] = {
    "confirm-reset": somebody_without_second_factor,
    "end-role": a_role_of_somebody,
}

# The same for records that belong to a person, or to the member of a group: made from the person and the place.
BY_PERSON: dict[str, Callable[[User, Organisation], dict[str, object]]] = {}

# Arguments whose records belong to no organisation (a call is the nation's): whoever may, may with any.
NATIONAL: frozenset[str] = frozenset({"about", "call"})

# Routes about oneself alone: their argument is always one's own, and somebody else's is tried in their own tests.
# So is what there is in a demonstration only, and is absent for everybody elsewhere (tests/program/test_trying.py).
OWN = frozenset({"mfa_edit_webauthn", "mfa_remove_webauthn", "try-confirm"})


# --- What a region files ---------------------------------------------------------------------------

A_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def a_filing(organisation: Organisation) -> Filing:
    """An application of a region, sent once and changed since, with a file."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    begun = start_filing(
        kind="application", owner=Owner(organisation.key), about=an_open_call().key, by=PROGRAM, once_key=once()
    )
    attach(filing=begun, question="verksamhetsplan", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


def sent_twice(begun: Filing) -> Filing:
    """The same, received as two versions."""
    for _version in (1, 2):
        begun.refresh_from_db()
        sending.send(
            filing=begun,
            by=PROGRAM,
            received_at=timezone.now(),
            once_key=once(),
            seen_revision=begun.revision,
            despite_missing=True,
        )
    return begun


def filing_route(**more: object) -> Callable[[Organisation], dict[str, object]]:
    """The arguments of a route about an application: its key, and these."""
    return lambda organisation: {"key": a_filing(organisation).key, **more}


BY_ROUTE |= {
    **dict.fromkeys(
        (
            "application:show",
            "application:place",
            "application:choose",
            "application:hand-over",
            "application:read",
            "application:pdf",
            "application:word",
            "application:word-file",
            "application:hand-over",
            "application:send",
            "application:withdraw",
        ),
        filing_route(),
    ),
    **dict.fromkeys(
        (
            "application:receipt",
            "application:receipt-file",
            "application:receipt-pdf",
            "application:answers-file",
            "application:version",
            "application:version-pdf",
        ),
        filing_route(number=1),
    ),
    "application:section": filing_route(section="sokande"),
    "application:file": filing_route(sha256=sha256(A_PICTURE).hexdigest()),
    "application:compare": filing_route(older=1, newer=2),
    "application:compare-with-now": filing_route(older=1),
}


# --- What the authority makes and receives -----------------------------------------------------------


def case_route(**more: Callable[[Call], object]) -> Callable[[Organisation], dict[str, object]]:
    """The arguments of an officer's route about a call that is out: its key, and what is made of it."""

    def arguments(organisation: Organisation) -> dict[str, object]:
        case = an_open_call()
        return {"key": case.key, **{name: make(case) for name, make in more.items()}}

    return arguments


def a_proposal(case: Call) -> int:
    later = case.facts.deadline + timedelta(days=7)
    extension = calls.propose_extension(call=case, deadline=later, why="prov", by=PROGRAM, now=timezone.now())
    return extension.pk


def a_question(case: Call) -> int:
    region = Organisation.objects.filter(kind=Organisation.Kind.REGION).first()
    asked = calls.ask(call=case, organisation=region, question="prov", by=PROGRAM, now=timezone.now(), once_key=once())
    return asked.pk


def a_paper_entry(
    organisation: Organisation, *, kind: str = "application", question: str = "verksamhetsplan"
) -> PaperEntry:
    """What came by post from a region, with one scanned paper."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    now = timezone.now()
    return paper.enter_paper(
        kind=kind,
        about=an_open_call().key if kind == "application" else a_consultation().key,
        owner=Owner(organisation.key),
        came_at=now,
        came_by="post",
        why="prov",
        raw={},
        scanned=[paper.Scanned(question, keep(FILES, "plan.png", [A_PICTURE]))],
        by=PROGRAM,
        now=now,
        once_key=once(),
    )


def a_declaration(organisation: Organisation) -> dict[str, object]:
    """Somebody's declared conflict of interest in a case."""
    declared = DeclaredConflict.objects.create(
        user=a_person(second_factor=False), case_key=once(), case_name="Prov", what="prov"
    )
    return {"number": declared.pk}


BY_ROUTE |= {
    "officer-conflict": a_declaration,
    **dict.fromkeys(
        (
            "officer-call",
            "officer-call-edit",
            "officer-call-preview",
            "officer-call-pdf",
            "officer-call-word",
            "officer-call-publish",
            "officer-call-extend",
            "officer-call-close",
            "officer-call-withdraw",
            "officer-placement",
            "officer-placement-file",
        ),
        case_route(),
    ),
    "officer-extension": case_route(number=a_proposal),
    "officer-extension-drop": case_route(number=a_proposal),
    "officer-question": case_route(number=a_question),
    **dict.fromkeys(
        (
            "received-application:show",
            "received-application:note",
            "received-application:number",
            "received-application:completion",
        ),
        filing_route(),
    ),
    **dict.fromkeys(
        ("received-application:receipt", "received-application:receipt-pdf", "received-application:pdf"),
        filing_route(number=1),
    ),
    **dict.fromkeys(
        ("received-application:compare", "received-application:compare-pdf"), filing_route(older=1, newer=2)
    ),
    "received-application:file": filing_route(sha256=sha256(A_PICTURE).hexdigest()),
    "received-application:paper-entry": lambda organisation: {"number": a_paper_entry(organisation).pk},
    "received-application:paper-file": lambda organisation: {
        "number": a_paper_entry(organisation).pk,
        "sha256": sha256(A_PICTURE).hexdigest(),
    },
}


# --- Proposals and cases -----------------------------------------------------------------------------


def a_proposal_of(organisation: Organisation) -> Proposal:
    """A proposal on the list, of a region or a group."""
    if organisation.kind not in (Organisation.Kind.REGION, Organisation.Kind.GROUP):
        raise NoSuchRecord
    said = Proposed(title="Prov", care="Prov", why="Prov", grounds=("volume",))
    return propose(proposer=organisation, said=said, by=PROGRAM, now=timezone.now(), once_key=once())


def an_open_case() -> Case:
    """A case under mapping."""
    return open_case(title="Provärende", by=PROGRAM, now=timezone.now(), once_key=once())


BY_ROUTE |= {
    **dict.fromkeys(
        (
            "proposal",
            "officer-proposal",
            "officer-proposal-start",
            "officer-proposal-decline",
            "officer-proposal-merge",
        ),
        lambda organisation: {"number": a_proposal_of(organisation).pk},
    ),
    **dict.fromkeys(
        (
            "officer-case",
            "officer-case-plan",
            "officer-case-next",
            "officer-case-number",
            "officer-case-pause",
            "officer-case-resume",
            "officer-case-withdraw",
            "officer-case-send-back",
            "officer-case-review",
            "officer-case-group",
        ),
        lambda organisation: {"key": an_open_case().key},
    ),
}


def a_case_of(group: Organisation) -> Case:
    """A case that a group reviews: its one case, so asked for again it is the same."""
    if group.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    taken = Case.objects.filter(group=group).first()
    return taken or begin_review(case=an_open_case(), group=group, by=PROGRAM)


def group_route(**more: object) -> Callable[[Organisation], dict[str, object]]:
    """The arguments of a route about a group's case: its key, and these."""
    return lambda organisation: {"key": a_case_of(organisation).key, **more}


BY_ROUTE |= {
    **dict.fromkeys(
        (
            "group-case",
            "group-declare",
            "group-seat",
            "group-text",
            "group-text-head",
            "group-text-preview",
            "group-text-differences",
            "group-text-freeze",
            "group-text-word",
        ),
        group_route(),
    ),
    "group-text-add": group_route(kind="exclusion"),
    "group-text-undo": group_route(number=0),
    **dict.fromkeys(("group-text-part", "group-text-split"), group_route(part="omfattning")),
    "group-text-join": lambda organisation: {"key": a_case_with_two(organisation).key, "part": "ett"},
    "group-text-press": group_route(part="omfattning", act="upp"),
}


def a_case_with_two(group: Organisation) -> Case:
    """The same, whose text has two points, «ett» and another."""
    case = a_case_of(group)
    for text in ("Ett", "Två"):
        edit(
            case=case,
            act="add",
            do=lambda old, text=text: add(old, "point", {"text": text}, under="omfattning")[0],
            seen=0,
            by=PROGRAM,
            now=timezone.now(),
        )
    return case


# --- Consultations and decisions ---------------------------------------------------------------------


def a_consultation() -> Consultation:
    """A frozen text that is out for consultation."""
    group = Organisation.objects.create(key=once(), kind=Organisation.Kind.GROUP, name="Prov")
    case, now, today = a_case_of(group), timezone.now(), timezone.localdate()

    def written(old: Drafted) -> Drafted:
        return set_head(add(old, "point", {"text": "Ett"}, under="omfattning")[0], {"units": 2})

    edit(case=case, act="add", do=written, seen=0, by=PROGRAM, now=now)
    freeze(case=case, by=PROGRAM, now=now)
    plan(case=case, days={Step.CONSULTATION: Days(today, today + timedelta(days=70))}, by=PROGRAM)
    return open_consultation(case=case, by=PROGRAM, now=now)


def an_answer_to_one(organisation: Organisation) -> Filing:
    """A region's answer to a consultation, sent once and changed since, with a file."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    begun = start_filing(
        kind="consultation", owner=Owner(organisation.key), about=a_consultation().key, by=PROGRAM, once_key=once()
    )
    attach(filing=begun, question="protokollsutdrag", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


def paper_answer(organisation: Organisation) -> PaperEntry:
    """What came by post from a region, with one scanned paper."""
    return a_paper_entry(organisation, kind="consultation", question="protokollsutdrag")


def of_consultation(route: str) -> None:
    """A route of applications is one of answers too, with an answer in place of the application."""
    more = MORE.get(route.partition(":")[2], {})
    if "paper" in route:
        BY_ROUTE[route] = lambda organisation: {"number": paper_answer(organisation).pk, **more}
    else:
        BY_ROUTE[route] = lambda organisation: {"key": an_answer_to_one(organisation).key, **more}


MORE: dict[str, dict[str, object]] = {
    "section": {"section": "allmant"},
    "file": {"sha256": sha256(A_PICTURE).hexdigest()},
    "paper-file": {"sha256": sha256(A_PICTURE).hexdigest()},
    **{key: {"older": 1, "newer": 2} for key in ("compare", "compare-pdf")},
    "compare-with-now": {"older": 1},
    **{
        key: {"number": 1}
        for key in ("receipt", "receipt-file", "receipt-pdf", "answers-file", "version", "version-pdf")
    },
}
WITHOUT_ANSWER = ("place", "completion")
for _route in [route for route in BY_ROUTE if ":" in route and route.partition(":")[2] not in WITHOUT_ANSWER]:
    of_consultation(_route.replace("application", "consultation"))
BY_ROUTE["received-consultation:pdf"] = lambda organisation: {"key": an_answer_to_one(organisation).key, "number": 1}
BY_ROUTE |= {
    "consultation:begin-about": lambda organisation: {"about": a_consultation().key},
    "officer-consultation": lambda organisation: {"key": a_consultation().key},
    **dict.fromkeys(
        ("officer-case-consult", "officer-case-extend", "officer-case-end-consultation", "officer-case-decide"),
        lambda organisation: {"key": an_open_case().key},
    ),
}


# --- Annual reports ----------------------------------------------------------------------------------


def a_duty_at(organisation: Organisation) -> Duty:
    """A report that a unit, a hospital or a region owes."""
    if organisation.kind not in (Organisation.Kind.UNIT, Organisation.Kind.HOSPITAL, Organisation.Kind.REGION):
        raise NoSuchRecord
    return a_duty_of(organisation)


def a_sent_report(organisation: Organisation) -> Filing:
    """An annual report, sent once and changed since, with a file."""
    begun = a_report(a_duty_at(organisation))
    attach(filing=begun, question="underlag", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


def a_paper_report(organisation: Organisation) -> PaperEntry:
    """What came by post, with one scanned paper."""
    return paper.enter_paper(
        kind="annual_report",
        about=a_duty_at(organisation).key,
        owner=Owner(organisation.key),
        came_at=timezone.now(),
        came_by="post",
        why="prov",
        raw={},
        scanned=[paper.Scanned("underlag", keep(FILES, "plan.png", [A_PICTURE]))],
        by=PROGRAM,
        now=timezone.now(),
        once_key=once(),
    )


def of_report(route: str) -> None:
    """A route of applications is one of annual reports too."""
    more = MORE.get(route.partition(":")[2], {})
    if "paper" in route:
        BY_ROUTE[route] = lambda organisation: {"number": a_paper_report(organisation).pk, **more}
    else:
        more = {"section": "matt"} if "section" in more else more
        BY_ROUTE[route] = lambda organisation: {"key": a_sent_report(organisation).key, **more}


for _route in [route for route in BY_ROUTE if "application:" in route and not route.endswith((":place", ":withdraw"))]:
    of_report(_route.replace("application", "annual_report"))
BY_ROUTE["received-annual_report:pdf"] = lambda organisation: {"key": a_sent_report(organisation).key, "number": 1}
BY_ROUTE |= {
    "annual_report:begin-about": lambda organisation: {"about": a_duty_at(organisation).key},
    "officer-round": lambda organisation: {"year": a_round().year},
    "officer-report-accept": lambda organisation: {
        "year": a_round().year,
        "key": Duty.objects.get(key=a_sent_report(organisation).about).key,
    },
    "officer-round-area": lambda organisation: {"year": a_round().year, "key": the_duties()[0].area.key},
    "officer-round-publish": lambda organisation: {"year": a_round().year, "key": the_duties()[0].area.key},
}


# --- Units and hospitals -----------------------------------------------------------------------------


def a_unit(organisation: Organisation) -> dict[str, object]:
    """A permit whose place is a unit or a hospital, or a region whose permit names neither."""
    holder, at = {}, organisation
    while at is not None and at.kind in (Organisation.Kind.UNIT, Organisation.Kind.HOSPITAL, Organisation.Kind.REGION):
        holder[at.kind] = at.name
        at = at.parent
    if not holder:
        raise NoSuchRecord
    area = f"prov-{organisation.key}"
    publish([a_file(holder, key=area, name=area)], by=PROGRAM)
    return {"holder": organisation.key, "area": area}


def a_hospital(organisation: Organisation) -> dict[str, object]:
    """The hospital whose facts are attested."""
    if organisation.kind != Organisation.Kind.HOSPITAL:
        raise NoSuchRecord
    return {"hospital": organisation.key}


def a_described_unit(organisation: Organisation) -> dict[str, object]:
    """The unit whose HSA-id and telephone are kept."""
    if organisation.kind != Organisation.Kind.UNIT:
        raise NoSuchRecord
    return {"unit": organisation.key}


BY_ROUTE |= {"unit": a_unit, "facts-of-hospital": a_hospital, "described-unit": a_described_unit}
