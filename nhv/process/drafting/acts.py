"""The text edited by the group's members, part by part, and frozen by an officer.

An edit names the revision that its writer saw. When somebody has changed the same part since, it is refused and both
texts are shown: nobody's is lost, and nobody waits for anybody's lock. Other parts may have changed meanwhile.
"""

from collections.abc import Callable
from datetime import datetime

from nhv.process.cases.acts import check_movable
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.drafting.models import FrozenText, Revision
from nhv.process.drafting.queries import START, drafted_at, latest_number
from nhv.process.groups.acts import check_has_declared
from nhv.process.locking import open_to
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.drafting import Drafted, DraftFault, restore
from nhv.specification.layers import canonical_text, sha256_of

# Working material: no public page is made of it.
DRAFT_KIND = "draft"
MOST_REVISIONS = 20_000

Edit = Callable[[Drafted], Drafted]


def edit(*, case: Case, act: str, do: Edit, seen: int, by: Actor, now: datetime, key: str = "") -> int:
    """One edit of the text, of the part with this `key` where it has one. Gives the number of the revision that it
    makes, or the last one's where nothing is changed. Raises Refused."""
    with one_transaction(Revision):
        case = _locked(case, by)
        last = latest_number(case)
        before = drafted_at(case, last)
        _check_unchanged(case, key, seen, before.area)
        after = done(do, before)
        if after == before:
            return last
        return _kept(case, last + 1, after, act=act, key=key, by=by, now=now)


def undo(*, case: Case, to: int, seen: int, by: Actor, now: datetime) -> int:
    """The text as it was in an earlier revision. What has been written since is kept, and its keys stay used."""
    with one_transaction(Revision):
        case = _locked(case, by)
        last = latest_number(case)
        if seen != last:
            raise Refused("draft_changed", "Någon har ändrat texten sedan du öppnade sidan. Läs den på nytt först.")
        if not START <= to < last:
            raise Refused("no_such_revision", "Det finns ingen sådan version av texten.")
        after = restore(drafted_at(case, last), drafted_at(case, to).area)
        return _kept(case, last + 1, after, act="undo", key="", by=by, now=now)


def freeze(*, case: Case, by: Actor, now: datetime) -> FrozenText:
    """The text as it now is becomes a version that never changes. Raises Refused for one that defines nothing."""
    with one_transaction(FrozenText):
        case = open_to(CASE, "freeze", case, by, "group")
        number = latest_number(case)
        area = drafted_at(case, number).area
        if area.units is None or not any(group.points for group in area.scope):
            raise Refused(
                "text_defines_nothing", "Texten har ingen punkt eller inget antal enheter, så den kan inte frysas ännu."
            )
        last = case.texts.order_by("-number").first()
        if last is not None and last.revision == number:
            raise Refused("text_frozen_already", "Texten är redan fryst som den är.")
        content = canonical_text(area)
        frozen = FrozenText.objects.create(
            case=case,
            number=last.number + 1 if last else 1,
            revision=number,
            content=content,
            sha256=sha256_of(content),
            frozen_at=now,
            frozen_by=str(by),
        )
        told = {"number": frozen.number, "revision": number, "sha256": frozen.sha256}
        DIARY.record("text_frozen", kind=DRAFT_KIND, key=case.key, by=by, payload=told)
        return frozen


def _locked(case: Case, by: Actor) -> Case:
    """The case, if `by` may write in its text now."""
    case = check_movable("draft", case, by)
    check_has_declared(case, by)
    return case


def _check_unchanged(case: Case, key: str, seen: int, now: Area) -> None:
    if not key:
        return
    if not START <= seen <= latest_number(case):
        raise Refused("no_such_revision", "Det finns ingen sådan version av texten.")
    if drafted_at(case, seen).area.part(key) != now.part(key):
        raise Refused(
            "draft_part_changed",
            "Någon annan har ändrat den här delen sedan du öppnade den. Båda texterna visas: för samman dem och spara.",
        )


def done(do: Edit, before: Drafted) -> Drafted:
    """The text with the edit, which is not kept. Raises Refused for one that cannot be done."""
    try:
        return do(before)
    except DraftFault as fault:
        raise Refused("edit_impossible", "Ändringen går inte att göra: {fault}.", fault=fault) from None


def _kept(case: Case, number: int, after: Drafted, *, act: str, key: str, by: Actor, now: datetime) -> int:
    if number > MOST_REVISIONS:
        raise Refused("too_many_revisions", "Texten har ändrats för många gånger. Frys den och öppna ett nytt ärende.")
    content = canonical_text(after.area)
    Revision.objects.create(
        case=case,
        number=number,
        content=content,
        used=sorted(after.used),
        origins={new: list(old) for new, old in after.origins.items()},
        act=act,
        key=key,
        made_by=str(by),
        made_at=now,
    )
    told = {"revision": number, "key": key, "sha256": sha256_of(content)}
    DIARY.record(f"text_{act}", kind=DRAFT_KIND, key=case.key, by=by, payload=told)
    return number
