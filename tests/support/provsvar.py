"""An invented kind of filing, «provsvar»: filed by a person in a group, two states, a mail of its own.

All that a new kind needs stands here, in the places where a real one has it: an outline and a table of moves (its
room), a page of words and one line of URL for each door (the website). Nothing else of the product knows of it.
"""

from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.rules.access import ALL, MEMBER
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question
from nhv.website import urls
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.routes import own_pages, received_pages
from nhv.website.filings.words import Words

# --- The outline ---------------------------------------------------------------------------------------

OUTLINE = Outline(
    kind="provsvar",
    title="Provsvar till gruppen",
    sections=(
        Section(
            key="svar",
            heading="Svaret",
            questions=(
                Asked(key="varde", question=Question(kind="number", text="Vilket värde?", required=True)),
                Asked(key="ord", question=Question(kind="text", text="Med egna ord", required=False)),
            ),
        ),
    ),
)

# --- The table of moves --------------------------------------------------------------------------------

PROVSVAR = Process(
    states={FilingState.DRAFT: Fragment("ett utkast"), FilingState.RECEIVED: Fragment("inskickat")},
    moves=(
        Move("save", FilingState.DRAFT, FilingState.DRAFT, "provsvar.write"),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, "provsvar.write"),
    ),
)

KIND = FilingKind(
    name="provsvar",
    address="provsvar",
    process=PROVSVAR,
    subject=lambda about: Subject(OUTLINE),
    cabinet=lambda: CABINET,
    belongs_to="member",
    mails={"send": Mail("provsvar.write", "Ditt provsvar är mottaget", "Provsvar {filing} är mottaget.\n\n{page}")},
    activities={
        "provsvar.write": {Role.WRITER: MEMBER},
        "provsvar.read_own": {Role.WRITER: MEMBER},
        "provsvar.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "provsvar.register": {Role.REGISTRAR: ALL},
    },
)

# --- The page of words ---------------------------------------------------------------------------------

PAGES = FilingPages(
    kind=KIND,
    words=Words(name="Provsvar", names="Provsvar", begin="Börja ett provsvar", received="Inkomna provsvar"),
)


# --- One line of URL for each door ---------------------------------------------------------------------


def urlpatterns_with_provsvar() -> list[object]:
    """The website's addresses and those of this kind, once its activities are in the table."""
    return [*own_pages(PAGES), *received_pages(PAGES, "handlaggning"), *urls.urlpatterns]
