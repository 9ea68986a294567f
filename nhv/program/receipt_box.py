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
MOST_PAGES = 500
# Beside files that people keep there for other reasons, these may hold a receipt, and are named when none is read.
MAY_HOLD_ONE = (".json", ".pdf", ".zip", ".msg", ".gz", ".tgz", ".tar", ".7z", ".rar")
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
        if not found and name.lower().endswith((*MAY_HOLD_ONE, _LINK)):
            unread.append(name)
    return list(claims.values()), unread


def _contents(place: Path) -> Iterator[tuple[str, bytes | Message]]:
    if place.is_dir() and (place / "cur").is_dir():
        yield from _mails(place.name, mailbox.Maildir(place, create=False))
    elif place.is_dir():
        for number, path in enumerate(sorted(path for path in place.rglob("*") if path.is_file() or _is_shut(path))):
            if number >= MOST_FILES:
                raise InputFault(f"{place}: fler än {MOST_FILES} filer; dela upp mappen")
            name = str(path.relative_to(place))
            yield from [(name + _LINK, b"")] if _is_shut(path) else _of_file(path, name)
    else:
        yield from _of_file(place, place.name)


_LINK = " (mappen är en länk)"


def _is_shut(path: Path) -> bool:
    """Whether it is a folder that is not gone into: it lies elsewhere, and may lead around in a ring."""
    return path.is_symlink() and path.is_dir()


def _of_file(path: Path, name: str) -> Iterator[tuple[str, bytes | Message]]:
    with path.open("rb") as file:
        begins = file.read(5)
    if begins == b"From ":
        yield from _mails(name, mailbox.mbox(path, create=False))
    elif path.stat().st_size > MOST_BYTES:
        yield name, b""
    elif path.suffix.lower() == ".eml" or path.parent.name in ("cur", "new"):
        # In a Maildir, which may lie in a folder of others, a mail's name says nothing of what it is.
        yield name, email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    else:
        yield name, path.read_bytes()


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
            yield from _in_text(name, _legible(content))


def _in_text(name: str, text: str) -> Iterable[Claim]:
    try:
        return [claim_of(name, text)]
    except ReceiptFault:
        return _named(name, text)


def _named(name: str, text: str) -> list[Claim]:
    return [Claim(name, key, int(number)) for key, number in dict.fromkeys(_PAGE.findall(text))]


def _in_pdf(name: str, content: bytes) -> Iterable[Claim]:
    """Printed receipts, several where they were put together in one file: the key of the filing, the version and the
    hash of the answers stand in the text of each."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages[:MOST_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return list(_printed(name, text))


def _printed(name: str, text: str) -> Iterator[Claim]:
    keys = list(_KEY.finditer(text))
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        # What stands before the first key belongs to it too: another reader may give a page's parts in another order.
        begins = key.start() if key is not keys[0] else 0
        said = text[begins : after.start() if after else None]
        version, answers = _VERSION.search(said), _HASH.search(said)
        if version is not None:
            yield Claim(name, key[1], int(version[1]), "".join(answers[1].split()) if answers else "")
