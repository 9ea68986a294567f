"""Example records for the walk over every route: what a route's argument may be, for a record of an organisation.

A part of the website that gets a new argument in an address adds its line here; the walk fails until it has.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from nhv.accounts.models import DeclaredConflict, Invitation, Membership, SecondFactorReset, User
from nhv.filings.acts import handing, handling, paper, sending
from nhv.filings.acts.attachments import attach, waiting
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing, PaperEntry
from nhv.filings.owners import Owner
from nhv.process.calls import acts as calls
from nhv.process.corrections.acts import Said, report_error
from nhv.process.corrections.models import ErrorReport
from nhv.process.placements.acts import Seen, freeze_comparison
from nhv.register.memory import FILES
from nhv.register.models import Call, Organisation
from nhv.register.publication import publish
from nhv.rules.roles import PLACES, Role
from tests.support.areas import a_file
from tests.support.calls import PROGRAM, a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import a_person


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


def an_error_report() -> ErrorReport:
    """Somebody says that a page does not hold."""
    return report_error(said=Said(page="/", text="prov"), sender="~prov", now=timezone.now(), once_key=once())


def somebody_without_second_factor(organisation: Organisation) -> dict[str, object]:
    """A person whose lost second factor an administrator has asked to have reset."""
    number = person(organisation)
    SecondFactorReset.objects.create(user_id=number, asked_by="user:0", why="prov")
    return {"person": number}


def region(organisation: Organisation) -> str:
    """A region whose contact somebody keeps."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    return organisation.key


# The name of the argument in the address → a value of it, for a record of this organisation.
EXAMPLES: dict[str, Callable[[Organisation], object]] = {
    "about": lambda organisation: an_open_call().key,
    "call": lambda organisation: an_open_call().key,
    "invitation": invitation,
    "membership": membership,
    "person": person,
    "region": region,
    "report": lambda organisation: an_error_report().code,
}

# The name of a route → all its arguments, where they belong together or where a name means something else there.
BY_ROUTE: dict[str, Callable[[Organisation], dict[str, object]]] = {
    "confirm-reset": somebody_without_second_factor,
    "end-role": a_role_of_somebody,
}

# The same for records that belong to a person, or to the member of a group: made from the person and the place.
BY_PERSON: dict[str, Callable[[User, Organisation], dict[str, object]]] = {}

# Arguments whose records belong to no organisation (a call is the nation's): whoever may, may with any.
NATIONAL: frozenset[str] = frozenset({"about", "call", "report"})

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
    """The same, received as two versions, and handed over to be sent again."""
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
    begun.refresh_from_db()
    handing.hand_over(filing=begun, by=PROGRAM)
    return begun


def to_be_completed(organisation: Organisation) -> dict[str, object]:
    """An application that more is asked for of."""
    filing = a_filing(organisation)
    filing.refresh_from_db()
    last = timezone.localdate() + timedelta(days=9)
    handling.request_completion(filing=filing, text="prov", deadline=last, by=PROGRAM, now=timezone.now())
    return {"key": filing.key}


def filing_route(**more: object) -> Callable[[Organisation], dict[str, object]]:
    """The arguments of a route about an application: its key, and these."""
    return lambda organisation: {"key": a_filing(organisation).key, **more}


BY_ROUTE |= {
    **dict.fromkeys(
        (
            "application:show",
            "application:place",
            "application:choose",
            "application:comment",
            "application:hand-over",
            "application:ask-to-choose",
            "application:read",
            "application:pdf",
            "application:word",
            "application:word-file",
            "application:hand-over",
            "application:send",
            "application:withdraw",
            "application:compare-with-handed",
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
    "application:reply": to_be_completed,
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


@contextmanager
def one_scanned(question: str) -> Iterator[list[paper.Scanned]]:
    """One scanned paper, waiting for the act that enters it."""
    with waiting(FILES, "plan.png", [A_PICTURE]) as file:
        yield [paper.Scanned(question, file)]


def a_paper_entry(
    organisation: Organisation,
    *,
    kind: str = "application",
    question: str = "verksamhetsplan",
    about: Callable[[], str] = lambda: an_open_call().key,
) -> PaperEntry:
    """What came by post from a region, with one scanned paper."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    now = timezone.now()
    with one_scanned(question) as scanned:
        return paper.enter_paper(
            kind=kind,
            about=about(),
            owner=Owner(organisation.key),
            came_at=now,
            came_by="post",
            why="prov",
            raw={},
            scanned=scanned,
            by=PROGRAM,
            now=now,
            once_key=once(),
        )


def an_ended_call(organisation: Organisation) -> dict[str, object]:
    """A call whose time is out, and that a region has answered."""
    about = a_filing(organisation).about
    Call.cases.filter(key=about).update(closes_at=timezone.now() - timedelta(minutes=1))
    return {"about": about}


def a_frozen_comparison(case: Call) -> int:
    """What the two applicants of a case look like beside each other, frozen."""
    for region, hospital in (
        ("region-skane", "skanes-universitetssjukhus"),
        ("region-stockholm", "karolinska-universitetssjukhuset"),
    ):
        by = an_applicant(region)
        sent(a_filled_application(case, by, organisation=region, hospital=hospital), by)
    return freeze_comparison(call=case, seen=Seen(1), by=PROGRAM, now=timezone.now()).number


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
            "officer-freeze",
        ),
        case_route(),
    ),
    "officer-extension": case_route(number=a_proposal),
    "officer-extension-drop": case_route(number=a_proposal),
    "officer-question": case_route(number=a_question),
    "officer-frozen-publish": case_route(number=a_frozen_comparison),
    **dict.fromkeys(
        (
            "received-application:show",
            "received-application:assign",
            "received-application:note",
            "received-application:number",
            "received-application:completion",
        ),
        filing_route(),
    ),
    **dict.fromkeys(
        ("received-application:completion-time", "received-application:completion-withdraw"),
        lambda organisation: {**to_be_completed(organisation), "number": 1},
    ),
    **dict.fromkeys(
        ("received-application:receipt", "received-application:receipt-pdf", "received-application:pdf"),
        filing_route(number=1),
    ),
    **dict.fromkeys(
        ("received-application:compare", "received-application:compare-pdf"), filing_route(older=1, newer=2)
    ),
    "received-application:step": filing_route(act="begin_review"),
    **dict.fromkeys(
        (
            "received-application:compare-all",
            "received-application:compared-sheet",
            "received-application:compared-zip",
        ),
        an_ended_call,
    ),
    "received-application:file": filing_route(sha256=sha256(A_PICTURE).hexdigest()),
    "received-application:paper-entry": lambda organisation: {"number": a_paper_entry(organisation).pk},
    "received-application:paper-file": lambda organisation: {
        "number": a_paper_entry(organisation).pk,
        "sha256": sha256(A_PICTURE).hexdigest(),
    },
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


def a_regions_own_care(organisation: Organisation) -> dict[str, object]:
    """An exclusion that a region tells of."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    exclusion = {"key": "enkel-vard", "text": "Enkel vård."}
    publish([a_file({"region": organisation.name}, key="med-avgransning", exclusions=[exclusion])], by=PROGRAM)
    return {"region": organisation.key, "area": "med-avgransning", "clause": "enkel-vard"}


BY_ROUTE |= {"regional-care-of": a_regions_own_care}
BY_ROUTE |= {"unit": a_unit, "facts-of-hospital": a_hospital, "described-unit": a_described_unit}
