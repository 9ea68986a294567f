"""The same for the process: proposals, cases, groups and their texts, consultations and answers to them.

Whoever asks for a route's example asks here: the lines are added to those of `access_examples`.
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from nhv.filings.acts.attachments import attach
from nhv.filings.acts.drafts import start_filing
from nhv.filings.acts.paper import confirm_paper, enter_paper
from nhv.filings.models import Filing, FilingVersion, PaperEntry
from nhv.filings.owners import Owner
from nhv.masking.acts import What, hide
from nhv.masking.acts import propose as propose_masked
from nhv.process.board import meetings as board_meetings
from nhv.process.board.models import Item
from nhv.process.cases.acts import Days, begin_review, open_case, plan, take_up_known_areas
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import open_consultation
from nhv.process.consultations.links import actor_of
from nhv.process.consultations.longer import ask_longer
from nhv.process.consultations.models import Consultation, LongerTime, Respondent
from nhv.process.drafting.acts import edit, freeze
from nhv.process.drafting.talk import ask, comment
from nhv.process.groups import meetings
from nhv.process.groups.stand_ins import stand_in
from nhv.process.opinions.models import Preparation
from nhv.process.proposals.acts import Proposed, propose
from nhv.process.proposals.models import Proposal
from nhv.register.models import Call, Organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.specification.drafting import Drafted, add, set_head
from tests.support.areas import a_file
from tests.support.calls import PROGRAM, an_open_call, once
from tests.support.people import a_person
from tests.website.access_examples import (
    A_PICTURE,
    BY_ROUTE,
    NoSuchRecord,
    a_frozen_comparison,
    a_paper_entry,
    one_scanned,
    sent_twice,
)

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
            "group-text-headings",
            "group-text-differences",
            "group-text-freeze",
            "group-text-word",
            "group-text-word-form",
            "group-text-bring",
            "group-text-questions",
            "group-meeting-new",
            "group-stand-in",
            "group-plain",
        ),
        group_route(),
    ),
    "group-comment": group_route(part="omfattning"),
    "group-comment-settle": lambda organisation: about_text(organisation, a_comment),
    "group-text-question-drop": lambda organisation: about_text(organisation, a_question_to_text),
    **dict.fromkeys(
        ("group-meeting", "group-meeting-off"), lambda organisation: about_text(organisation, a_group_meeting)
    ),
    "group-stand-in-end": lambda organisation: about_text(organisation, a_stand_in),
    "group-text-add": group_route(kind="exclusion"),
    "group-text-undo": group_route(number=0),
    **dict.fromkeys(("group-text-part", "group-text-split", "group-plain-part"), group_route(part="omfattning")),
    "group-text-join": lambda organisation: {"key": a_case_with_two(organisation).key, "part": "ett"},
    "group-text-press": group_route(part="omfattning", act="upp"),
}


def a_comment(case: Case) -> int:
    return comment(case=case, part="omfattning", text="Prov", by=PROGRAM, now=timezone.now()).pk


def a_group_meeting(case: Case) -> int:
    now = timezone.now()
    return meetings.call(
        case=case,
        begins_at=now + timedelta(days=1, seconds=len(case.group_meetings.all())),
        place="Rum 1",
        by=PROGRAM,
        now=now,
    ).pk


def a_stand_in(case: Case) -> int:
    member = a_person(Role.EXPERT, case.group.key).memberships.get()
    address, today = a_person(second_factor=False).email, timezone.localdate()
    return stand_in(case=case, member=member, address=address, begins=today, last_day=today, by=PROGRAM).pk


def a_question_to_text(case: Case) -> int:
    return ask(case=case, text=f"Prov {once()}", must="included", by=PROGRAM, now=timezone.now()).pk


def about_text(group: Organisation, make: Callable[[Case], int]) -> dict[str, object]:
    """A group's case, and the number of what is made about its text."""
    case = a_case_of(group)
    return {"key": case.key, "number": make(case)}


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


# --- The opinion on system effects -------------------------------------------------------------------


def a_prepared_case(group: Organisation) -> Case:
    """A case that is out for consultation, and that this group prepares."""
    if group.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    case = a_consultation().case
    # In a group of the walk there are people of every sort: no act appoints such a one.
    Preparation.objects.create(case=case, group=group)
    return case


BY_ROUTE |= {
    **dict.fromkeys(
        ("opinion", "opinion-view", "opinion-give"), lambda organisation: {"key": a_prepared_case(organisation).key}
    ),
    "opinion-drop": lambda organisation: {"key": a_prepared_case(organisation).key, "number": 1},
}


def a_prepared_call(group: Organisation) -> Call:
    """An open call for an area of its own, whose case this group prepares, or which this board has on its agenda."""
    if group.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    # Another with the same name would be the same area.
    area = f"prov-{once()}"
    publish([a_file(key=area, name=area)], by=PROGRAM)
    take_up_known_areas(by=PROGRAM, now=timezone.now())
    Preparation.objects.create(case=Case.objects.get(area__key=area), group=group)
    call = an_open_call(area=area)
    # A board of the same key meets it on its agenda.
    meeting = board_meetings.plan(board=group, kind="ordinary", begins_at=timezone.now(), by=PROGRAM)
    Item.objects.create(meeting=meeting, call=call, number=1, presenter="Prov")
    return call


def a_prepared_comparison(group: Organisation) -> dict[str, object]:
    """The same, with a comparison that is frozen."""
    call = a_prepared_call(group)
    return {"key": call.key, "number": a_frozen_comparison(call)}


BY_ROUTE |= {
    **dict.fromkeys(
        ("officer-placement", "officer-placement-json", "officer-placement-csv", "officer-effect"),
        lambda organisation: {"key": a_prepared_call(organisation).key},
    ),
    **dict.fromkeys(
        ("officer-frozen", "officer-frozen-json", "officer-frozen-csv", "officer-frozen-pdf"), a_prepared_comparison
    ),
}


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
    return a_paper_entry(
        organisation, kind="consultation", question="protokollsutdrag", about=lambda: a_consultation().key
    )


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


def a_wish_of(organisation: Organisation) -> LongerTime:
    """A region that wants longer time, not answered yet."""
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    asked, now = a_consultation(), timezone.now()
    day = asked.last_day + timedelta(days=7)
    return ask_longer(consultation=asked, organisation=organisation, wanted_day=day, why="Prov", by=PROGRAM, now=now)


def a_letter(organisation: Organisation) -> dict[str, object]:
    """A letter from somebody without an account, waiting for a second registrar, with one scanned paper."""
    return {"number": entered_letter().pk}


def _wish_arguments(wish: LongerTime) -> dict[str, object]:
    return {"key": wish.consultation.key, "number": wish.pk}


def entered_letter() -> PaperEntry:
    now = timezone.now()
    with one_scanned("hela-svaret") as scanned:
        return enter_paper(
            kind="open_answer",
            about=a_consultation().key,
            owner=None,
            came_at=now,
            came_by="post",
            why="Ett brev.",
            raw={"for-vem": "Mig själv", "namn": "Prov"},
            scanned=scanned,
            by=PROGRAM,
            now=now,
            once_key=once(),
        )


WITHOUT_ANSWER = ("place", "completion", "reply", "assign", "step", "compare-all", "compared-sheet", "compared-zip")
for _route in [route for route in BY_ROUTE if ":" in route and route.partition(":")[2] not in WITHOUT_ANSWER]:
    of_consultation(_route.replace("application", "consultation"))
BY_ROUTE["received-consultation:pdf"] = lambda organisation: {"key": an_answer_to_one(organisation).key, "number": 1}
BY_ROUTE |= {
    "consultation:begin-about": lambda organisation: {"about": a_consultation().key},
    **dict.fromkeys(
        ("officer-consultation", "officer-invited", "officer-remind", "officer-wish"),
        lambda organisation: {"key": a_consultation().key},
    ),
    "ask-longer-time": lambda organisation: {"about": a_consultation().key},
    "officer-longer-time": lambda organisation: _wish_arguments(a_wish_of(organisation)),
    "received-open_answer:paper-entry": a_letter,
    "received-open_answer:paper-file": lambda organisation: {**a_letter(organisation), **MORE["paper-file"]},
    **dict.fromkeys(
        (
            "officer-case-consult",
            "officer-case-extend",
            "officer-case-end-consultation",
            "officer-case-conclude-review",
            "officer-case-decide",
            "officer-case-repeal",
            "officer-case-preparation",
        ),
        lambda organisation: {"key": an_open_case().key},
    ),
}


def a_letter_received() -> Filing:
    """The same, confirmed."""
    return confirm_paper(entry=entered_letter(), by=Actor("program", "annan"), now=timezone.now()).filing


def an_answer_of_anybody() -> Filing:
    """Somebody's answer without an account, sent once and changed since."""
    told = Respondent.objects.create(
        consultation=a_consultation(), address=f"{once()}@exempel.invalid", confirmed_at=timezone.now()
    )
    begun = start_filing(
        kind="open_answer",
        owner=Owner(person=-told.pk),
        about=told.consultation.key,
        by=actor_of(told),
        once_key=once(),
    )
    return sent_twice(begun)


BY_ROUTE |= {
    **dict.fromkeys(
        ("received-open_answer:show", "received-open_answer:note", "received-open_answer:number"),
        lambda organisation: {"key": an_answer_of_anybody().key},
    ),
    **dict.fromkeys(
        ("received-open_answer:receipt", "received-open_answer:receipt-pdf", "received-open_answer:pdf"),
        lambda organisation: {"key": an_answer_of_anybody().key, "number": 1},
    ),
    "received-open_answer:file": lambda organisation: {"key": a_letter_received().key, **MORE["file"]},
    **dict.fromkeys(
        ("received-open_answer:compare", "received-open_answer:compare-pdf"),
        lambda organisation: {"key": an_answer_of_anybody().key, "older": 1, "newer": 2},
    ),
}


# --- Masking -----------------------------------------------------------------------------------------


def a_masking(_organisation: Organisation) -> dict[str, object]:
    """Somebody's answer, after the close, with a name hidden, proposed to be published."""
    filing, now = a_letter_received(), timezone.now()
    Consultation.objects.filter(key=filing.about).update(closes_at=now - timedelta(seconds=1))
    version = FilingVersion.objects.get(filing=filing)
    what = What(words="Prov")
    mask = hide(version=version, what=what, paragraph="21 kap. 1 § OSL", why="Prov", by=PROGRAM, now=now)
    masking = propose_masked(masking=mask.masking, by=PROGRAM, now=now)
    return {"key": filing.key, "number": 1, "place": mask.pk, "seen": masking.sha256}


def _only(found: dict[str, object], *names: str) -> dict[str, object]:
    return {name: found[name] for name in names}


BY_ROUTE |= {
    **dict.fromkeys(
        ("masking", "masking-propose", "masking-return", "masking-take-down"),
        lambda organisation: _only(a_masking(organisation), "key", "number"),
    ),
    "masking-show-again": lambda organisation: _only(a_masking(organisation), "key", "number", "place"),
    "masking-publish": lambda organisation: _only(a_masking(organisation), "key", "number", "seen"),
    "masking-file": lambda organisation: {**_only(a_masking(organisation), "key", "number"), "place": 1},
    "officer-publishing": lambda organisation: {"key": a_consultation().key},
}
