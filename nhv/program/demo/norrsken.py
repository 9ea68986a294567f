"""«Norrskenssjuka», an invented area: proposed, reviewed by a group that writes its text. How it was decided is told in
`decided.py`.

Everything here is invented, and says so in its name. Days are told from the day of the demonstration.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.drafting import acts as text
from nhv.process.drafting.queries import latest_number
from nhv.process.groups.acts import declare
from nhv.process.proposals.acts import Proposed, decline, propose, start
from nhv.process.proposals.models import Proposal
from nhv.program.demo.people import GROUP, SOUTH, actor
from nhv.register.models import Organisation
from nhv.rules.steps import Step
from nhv.specification.drafting import Drafted, Plain, add, set_head

# So long ago that permits have been in force for a while.
PROPOSED = timedelta(days=-600)
NAME = "Norrskenssjuka (påhittad)"
POINTS = (
    "Utredning",
    "Första ljusdämpningen",
    "Linsbyte",
    "Återfall inom 12 månader",
    "Barn under 18 år",
    "Gravida",
    "Minst två besök första året",
    "Råd till hemsjukhus",
)
# Who does instead what is not included; of the acute care nobody has said yet, and the page asks.
EXCLUSIONS: tuple[tuple[str, str | None], ...] = (
    ("Lindrig form", "region"),
    ("Uppföljning efter första året", "healthcare_region"),
    ("Akut omhändertagande", None),
)
CONDITIONS: tuple[tuple[str, str, str, str], ...] = (
    ("Två läkare med vana av ljusdämpning", "critical_staff", "must", "Finns två läkare med vana av ljusdämpning?"),
    ("Ögonläkare", "critical_staff", "must", "Finns ögonläkare på sjukhuset?"),
    ("Sjuksköterskor med vana av norrskenssjuka", "critical_staff", "must", ""),
    ("Kurator", "critical_staff", "must", ""),
    ("Jour med vana av sjukdomen", "other_competence", "must", "Finns jour dygnet runt?"),
    ("Konferens varje vecka", "other_competence", "must", ""),
    ("Mörkrum", "critical_equipment", "must", "Finns mörkrum?"),
    ("Reservkraft till mörkrummet", "critical_equipment", "must", ""),
    ("Ett nationellt kvalitetsregister", "other", "work_towards", ""),
    ("Forskning om sjukdomen", "other", "must", ""),
)


def propose_areas(now: datetime) -> None:
    """One proposal that a case is opened for, one that is declined, and one that waits on the list."""
    if Proposal.objects.exists():
        return
    declined = _propose("Vinterögon (påhittat förslag)", "Trötta ögon om vintern.", now)
    decline(
        proposal=declined, why="Vården är vanlig och görs väl på alla sjukhus. (Påhittat.)", by=actor("handlaggare1")
    )
    _propose("Snöblindhet hos barn (påhittat förslag)", "Svår snöblindhet hos barn under 18 år.", now)
    then = now + PROPOSED
    begun = _propose(NAME, "Utredning, ljusdämpning och linsbyte vid norrskenssjuka.", then)
    start(proposal=begun, by=actor("handlaggare1"), now=then, once_key=f"nhv demo start {NAME}")


def review_one(now: datetime) -> None:
    """The case has its days, its group and what comes next; two of the group's members have declared."""
    case = the_case()
    if case is None or case.group is not None:
        return
    begun, officer = timezone.localdate(now + PROPOSED), actor("handlaggare1")
    days = {
        Step.MAPPING: Days(begun, begun + timedelta(days=42)),
        Step.REVIEW: Days(begun + timedelta(days=43), begun + timedelta(days=110)),
        Step.CONSULTATION: Days(begun + timedelta(days=117), begun + timedelta(days=201)),
        Step.DECISION: Days(begun + timedelta(days=267), begun + timedelta(days=267)),
        Step.APPLICATION: Days(begun + timedelta(days=280), begun + timedelta(days=350)),
        Step.PREPARATION: Days(begun + timedelta(days=355), begun + timedelta(days=480)),
        Step.BOARD: Days(begun + timedelta(days=488)),
    }
    cases.plan(case=case, days=days, by=officer)
    cases.begin_review(case=case, group=Organisation.objects.get(key=GROUP), by=officer)
    cases.number_case(case=case, record_number="0.0-00000/2026 (påhittat)", by=actor("registrator1"))
    declare(case=case, interests="", nothing=True, by=actor("sakkunnig1"), now=now)
    declare(case=case, interests="Forskar om ljusdämpning. (Påhittat.)", nothing=False, by=actor("sakkunnig2"), now=now)


def write_text(now: datetime) -> None:
    """The group's text: points, exclusions, a sub-permit and conditions, with some that should be looked at again."""
    case = the_case()
    if case is None or case.revisions.exists():
        return
    edit(case, "head", lambda old: set_head(old, {"units": 2}), now)
    for words in POINTS:
        add_part(case, "point", {"text": words}, now)
    for words, level in EXCLUSIONS:
        add_part(case, "exclusion", {"text": words, **({"instead": {"level": level}} if level else {})}, now)
    children = {"points": ["barn-under-18-ar"], "population": {"below_age": 18, "text": "Barn under 18 år"}}
    add_part(case, "sub_permit", {"text": "Barn under 18 år", "units": 1, "covers": children}, now)
    add_part(case, "pathway", {"kind": "unit", "text": "Remiss till en av enheterna."}, now)
    for words, group, force, asked in CONDITIONS:
        question = {"question": {"kind": "yes_no", "text": asked}} if asked else {}
        add_part(
            case, "condition", {"text": words, "group": group, "force": force, "stage": "proposed", **question}, now
        )


def the_case() -> Case | None:
    """The case of the invented area."""
    return Case.objects.select_related("group").filter(title=NAME).first()


def _propose(title: str, care: str, now: datetime) -> Proposal:
    said = Proposed(
        title=title,
        care=f"{care} (Påhittat.)",
        why="Få patienter och en svår behandling. (Påhittat.)",
        grounds=("complex_or_rare", "volume"),
        patients_a_year=40,
    )
    return propose(
        proposer=Organisation.objects.get(key=SOUTH),
        said=said,
        by=actor("skane-foreslar"),
        now=now,
        once_key=f"nhv demo propose {title}",
    )


def add_part(case: Case, kind: str, said: Plain, now: datetime) -> None:
    """A new part, last in its list, by one of the group."""
    under = "omfattning" if kind == "point" else ""
    edit(case, "add", lambda old: add(old, kind, said, under=under)[0], now)


def edit(case: Case, act: str, do: Callable[[Drafted], Drafted], now: datetime, key: str = "") -> None:
    """One edit by one of the group, who has seen the text as it is."""
    seen = latest_number(case)
    text.edit(case=case, act=act, do=do, seen=seen, key=key, by=actor("sakkunnig1"), now=now)
