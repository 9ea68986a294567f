"""The people of the demonstration: one at least for every role. Who adds a role adds its person to PEOPLE.

Passwords and secrets are shown once, to whoever began it, and are kept as any others are: hashed, and encrypted.
"""

import base64
import secrets
from dataclasses import dataclass
from typing import Final

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils.translation import gettext_noop as _

from nhv.accounts.acts import accept_invitation, invite
from nhv.accounts.demonstration import note_invented
from nhv.accounts.models import User
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.register.organisations import enter_organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role

BY = Actor("program", "nhv demo")
# A name that no mail can ever reach.
DOMAIN = "demo.invalid"
AUTHORITY, SOUTH, WEST = "socialstyrelsen", "region-skane", "vastra-gotalandsregionen"
HOSPITAL = "skanes-universitetssjukhus"
# The expert group, entered under the authority, whose key follows from both names.
GROUP_NAME = "Sakkunniggruppen (påhittad)"
GROUP = "sakkunniggruppen-pahittad-socialstyrelsen"
# The preparatory group, entered in the same way.
PREPARATORY_NAME = "Beredningsgrupp 1 (påhittad)"
PREPARATORY = "beredningsgrupp-1-pahittad-socialstyrelsen"
# Who weighs what has been applied for, and the board.
SECOND_NAME = "Beredningsgrupp 2 (påhittad)"
SECOND = "beredningsgrupp-2-pahittad-socialstyrelsen"
BOARD_NAME = "Nämnden för nationell högspecialiserad vård (påhittad)"
BOARD = "namnden-for-nationell-hogspecialiserad-vard-pahittad-socialstyrelsen"
GROUPS: Final = {GROUP: GROUP_NAME, PREPARATORY: PREPARATORY_NAME, SECOND: SECOND_NAME, BOARD: BOARD_NAME}


@dataclass(frozen=True)
class Person:
    """Somebody invented. `name` is both the first part of the address and what one calls the account; `waits` is
    what there is to do or see for them when they come in."""

    name: str
    who: str
    role: Role
    organisation: str
    waits: str

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


@dataclass(frozen=True)
class Made:
    """An account just made, with what is shown this once."""

    person: Person
    organisation: str
    password: str
    secret: str


def _board_member(name: str, region: str, waits: str) -> Person:
    """A member for a healthcare region."""
    return Person(name, f"ledamot i nämnden för {region}", Role.BOARD_MEMBER, BOARD, waits)


PEOPLE: Final = (
    Person(
        "administrator1",
        "administratör 1",
        Role.ADMINISTRATOR,
        AUTHORITY,
        _("Alla personer och deras roller, i alla organisationer."),
    ),
    Person(
        "administrator2",
        "administratör 2",
        Role.ADMINISTRATOR,
        AUTHORITY,
        _("Det som två administratörer ska vara överens om."),
    ),
    Person(
        "handlaggare1",
        "handläggare 1",
        Role.OFFICER,
        AUTHORITY,
        _(
            "En öppen utlysning med en fråga att besvara, och en stängd med ansökningar av alla slag: ersatt, sen, "
            "komplettering begärd och besvarad."
        ),
    ),
    Person(
        "handlaggare2",
        "handläggare 2",
        Role.OFFICER,
        AUTHORITY,
        _("Det som två handläggare ska vara överens om, som en förlängning."),
    ),
    Person(
        "registrator1",
        "registrator 1",
        Role.REGISTRAR,
        AUTHORITY,
        _("En ansökan som har kommit in, att diarieföra, och det som inte stämmer med myndighetens diarium."),
    ),
    Person(
        "registrator2",
        "registrator 2",
        Role.REGISTRAR,
        AUTHORITY,
        _("Det som kommit på papper: en registrator för in, en annan bekräftar."),
    ),
    Person(
        "skane-admin",
        "administratör i Skåne",
        Role.REGION_ADMINISTRATOR,
        SOUTH,
        _("Regionens personer, adressen dit regionens brev går, och vem som gör den vård som inte är nationell."),
    ),
    Person(
        "skane-samordnar",
        "samordnare i Skåne",
        Role.REGION_COORDINATOR,
        SOUTH,
        _("Regionens vecka: en öppen utlysning, en inskickad ansökan, gamla uppgifter och en kontakt att bekräfta."),
    ),
    Person(
        "skane-skriver",
        "skribent i Skåne",
        Role.WRITER,
        SOUTH,
        _("En ansökan som skrivs vidare, där en annan har svarat på samma fråga: välj vilket svar som ska gälla."),
    ),
    Person(
        "skane-sander",
        "får skicka in för Skåne",
        Role.SIGNATORY,
        SOUTH,
        _("Regionens ansökan, som kom in halv: att läsa igenom och skicka in på nytt när den är hel."),
    ),
    Person(
        "vast-admin",
        "administratör i väst",
        Role.REGION_ADMINISTRATOR,
        WEST,
        _("En annan regions personer; Skånes syns inte."),
    ),
    Person(
        "vast-skriver",
        "skribent i väst",
        Role.WRITER,
        WEST,
        _("En inskickad ansökan som går att ändra tills tiden är ute, och en egen fråga som väntar på svar."),
    ),
    Person(
        "vast-sander",
        "får skicka in för väst",
        Role.SIGNATORY,
        WEST,
        _("Kvittot på det som regionen har skickat in."),
    ),
    Person(
        "intygare",
        "intygar sjukhusets uppgifter",
        Role.ATTESTER,
        HOSPITAL,
        _("En uppgift att intyga och en att intyga på nytt."),
    ),
    Person(
        "enhet",
        "enhetens redaktör",
        Role.UNIT_EDITOR,
        HOSPITAL,
        _("Uppgifter om hur man remitterar: en att bekräfta på nytt, andra att skriva."),
    ),
    Person(
        "skane-foreslar",
        "föreslår områden för Skåne",
        Role.PROPOSER,
        SOUTH,
        _("Ett eget förslag på ett område, och vad det blev av det."),
    ),
    Person(
        "sakkunnig1",
        "sakkunnig 1",
        Role.EXPERT,
        GROUP,
        _("En sakkunniggrupps text att skriva på, med det som bör ses över."),
    ),
    Person(
        "sakkunnig2",
        "sakkunnig 2",
        Role.EXPERT,
        GROUP,
        _("Samma text; skriv i samma del som sakkunnig 1, och inget går förlorat."),
    ),
    Person(
        "patientforetradare",
        "patientföreträdare",
        Role.PATIENT_REPRESENTATIVE,
        GROUP,
        _("Samma text och samma rätt att skriva; intressen är inte anmälda ännu."),
    ),
    Person(
        "beredning-ledamot",
        "ledamot i beredningsgrupp 1",
        Role.PREPARATORY_MEMBER,
        PREPARATORY,
        _("Ett yttrande om vad en definition betyder för annan vård, och alla par av sju sökande att jämföra."),
    ),
    Person(
        "beredning-sekreterare",
        "sekreterare i beredningsgrupp 1",
        Role.PREPARATORY_SECRETARY,
        PREPARATORY,
        _("Gruppens gemensamma bedömning, att avge som yttrande när remisstiden är slut."),
    ),
    Person(
        "beredning2-ledamot",
        "ledamot i beredningsgrupp 2",
        Role.PREPARATORY_MEMBER,
        SECOND,
        _("Matrisen över dem som har ansökt: villkor för villkor, att bedöma."),
    ),
    Person(
        "beredning2-sekreterare",
        "sekreterare i beredningsgrupp 2",
        Role.PREPARATORY_SECRETARY,
        SECOND,
        _("Samma matris, och yttrandet till nämnden."),
    ),
    Person(
        "namnd-ordforande",
        "ordförande i nämnden",
        Role.BOARD_CHAIR,
        BOARD,
        _("Ett öppet sammanträde att leda: en omröstning som pågår, och ett beslut att säga."),
    ),
    _board_member("namnd-soder", "Södra", _("En omröstning i ett ärende, och jäv i ett annat.")),
    _board_member("namnd-vast", "Västra", _("Två omröstningar; det egna förslaget mot handläggarens.")),
    _board_member("namnd-norr", "Norra", _("Ett protokoll att läsa, och en omröstning i det andra ärendet.")),
    _board_member("namnd-mellan", "Mellansverige", _("Samma sammanträde, för en annan sjukvårdsregion.")),
    _board_member("namnd-stockholm", "Stockholm–Gotland", _("Samma sammanträde, för en annan sjukvårdsregion.")),
    _board_member("namnd-sydost", "Sydöstra", _("Samma sammanträde, för en annan sjukvårdsregion.")),
    Person(
        "namnd-ersattare",
        "ersättare i nämnden för Södra",
        Role.BOARD_DEPUTY,
        BOARD,
        _("En omröstning i det ärende där ledamoten för Södra är jävig."),
    ),
    Person(
        "namnd-sekreterare",
        "nämndens sekreterare",
        Role.BOARD_SECRETARY,
        BOARD,
        _("Ett öppet sammanträde att föra protokoll vid, ett justerat, och ett att kalla till."),
    ),
)


def open_accounts() -> list[Made]:
    """The accounts of all of them, where nobody has an account yet."""
    with one_transaction(User):
        if User.objects.exists():
            return []
        authority = Organisation.objects.get(key=AUTHORITY)
        for name in GROUPS.values():
            enter_organisation(kind=Organisation.Kind.GROUP, name=name, under=authority, by=BY)
        return [_open_account(person) for person in PEOPLE]


def actor(name: str) -> Actor:
    """The person of this name, as one who does acts."""
    return Actor("user", str(User.objects.get(email=f"{name}@{DOMAIN}").pk))


def _open_account(person: Person) -> Made:
    """One account, by invitation as all are, with an app that gives codes."""
    organisation = Organisation.objects.get(key=person.organisation)
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return settings.BASE_URL

    invite(email=person.email, organisation=organisation, role=person.role, by=BY, link=link)
    password = _password()
    user = accept_invitation(token=tokens[0], name=f"Demo: {person.who}", password=password)
    note_invented(user, waits=person.waits, by=BY)
    secret = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    TOTP.activate(user, secret)
    DIARY.record("second_factor_added", kind="user", key=str(user.pk), by=BY, payload={"kind": "totp"})
    return Made(person, organisation.name, password, secret)


def _password() -> str:
    """Fifteen signs that are easy to read aloud and type: no 0 and o, no 1 and l."""
    signs = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _place in range(5)) for _group in range(3))
