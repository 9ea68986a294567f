"""Letters that somebody has asked for: that something has come to their desk, and that something public has changed in
an area or a region that they follow. A letter says how many and where to read it, never what it is about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from nhv.accounts import telling
from nhv.accounts.desk import news
from nhv.accounts.models import Follow, Letters, User
from nhv.records.acts import one_transaction
from nhv.records.work import each_by_itself
from nhv.register.memory import AREA, CALL, PERMIT
from nhv.register.models import Area, AreaDocument, Call, DiaryEntry, Organisation, Permit
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN

MOST_FOLLOWED = 200
# What has come is told of when it has surely been kept, however long its transaction was.
SETTLED = timedelta(minutes=1)
MORNING = 7
# Read back over one long outage at the most.
MOST_ENTRIES = 2_000


def letters_of(user: User) -> str:
    """How often this person is written to. One query."""
    return Letters.objects.filter(user=user).values_list("how", flat=True).first() or Letters.How.NEVER


def choose(*, by: Actor, how: str, now: datetime) -> None:
    """Be written to so often from now on. Raises Refused."""
    if how not in Letters.How.values:
        raise Refused("letters_how_unknown", "Välj hur ofta du vill ha brev: genast, en gång om dagen eller aldrig.")
    with one_transaction(Letters):
        Letters.objects.update_or_create(user_id=int(by.name), defaults={"how": how, "told_until": now - SETTLED})


def follow(*, by: Actor, kind: str, key: str) -> None:
    """Follow an area or a region. The same again changes nothing. Raises Refused."""
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION)
    known = (Area.objects.all() if kind == Follow.Kind.AREA else regions).filter(key=key).exists()
    if kind not in Follow.Kind.values or not known:
        raise Refused("nothing_to_follow", "Det finns inget sådant område och ingen sådan region. Välj i listan.")
    with one_transaction(Follow):
        if Follow.objects.filter(user_id=int(by.name)).count() >= MOST_FOLLOWED:
            raise Refused("follows_too_many", "Du följer redan {most}. Sluta följa något först.", most=MOST_FOLLOWED)
        Follow.objects.get_or_create(user_id=int(by.name), kind=kind, key=key)


def unfollow(*, by: Actor, kind: str, key: str) -> None:
    """Follow it no longer."""
    with one_transaction(Follow):
        Follow.objects.filter(user_id=int(by.name), kind=kind, key=key).delete()


def write_letters(*, now: datetime) -> int:
    """A letter to each whose turn it is and for whom there is news: the worker's periodic job. Gives how many."""
    chosen = Letters.objects.exclude(how=Letters.How.NEVER).filter(user__is_active=True)
    in_turn = [letters for letters in chosen.select_related("user") if _has_turn(letters, now)]
    return sum(each_by_itself(in_turn, lambda letters: _write(letters, now)))


def _has_turn(letters: Letters, now: datetime) -> bool:
    if letters.how == Letters.How.AT_ONCE:
        return True
    local, told = timezone.localtime(now, SWEDEN), timezone.localtime(letters.told_until, SWEDEN)
    return local.hour >= MORNING and (local.date() > told.date() or told.hour < MORNING)


def _write(letters: Letters, now: datetime) -> bool:
    by, until = Actor("user", str(letters.user_id)), now - SETTLED
    lines = [*_of_the_desk(by, letters.told_until, until), *_of_what_is_followed(letters, until)]
    with one_transaction(Letters):
        if lines:
            telling.tell(
                [(str(letters.user_id), letters.user.email)],
                kind="letter",
                subject="Nytt hos nationell högspecialiserad vård",
                text="\n\n".join([*lines, f"Ändra hur ofta du får brev: {telling.link('letters')}"]),
                about=until.isoformat(),
            )
        letters.told_until = until
        letters.save(update_fields=["told_until"])
    return bool(lines)


def _of_the_desk(by: Actor, since: datetime, until: datetime) -> Iterable[str]:
    for part, number in news(by, since, until):
        words = part.words[0] if number == 1 else part.words[1]
        yield f"{words % {'number': number}}. {telling.link(part.page)}"


def _of_what_is_followed(letters: Letters, until: datetime) -> Iterable[str]:
    """One line for each area in which something public has changed. Five queries at most."""
    follows = list(Follow.objects.filter(user=letters.user))
    if not follows:
        return
    wanted = _areas(follows)
    changed = _changed(letters.told_until, until) & wanted
    names = dict(AreaDocument.objects.filter(area__key__in=changed).order_by("pk").values_list("area__key", "name"))
    for key in sorted(changed):
        yield f"Något är nytt om {names.get(key, key)}. {telling.link('area', key=key)}"


def _areas(follows: Iterable[Follow]) -> set[str]:
    """The areas that somebody follows: themselves, and all in which a region that they follow has a permit."""
    regions = [each.key for each in follows if each.kind == Follow.Kind.REGION]
    held = Permit.objects.known().filter(Q(holder__key__in=regions)).values_list("area__key", flat=True)
    own = {each.key for each in follows if each.kind == Follow.Kind.AREA}
    return own | set(held) if regions else own


def _changed(since: datetime, until: datetime) -> set[str]:
    """The areas about which the public register has an entry of this time: document, permit or call."""
    entries = DiaryEntry.objects.filter(at__gt=since, at__lte=until, subject_kind__in=(AREA, PERMIT, CALL))
    told = list(entries.exclude(act="call_read").values_list("subject_kind", "subject_key")[:MOST_ENTRIES])
    calls = Call.objects.filter(key__in={key for kind, key in told if kind == CALL})
    # A permit's key begins with its area's.
    of_area = {key.partition(":")[0] for kind, key in told if kind != CALL}
    return of_area | set(calls.values_list("area__key", flat=True))
