"""The demonstration: invented accounts for every role, an open call, attested facts, referral information.

All is made by the acts that the pages use. Where it may be made: nhv/program/demo_mark.py.

Passwords and secrets are shown once, to whoever began it, and are kept as any others are: hashed, and encrypted.
"""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils import timezone

from nhv.accounts.acts import accept_invitation, invite
from nhv.accounts.models import User
from nhv.accounts.vouching.hospital_facts import attest
from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.derived.call import draft_call
from nhv.process.calls import acts as calls
from nhv.process.calls.queries import open_calls
from nhv.program.faults import InputFault
from nhv.records.acts import one_transaction
from nhv.register import referrals
from nhv.register.general import general
from nhv.register.memory import DIARY
from nhv.register.models import Area, Call, HospitalFact, Organisation, ReferralInformation
from nhv.register.organisations import register_address
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.questions import Question
from nhv.specification.referrals import ReferralFacts, Telephone

BY = Actor("program", "nhv demo")
# A name that no mail can ever reach.
DOMAIN = "demo.invalid"
CALLED_FOR = "viss-avancerad-esofaguskirurgi"
DAYS_OPEN = 42
AUTHORITY, SOUTH, WEST = "socialstyrelsen", "region-skane", "vastra-gotalandsregionen"
HOSPITAL = "skanes-universitetssjukhus"
STALE = timedelta(days=400)
HOURS_OF_A_WEEK = 168


@dataclass(frozen=True)
class Account:
    """Somebody invented. `name` is both the first part of the address and what one calls the account."""

    name: str
    who: str
    role: Role
    organisation: str

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


@dataclass(frozen=True)
class Made:
    """An account just made, with what is shown this once."""

    account: Account
    organisation: str
    password: str
    secret: str


ACCOUNTS = (
    Account("administrator1", "administratör 1", Role.ADMINISTRATOR, AUTHORITY),
    Account("administrator2", "administratör 2", Role.ADMINISTRATOR, AUTHORITY),
    Account("handlaggare1", "handläggare 1", Role.OFFICER, AUTHORITY),
    Account("handlaggare2", "handläggare 2", Role.OFFICER, AUTHORITY),
    Account("registrator1", "registrator 1", Role.REGISTRAR, AUTHORITY),
    Account("registrator2", "registrator 2", Role.REGISTRAR, AUTHORITY),
    Account("skane-admin", "administratör i Skåne", Role.REGION_ADMINISTRATOR, SOUTH),
    Account("skane-skriver", "skribent i Skåne", Role.WRITER, SOUTH),
    Account("skane-sander", "får skicka in för Skåne", Role.SIGNATORY, SOUTH),
    Account("vast-admin", "administratör i väst", Role.REGION_ADMINISTRATOR, WEST),
    Account("vast-skriver", "skribent i väst", Role.WRITER, WEST),
    Account("vast-sander", "får skicka in för väst", Role.SIGNATORY, WEST),
    Account("intygare", "intygar sjukhusets uppgifter", Role.ATTESTER, HOSPITAL),
    Account("enhet", "enhetens redaktör", Role.UNIT_EDITOR, HOSPITAL),
)

# Numbers that are set aside for invented people, and are nobody's.
TOLD = {
    "skanes-universitetssjukhus": ("040-628 04 10", "Exempelgatan 1\n000 00 Exempelstad"),
    "sahlgrenska-universitetssjukhuset": ("031-390 06 10", "Exempelgatan 2\n000 00 Exempelstad"),
    "karolinska-universitetssjukhuset": ("08-465 004 10", "Exempelgatan 3\n000 00 Exempelstad"),
}
TOLD_ABOUT = "neuromuskulara-sjukdomar"


# --- What is made ----------------------------------------------------------------------------------


def make() -> list[Made]:
    """All of it, or what is missing of it. Gives the accounts that were made; a second time none are."""
    with one_transaction(User):
        made = [] if User.objects.exists() else [_account(account) for account in ACCOUNTS]
        for region in Organisation.objects.filter(kind=Organisation.Kind.REGION, email=""):
            register_address(organisation=region, email=f"{region.key}@{DOMAIN}", by=BY)
        now = timezone.now()
        _open_call(now)
        _attest_facts(now)
        _tell_how_to_refer(now)
    return made


def the_open_call() -> Call | None:
    """The call that can be applied to now."""
    return next((call for call in open_calls(timezone.now()) if call.key.startswith("demo-")), None)


def _account(account: Account) -> Made:
    """One account, by invitation as all are, with an app that gives codes."""
    organisation = Organisation.objects.get(key=account.organisation)
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return settings.BASE_URL

    invite(email=account.email, organisation=organisation, role=account.role, by=BY, link=link)
    password = _password()
    user = accept_invitation(token=tokens[0], name=f"Demo: {account.who}", password=password)
    secret = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    TOTP.activate(user, secret)
    DIARY.record("second_factor_added", kind="user", key=str(user.pk), by=BY, payload={"kind": "totp"})
    return Made(account, organisation.name, password, secret)


def _password() -> str:
    """Fifteen signs that are easy to read aloud and type: no 0 and o, no 1 and l."""
    signs = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(5)) for _ in range(3))


def _open_call(now: datetime) -> None:
    if the_open_call() is not None:
        return
    document = Area.objects.get(key=CALLED_FOR).documents.newest_first()[0]
    deadline = timezone.localdate(now) + timedelta(days=DAYS_OPEN)
    facts = draft_call(
        document.specification,
        general(),
        key=f"demo-{deadline.isoformat()}",
        deadline=deadline,
        questions_until=deadline - timedelta(days=14),
        email=f"utlysningar@{DOMAIN}",
        contact_email=f"utlysningar@{DOMAIN}",
    )
    by = _actor("handlaggare1")
    call = calls.draft_call(document=document, facts=facts, by=by, once_key=f"nhv demo {facts.key}")
    calls.publish(call=call, by=by, now=now)


def _attest_facts(now: datetime) -> None:
    """All but the last fact of one hospital; the last but one so long ago that its time is out."""
    if HospitalFact.objects.exists():
        return
    hospital = Organisation.objects.get(key=HOSPITAL)
    answered = [(fact.key, raw) for fact in general().facts if (raw := _some_answer(fact.question)) is not None]
    for place, (fact, raw) in enumerate(answered[:-1]):
        is_old = place == len(answered) - 2
        attest(hospital=hospital, fact=fact, raw=raw, by=_actor("intygare"), now=now - STALE if is_old else now)


def _some_answer(question: Question) -> object:
    """An answer of the question's kind, or nothing where it takes more than an invention."""
    return {
        "yes_no": True,
        "number": min(question.most or 12, HOURS_OF_A_WEEK) if question.unit and "timmar" in question.unit else 12,
        "text": "Påhittat svar (demonstration)",
        "choice": next(iter(question.choices), None),
        "several_choices": list(question.choices[:1]) or None,
    }.get(question.kind)


def _tell_how_to_refer(now: datetime) -> None:
    """Of one area's units, and of the demonstration's own hospital: two fresh, one more than a year old, the rest
    not told."""
    if ReferralInformation.objects.exists():
        return
    own = referrals.units([Organisation.objects.get(key=HOSPITAL).pk])
    for unit, age in zip(own, (timedelta(), timedelta(), STALE), strict=False):
        _tell(unit, by=_actor("enhet"), now=now - age)
    for unit in referrals.units(None, area=TOLD_ABOUT):
        if unit.holder.key in TOLD and unit.referral is None and unit.holder.key != HOSPITAL:
            _tell(unit, by=BY, now=now)


def _tell(unit: referrals.Unit, *, by: Actor, now: datetime) -> None:
    number, address = TOLD[unit.holder.key]
    facts = ReferralFacts(
        address=f"Påhittad mottagning (demonstration)\n{address}",
        telephones=(Telephone(number=number, hours="vardagar 8–16 (påhittat nummer)"),),
        required=referrals.suggested(unit.area) or ("Klinisk status", "Frågeställning", "Aktuella bilder"),
        conference="Tisdagar klockan 8.00",
        cut_off="Fredagen före, klockan 12.00",
    )
    save_referral_information(area=unit.area, holder=unit.holder, facts=facts, seen_version=0, by=by, now=now)


def _actor(name: str) -> Actor:
    return Actor("user", str(User.objects.get(email=f"{name}@{DOMAIN}").pk))


# --- Codes -----------------------------------------------------------------------------------------


def code_of(name: str, now: datetime) -> str:
    """The code that the account's app would show now. Raises InputFault for an account that is not invented."""
    known = [account.name for account in ACCOUNTS]
    wanted = name.removesuffix(f"@{DOMAIN}")
    if wanted not in known:
        raise InputFault(f"«{name}» är inget demokonto; välj ett av {', '.join(known)}")
    app = Authenticator.objects.filter(user__email=f"{wanted}@{DOMAIN}", type=Authenticator.Type.TOTP).first()
    if app is None:
        raise InputFault(f"«{name}» har ingen app för engångskoder längre; logga in på det sätt du själv valde")
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(now.timestamp()) // 30))


def table(made: list[Made]) -> Iterator[str]:
    """The accounts as lines of text, one an account."""
    rows = [("konto", "lösenord", "hemlighet för engångskoder", "vem")]
    rows += [(one.account.name, one.password, one.secret, f"{one.account.who}, {one.organisation}") for one in made]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join((*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3]))
