"""Answering without an account: a link to an address, and what opens when it is confirmed. Until then nothing is kept
but the link itself, for a day, and nothing is mailed but the link."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone

from nhv.accounts.attempts import sender_of
from nhv.language.addresses import one_address
from nhv.process.consultations.longer import closes_for
from nhv.process.consultations.models import AddressLink, Consultation, Respondent
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, OUTBOX
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

RESPONDENT_KIND = "respondent"
VALID_FOR = timedelta(days=1)
# In a day: to one address, from one device, and by everybody together.
MOST_TO_ADDRESS, MOST_FROM_DEVICE, MOST_IN_ALL = 3, 20, 2_000

SUBJECT = "Länk för att svara på en remiss"
TEXT = (
    "Hej!\n\nNågon, förhoppningsvis du, vill svara på en remiss från Socialstyrelsen med den här adressen. "
    "Öppna länken för att bekräfta den och skriva svaret:\n\n{link}\n\nLänken gäller i ett dygn och bara en gång. "
    "Har du inte bett om den behöver du inte göra något: inget är sparat.\n"
)


def ask_for_link(
    *, consultation: Consultation, address: str, device: str, link: Callable[[str], str], now: datetime
) -> None:
    """A mail to the address with a link that opens its answer. `device` is the address of who asks; `link` makes the
    whole address of the page from a token. Raises Refused."""
    with one_transaction(AddressLink):
        # One at a time, so that the bounds hold for many who ask at once.
        DIARY.take_turn()
        to, token = _readable(address), secrets.token_urlsafe(32)
        _check_open(consultation, to, now)
        marks = {"address_mark": sender_of(to), "device_mark": sender_of(device)}
        _check_bounds(now, **marks)
        # The newest link alone opens the door.
        AddressLink.objects.filter(consultation=consultation, address=to).update(address="")
        made = AddressLink.objects.create(
            consultation=consultation, address=to, token_sha256=_hash(token), made_at=now, **marks
        )
        text = TEXT.format(link=link(token))
        OUTBOX.post(kind="address_link", to=to, subject=SUBJECT, text=text, key=f"address_link:{made.pk}:{token[:8]}")


def opens(token: str, now: datetime) -> AddressLink | None:
    """The link of this token that has not been used and is not too old."""
    found = AddressLink.objects.select_related("consultation").filter(token_sha256=_hash(token))
    return found.filter(made_at__gt=now - VALID_FOR).exclude(address="").first()


def confirm(*, token: str, now: datetime) -> Respondent:
    """Uses up the link: the address is confirmed, and has its answer from now on, or again. Raises Refused."""
    with one_transaction(Respondent):
        DIARY.take_turn()
        link = opens(token, now)
        if link is None:
            raise Refused("address_link_ended", "Länken gäller inte längre. Be om en ny från remissens sida.")
        told, is_new = Respondent.objects.get_or_create(
            consultation=link.consultation, address=link.address, defaults={"confirmed_at": now}
        )
        AddressLink.objects.filter(pk=link.pk).update(address="")
        if is_new:
            payload = {"consultation": link.consultation.key}
            by = actor_of(told)
            DIARY.record("address_confirmed", kind=RESPONDENT_KIND, key=str(told.pk), by=by, payload=payload)
        return told


def a_respondent_on_paper(consultation: Consultation, now: datetime) -> Respondent:
    """Somebody without an account whose answer comes on paper: within the act that enters it."""
    return Respondent.objects.create(consultation=consultation, address="", confirmed_at=now)


def actor_of(respondent: Respondent) -> Actor:
    """The one who has confirmed the address, as who does acts."""
    return Actor("address", str(respondent.pk))


def forget_links() -> None:
    """What nobody opened in its day, and what is used, is gone after that."""
    AddressLink.objects.filter(made_at__lte=timezone.now() - VALID_FOR).delete()


def _check_open(consultation: Consultation, address: str, now: datetime) -> None:
    closes = closes_for(consultation.key, Q(longer_times__address=address))
    if closes is None or closes <= now:
        raise Refused("consultation_over", "Remisstiden är slut.")


def _check_bounds(now: datetime, *, address_mark: str, device_mark: str) -> None:
    today = AddressLink.objects.filter(made_at__gt=now - VALID_FOR)
    if (
        today.filter(address_mark=address_mark).count() >= MOST_TO_ADDRESS
        or today.filter(device_mark=device_mark).count() >= MOST_FROM_DEVICE
        or today.count() >= MOST_IN_ALL
    ):
        raise Refused(
            "too_many_links", "För många länkar har begärts i dag. Använd den du fick senast, eller vänta ett dygn."
        )


def _readable(address: str) -> str:
    found = one_address(address)
    try:
        validate_email(found)
    except ValidationError:
        raise Refused(
            "answer_address_unreadable", "Adressen går inte att läsa. Skriv den som namn@exempel.se."
        ) from None
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
