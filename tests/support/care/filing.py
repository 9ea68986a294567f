"""What is filed in the room: a plan, by a hospital's people."""

from nhv.filings.cabinet import Cabinet
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.rules.access import OWN
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role
from nhv.specification.organisations import OrganisationKind
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question
from tests.support.care import models

CABINET = Cabinet(
    filings=models.Plan,
    outlines=models.StoredOutline,
    answers=models.Answer,
    versions=models.Version,
    requests=models.CompletionRequest,
    notes=models.InternalNote,
    comments=models.Comment,
    papers=models.PaperEntry,
    numbers=models.RecordNumber,
)
OUTLINE = Outline(
    kind="plan",
    title="Plan",
    sections=(
        Section(
            key="plan",
            heading="Plan",
            questions=(Asked(key="ord", question=Question(kind="text", text="Vad ska göras?")),),
        ),
    ),
)
KIND = FilingKind(
    name="plan",
    address="planer",
    process=Process(
        states={FilingState.DRAFT: Fragment("ett utkast"), FilingState.RECEIVED: Fragment("inskickat")},
        moves=(
            Move("save", FilingState.DRAFT, FilingState.DRAFT, "plan.write"),
            Move("send", FilingState.DRAFT, FilingState.RECEIVED, "plan.write"),
        ),
    ),
    subject=lambda about: Subject(OUTLINE),
    cabinet=lambda: CABINET,
    at=(OrganisationKind.HOSPITAL,),
    mails={"send": Mail("plan.write", "Planen är mottagen", "{page}")},
    activities={
        "plan.write": {Role.ATTESTER: OWN},
        "plan.read_own": {Role.ATTESTER: OWN},
        "plan.read_received": {Role.ATTESTER: OWN},
    },
)
