"""The same of a permit's life: revoked after its holder is heard, exempted, its original decision told."""

from datetime import date, timedelta

from django.utils import timezone

from nhv.process.permits import acts
from nhv.process.permits.acts import About, Decided, Next
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.permits.originals import Seen, enter_original
from nhv.register.models import Permit
from nhv.rules.roles import Role
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor


def use_a_permit() -> None:
    """Each act once."""
    permit, now = _with_conditions(), timezone.now()
    revoked = _opened(permit, About(MatterKind.REVOCATION, "Prov", ground=Ground.BASIS))
    acts.note(matter=revoked, words="Ringt.", follow_up=Next("Ring igen", date(2030, 1, 1)), by=PROGRAM, now=now)
    acts.hear(matter=revoked, told="Prov", last_day=timezone.localdate() + timedelta(days=5), by=PROGRAM, now=now)
    by = actor(a_person(Role.SIGNATORY, permit.holder.key))
    acts.reply(matter=revoked, words="Nej.", by=by, now=now)
    exempted = _opened(permit, About(MatterKind.EXEMPTION, "Prov", conditions=(permit.conditions[0]["key"],)))
    acts.hear(matter=exempted, told="Prov", last_day=timezone.localdate() + timedelta(days=5), by=PROGRAM, now=now)
    after = now + timedelta(days=10)
    told = {"record_number": "1/2026", "body": "Nämnden", "decided_on": timezone.localdate(), "reasons": "Prov"}
    acts.decide(matter=exempted, said=Decided(granted=True, **told), by=PROGRAM, now=after)
    last = timezone.localdate() + timedelta(days=400)
    acts.decide(matter=revoked, said=Decided(granted=True, stages=(("", last),), **told), by=PROGRAM, now=after)
    acts.close(matter=_opened(permit, About(MatterKind.RE_EXAMINATION, "Prov")), why="Prov", by=PROGRAM, now=now)
    enter_original(area=permit.area, seen=Seen("board", "1/2026"), by=PROGRAM, now=now)


def _with_conditions() -> Permit:
    known = Permit.objects.known().select_related("area", "holder").order_by("-pk")
    return next(one for one in known if one.conditions)


def _opened(permit: Permit, about: About) -> PermitMatter:
    return acts.open_matter(
        area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=timezone.now()
    )
