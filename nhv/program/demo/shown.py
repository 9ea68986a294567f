"""What is shown of the demonstration's people: the list when they are made, a code of theirs, and the printed table."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import shorten

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from nhv.program.demo.people import DOMAIN, GROUPS, PEOPLE, Made
from nhv.program.faults import InputFault
from nhv.specification.toml import read_organisations
from nhv.website.words import ROLES

MOST_WHO = 60


def accounts(made: list[Made]) -> Iterator[str]:
    """The accounts as lines of text, one an account."""
    rows = [("konto", "lösenord", "hemlighet för engångskoder", "vem")]
    rows += [(one.person.name, one.password, one.secret, _who(one)) for one in made]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join((*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3]))


def _who(made: Made) -> str:
    """In one line of a screen."""
    return shorten(f"{made.person.who}, {made.organisation}", MOST_WHO, placeholder=" …")


def code_of(name: str, now: datetime) -> str:
    """The code that the account's app would show now. Raises InputFault for an account that is not invented."""
    known = [person.name for person in PEOPLE]
    wanted = name.removesuffix(f"@{DOMAIN}")
    if wanted not in known:
        raise InputFault(f"«{name}» är inget demokonto; välj ett av {', '.join(known)}")
    app = Authenticator.objects.filter(user__email=f"{wanted}@{DOMAIN}", type=Authenticator.Type.TOTP).first()
    if app is None:
        raise InputFault(f"«{name}» har ingen app för engångskoder längre; logga in på det sätt du själv valde")
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(now.timestamp()) // 30))


def people_table() -> str:
    """Role, place, person and what waits for them, as a page of documentation."""
    bundled = read_organisations((settings.AREAS / "organisations.toml").read_text(encoding="utf-8"))
    names = {**GROUPS, **{place.key: place.name for places in bundled.by_kind().values() for place in places}}
    rows = [
        f"| {ROLES[person.role]} | {names[person.organisation]} | `{person.name}` | {person.waits} |"
        for person in PEOPLE
    ]
    return "\n".join(
        (
            "# Demonstrationens personer",
            "",
            "`make run` (eller `nhv demo`) gör dem, i en egen tom datamapp. På inloggningssidan finns en knapp för "
            "var och en, så länge den som provar sitter vid samma dator; annars logga in med kontots namn följt av "
            f"`@{DOMAIN}`, lösenordet som visades när kontot gjordes och koden ur `nhv demo code KONTO`.",
            "",
            "| roll | plats | person | vad som väntar |",
            "|---|---|---|---|",
            *rows,
            "",
        )
    )
