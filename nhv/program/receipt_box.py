"""Receipts as people keep them: a folder of files, or a mailbox (mbox, Maildir) with mails that name or carry them."""

import email
import email.policy
import io
import mailbox
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from pathlib import Path

from nhv.filings.reconciling import Claim, claim_of
from nhv.program.faults import InputFault
from nhv.program.files import text_in, unpacked
from nhv.records.receipts import MOST_CHARACTERS, ReceiptFault

MOST_FILES = 100_000
MOST_BYTES = 20_000_000
# So much of the names of all places where one receipt lies.
MOST_NAMED = 400
# The address of the receipt's page, as the mail about it gives it.
_PAGE = re.compile(r"/[a-z-]+/([0-9a-f]{16})/kvitto/(\d{1,6})/")
# As a printed receipt has them. The hash goes on over the end of its line, and the word before it ends in what could be
# a digit of it.
_KEY, _VERSION, _HASH = (
    re.compile(words)
    for words in (
        r"Ärendekod\s*([0-9a-f]{16})\b",
        r"Version\s*(\d{1,6})\b",
        r"Svarens\s+kontrollsumma\s*((?:[0-9a-f]\s*){64})",
    )
)


def claims_in(place: Path) -> tuple[list[Claim], list[str]]:
    """What all files and mails there say has been received, and the names of those that say nothing that can be read.
    Raises InputFault."""
    if not place.exists():
        raise InputFault(f"{place}: det finns ingen sådan mapp eller fil; kontrollera sökvägen")
    if not (place.is_dir() or place.is_file()):
        raise InputFault(
            f"{place}: det är varken en mapp eller en vanlig fil; ange en mapp med kvitton, eller en brevlåda"
        )
    claims: dict[tuple[str, int, str, str], Claim] = {}
    unread = []
    for name, content in _contents(place):
        found = list(_claims(name, content))
        for claim in found:
            same = (claim.filing, claim.version, claim.answers_sha256, claim.receipt)
            # What says the same in several places is one claim, and each place is named.
            before = claims.get(same)
            named = f"{before.place}, {claim.place}" if before and len(before.place) < MOST_NAMED else claim.place
            claims[same] = replace(claim, place=named)
        if not found and name.lower().endswith((".json", ".pdf", ".zip")):
            unread.append(name)
    return list(claims.values()), unread


def _contents(place: Path) -> Iterator[tuple[str, bytes | Message]]:
    if place.is_dir() and (place / "cur").is_dir():
        yield from _mails(place.name, mailbox.Maildir(place, create=False))
    elif place.is_dir():
        for number, path in enumerate(sorted(path for path in place.rglob("*") if path.is_file())):
            if number >= MOST_FILES:
                raise InputFault(f"{place}: fler än {MOST_FILES} filer; dela upp mappen")
            yield from _of_file(path)
    else:
        yield from _of_file(place)


def _of_file(path: Path) -> Iterator[tuple[str, bytes | Message]]:
    with path.open("rb") as file:
        begins = file.read(5)
    if begins == b"From ":
        yield from _mails(path.name, mailbox.mbox(path, create=False))
    elif path.stat().st_size > MOST_BYTES:
        yield path.name, b""
    elif path.suffix.lower() == ".eml":
        yield path.name, email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    else:
        yield path.name, path.read_bytes()


def _mails(name: str, box: "mailbox.Maildir | mailbox.mbox") -> Iterator[tuple[str, bytes | Message]]:
    for number, mail in enumerate(box, start=1):
        # As the library's newer class has it, with text and attachments read out.
        yield f"{name}, mejl {number}", email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)


def _claims(name: str, content: bytes | Message) -> Iterator[Claim]:
    if not isinstance(content, bytes):
        yield from _in_mail(name, content)
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(name, content)
    elif content.startswith(b"PK"):
        for part, inner in unpacked(content):
            # An archive within an archive is nothing that people keep receipts in.
            yield from _claims(f"{name}/{part}", inner) if not inner.startswith(b"PK") else ()
    elif len(content) <= 2 * MOST_CHARACTERS:
        yield from _in_text(name, _legible(content))


def _legible(content: bytes) -> str:
    try:
        return text_in(content)
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace")


def _in_mail(name: str, mail: Message) -> Iterator[Claim]:
    for part in mail.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        carried = list(_claims(name, content)) if part.get_content_maintype() != "text" else []
        yield from carried
        if part.get_content_maintype() == "text":
            yield from _named(name, content.decode("utf-8", "replace"))


def _in_text(name: str, text: str) -> Iterable[Claim]:
    try:
        return [claim_of(name, text)]
    except ReceiptFault:
        return _named(name, text)


def _named(name: str, text: str) -> list[Claim]:
    return [Claim(name, key, int(number)) for key, number in dict.fromkeys(_PAGE.findall(text))]


def _in_pdf(name: str, content: bytes) -> Iterable[Claim]:
    """A printed receipt: the key of the filing, the version and the hash of the answers stand in its text."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages[:20])
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return []
    key, version, answers = _KEY.search(text), _VERSION.search(text), _HASH.search(text)
    if key is None or version is None:
        return []
    return [Claim(name, key[1], int(version[1]), "".join(answers[1].split()) if answers else "")]
