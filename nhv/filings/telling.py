"""Who is told of what happens to a filing, and by which of its kind's mails, in the transaction of the act."""

from collections.abc import Collection

from nhv.accounts import telling
from nhv.accounts.models import User
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.owners import Owner, owner_of
from nhv.filings.tables import FilingBase


def tell_owner(filing: FilingBase, act: str, *, about: str, **told: str) -> None:
    """The mail of the kind for this act, to everybody who may do the mail's activity for the owner; none where the kind
    has no such mail. `about` is what it concerns: the same is told once."""
    mail = kind_of(filing).mails.get(act)
    if mail is None:
        return
    subject = subject_of(filing)
    known = {"filing": filing.key, "subject": subject, "page": page_of(filing), **told}
    telling.tell(
        people_of(owner_of(filing), mail.to),
        kind=f"{filing.kind}_{act}",
        subject=mail.subject.format(**known),
        text=mail.text.format(**known),
        about=f"{filing.key}:{about}",
        outbox=cabinet_of(filing).memory.outbox,
    )


def ask_people(filing: FilingBase, actors: Collection[str], *, about: str) -> None:
    """A mail that asks each of these («user:7») to choose between two answers, if they may still write it."""
    write = people_of(owner_of(filing), kind_of(filing).process.needs("save"))
    subject = subject_of(filing)
    telling.tell(
        [(number, email) for number, email in write if f"user:{number}" in actors],
        kind=f"{filing.kind}_choice",
        subject=f"Välj mellan två svar: {subject}",
        text=f"{subject}: ditt svar och någon annans skiljer sig åt. Välj vilket som ska gälla.\n\n{page_of(filing)}",
        about=f"{filing.key}:{about}",
        outbox=cabinet_of(filing).memory.outbox,
    )


def subject_of(filing: FilingBase) -> str:
    """What it is about, in a mail: the area and which time, or what was asked."""
    return with_time(filing, filing.document.name) if filing.document else filing.outline.outline.title


def with_time(filing: FilingBase, name: str) -> str:
    """The name of what it is about, with which time where its kind comes again: «Vulvacancer, 2025»."""
    return ", ".join(filter(None, (name, kind_of(filing).apart(filing.about))))


def people_of(owner: Owner, activity: str) -> list[tuple[str, str]]:
    """Number and mail address of everybody who answers for what the owner has filed: the person whose it is, else those
    who may do this at the organisation. One query."""
    if owner.person is None:
        return telling.people_at(owner.organisation or "", activity)
    active = User.objects.filter(pk=owner.person, is_active=True)
    return [(str(number), email) for number, email in active.values_list("pk", "email")]


def page_of(filing: FilingBase) -> str:
    """The public address of its own page: the Swedish one. The website's tests hold that it leads somewhere."""
    return telling.address(f"/{kind_of(filing).address}/{filing.key}/")


def receipt_page_of(filing: FilingBase, number: int) -> str:
    """The same for the receipt of one version."""
    return f"{page_of(filing)}kvitto/{number}/"
