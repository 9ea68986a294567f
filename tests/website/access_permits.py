"""The same for permits' life: letters of holders, matters of permits, and facts that are lost."""

from datetime import timedelta

from django.utils import timezone

from nhv.filings.acts.attachments import attach
from nhv.filings.models import Filing, PaperEntry
from nhv.process.board import deciding, meetings, sending
from nhv.process.board.models import NEAR, BoardDecision, Item
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.queries import address_of
from nhv.register.models import Organisation
from nhv.specification.motion import Motion, MotionKind
from tests.support.board import appeal_texts, signed
from tests.support.calls import PROGRAM, once
from tests.support.people import an_organisation
from tests.support.permits import a_begun_letter, a_heard_matter, a_lost_fact, a_matter_before_the_board, a_permit_of
from tests.website.access_board import BY_ROUTE, WITHOUT_ANSWER, decided_by_two, found_right
from tests.website.access_examples import A_PICTURE, NoSuchRecord, a_paper_entry, sent_twice
from tests.website.access_process import MORE


def _region(organisation: Organisation) -> Organisation:
    if organisation.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    return organisation


def a_letter(organisation: Organisation) -> Filing:
    """A region's letter about its permit, sent once and changed since, with a file."""
    begun = a_begun_letter(_region(organisation))
    attach(filing=begun, question="bilagor", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


def a_paper_letter(region: Organisation) -> PaperEntry:
    """A letter that came by post, with one scanned paper."""
    return a_paper_entry(
        region, kind="permit_notice", question="bilagor", about=lambda: address_of(a_permit_of(_region(region)))
    )


def a_sent_matter(region: Organisation) -> PermitMatter:
    """A revocation that the board has decided about this region's permit, sent to the holder."""
    matter = a_matter_before_the_board(a_heard_matter(_region(region)))
    board, now = an_organisation(once(), "group"), timezone.now()
    meeting = meetings.plan(board=board, kind="ordinary", begins_at=now, by=PROGRAM)
    item = meetings.add_matter(meeting=meeting, matter=matter, presenter="Prov", by=PROGRAM)
    said = Motion(kind=MotionKind.REJECT, why="Prov")
    deciding.propose(item=item, said=said, by=PROGRAM, now=now)
    item = decided_by_two(board, Item.objects.select_related(*NEAR).get(pk=item.pk))
    appeal_texts()
    found_right(item)
    decision = BoardDecision.objects.get(item=item)
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(days=1), by=PROGRAM, now=timezone.now())
    return matter


def _lost(organisation: Organisation) -> dict[str, object]:
    lost = a_lost_fact()
    return {"hospital": lost["hospital"], "fact": lost["fact"]}


def _skane() -> Organisation:
    return Organisation.objects.get(key="region-skane")


def _letter_route(route: str) -> None:
    more = {**MORE, "section": {"section": "skrivelsen"}}.get(route.partition(":")[2], {})
    if "paper" in route:
        BY_ROUTE[route] = lambda region: {"number": a_paper_letter(region).pk, **more}
    else:
        BY_ROUTE[route] = lambda region: {"key": a_letter(region).key, **more}


for _route in [
    route for route in BY_ROUTE if "application:" in route and route.partition(":")[2] not in WITHOUT_ANSWER
]:
    _letter_route(_route.replace("application", "permit_notice"))

BY_ROUTE |= {
    "received-permit_notice:pdf": lambda region: {"key": a_letter(region).key, "number": 1},
    "permit_notice:begin-about": lambda region: {"about": address_of(a_permit_of(_region(region)))},
    **dict.fromkeys(
        ("own-permit-decision-pdf", "own-permit-decision-word"), lambda region: {"key": a_sent_matter(region).key}
    ),
    "own-permit-matter": lambda region: {"key": a_heard_matter(_region(region)).key},
    "permit-matter": lambda organisation: {"matter": a_heard_matter(_skane()).key},
    "permit-matter-act": lambda organisation: {"matter": a_heard_matter(_skane()).key, "act": "note"},
    "permit-matter-new": lambda organisation: {"permit": address_of(a_permit_of(_skane()))},
    "permit-matter-units": lambda organisation: {"area": a_permit_of(_skane()).area.key},
    "permit-original": lambda organisation: {"area": a_permit_of(_skane()).area.key},
    **dict.fromkeys(("permit-reach", "permit-letter"), _lost),
}
