"""What a file really is, by its content and its name, and what to do with one that is not what was asked for.

People send what their program gave them: a shortcut, a lock file, a mail, the old format under a new name. Each gets
the true cause and an advice that works in the program it came from.
"""

import io
import zipfile
from pathlib import PurePath

from nhv.files.faults import FileFault

_BLANK = b" \t\r\n\x00\xef\xbb\xbf"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the parts of an old compound file are called, in the encoding of its table of contents.
_IN_OLD_OFFICE = (
    ("EncryptedPackage", "locked"),
    ("__substg1.0_", "mail"),
    ("__properties_version1.0", "mail"),
    ("WordDocument", "old_word"),
    ("Workbook", "old_excel"),
    ("PowerPoint Document", "slides"),
)
_COMPANION = b"\x00\x05\x16\x07"
_BEGINNINGS = (
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"[InternetShortcut]", "shortcut"),
)
_PICTURES_OF_FILM = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"mif1", b"msf1"), "HEIC"),
}
# By the content types of a package: templates and files with macros tell of themselves there.
_IN_PACKAGE = (
    (b"macroEnabled", "macros"),
    (b"wordprocessingml.template", "word_template"),
    (b"wordprocessingml.document", "word"),
    (b"spreadsheetml.sheet", "excel"),
    (b"presentationml.", "slides"),
)
_BY_NAME = {".heic": "HEIC", ".heif": "HEIC", ".avif": "AVIF", ".webp": "WEBP", ".svg": "SVG"}
_TEXTS = {".csv", ".txt", ".xls", ".doc", ".tsv", ".rtf"}
_SAVED_PAGES = {".mht", ".mhtml"}
_MAIL_HEADS = frozenset(
    name.encode()
    for name in (
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "date",
        "from",
        "to",
        "subject",
        "mime-version",
    )
)
_LOOKED_AT = 4_096
_MOST_CONTENT_TYPES = 1_000_000


def told_of(data: bytes, name: str) -> FileFault | None:
    """What the file is and what to do about it, as a fault; nothing when that cannot be told."""
    return _said(_sort(data, name))


def _sort(data: bytes, name: str) -> str:
    last = PurePath(name.replace("\\", "/")).name
    start = data[:_LOOKED_AT]
    if last.startswith("~$") and len(data) < _LOOKED_AT:
        return "lock"
    if start.startswith(_COMPANION):
        return "companion"
    if start.startswith(_OLD_OFFICE):
        return next((sort for part, sort in _IN_OLD_OFFICE if part.encode("utf-16-le") in data), "old_office")
    if start.startswith(b"PK"):
        return _in_archive(data)
    bare = start.lstrip(_BLANK)
    found = next((sort for beginning, sort in _BEGINNINGS if bare.startswith(beginning)), "")
    return found or _by_words(start, bare.lower(), last)


def _by_words(start: bytes, bare: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if start[4:8] == b"ftyp":
        return _PICTURES_OF_FILM.get(start[8:12], "film")
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if b"<svg" in bare[:1_000]:
        return "SVG"
    if bare.startswith((b"<!doctype html", b"<html", b"<head", b"<script")):
        return "web_page"
    if bare.startswith(b"from: <saved by"):
        return "saved_page"
    if suffix == ".eml" or (suffix not in _SAVED_PAGES and _is_mail(bare)):
        return "mail"
    if bare.startswith(b"mime-version:"):
        return "saved_page"
    if suffix in _TEXTS and (b"\x00" not in start or _is_wide(start)):
        return "text"
    return _BY_NAME.get(suffix, "")


def _is_mail(bare: bytes) -> bool:
    """Whether it begins as a mail does: with lines that say on what way it came, and from whom."""
    head = bare.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {line.partition(b":")[0] for line in head.split(b"\n") if b":" in line}
    first = head.partition(b":")[0]
    return first in _MAIL_HEADS and len(names & _MAIL_HEADS) >= 3


def _is_wide(start: bytes) -> bool:
    """Whether it is text in the encoding that Notepad calls Unicode: every other byte of plain letters is none."""
    return (
        start.startswith((b"\xff\xfe", b"\xfe\xff")) or max(start[::2].count(0), start[1::2].count(0)) > len(start) / 3
    )


def _in_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return "open_document"
            if "[Content_Types].xml" not in names:
                return "archive"
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_MOST_CONTENT_TYPES)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        return "cut_off" if b"PK\x05\x06" not in data[-66_000:] else ""
    return next((sort for words, sort in _IN_PACKAGE if words in types), "")


def _said(sort: str) -> FileFault | None:
    """The sentence of a sort: what it is, and what to do."""
    match sort:
        case "web_page":
            return FileFault(
                "file_is_web_page",
                "Filen är en webbsida, kanske en inloggningssida, och inte dokumentet. Logga in där dokumentet finns "
                "och hämta det på nytt, eller skriv ut sidan till PDF.",
            )
        case "saved_page":
            return FileFault(
                "file_is_saved_page",
                "Filen är en sparad webbsida (MHTML). Öppna den i Word och spara den som .docx, eller skriv ut den "
                "till PDF.",
            )
        case "rtf":
            return FileFault("file_is_rtf", "Filen är i formatet RTF. Öppna den i Word och spara den som .docx.")
        case "old_word":
            return FileFault(
                "file_is_old_word", "Filen är i det gamla Word-formatet. Öppna den i Word och spara den som .docx."
            )
        case "old_excel":
            return FileFault(
                "file_is_old_excel", "Filen är i det gamla Excel-formatet. Öppna den i Excel och spara den som .xlsx."
            )
        case "old_office":
            return FileFault(
                "file_locked_or_old",
                "Filen är låst med lösenord, eller sparad i ett äldre format. Öppna den, välj Arkiv, Info, Skydda, "
                "Kryptera med lösenord och töm rutan. Spara den sedan som .docx eller .xlsx.",
            )
        case "locked":
            return FileFault(
                "file_is_locked",
                "Filen är låst med lösenord. Öppna den, välj Arkiv, Info, Skydda, Kryptera med lösenord, töm rutan "
                "och spara.",
            )
        case "mail":
            return FileFault(
                "file_is_mail",
                "Filen är ett mejl. Spara bilagorna i det för sig och välj dem. Är det mejlets egen text som behövs: "
                "skriv ut det till PDF.",
            )
        case "slides":
            return FileFault("file_is_slides", "Filen är ett bildspel. Spara det som PDF.")
        case "archive":
            return FileFault(
                "file_is_archive", "Filen är ett zip-arkiv. Packa upp det och välj filerna i det var för sig."
            )
        case "open_document":
            return FileFault(
                "file_is_open_document", "Filen är i formatet OpenDocument. Spara den som .docx, .xlsx eller PDF."
            )
        case "word_template":
            return FileFault(
                "file_is_word_template", "Filen är en Word-mall. Öppna den och spara den som Word-dokument (.docx)."
            )
        case "macros":
            return FileFault("file_is_with_macros", "Filen har makron. Spara den utan makron, som .docx eller .xlsx.")
        case "cut_off":
            return FileFault(
                "file_cut_off", "Filen är inte hel; slutet saknas. Hämta eller spara den på nytt och välj den igen."
            )
        case "lock":
            return FileFault(
                "file_is_lock",
                "Filen är en låsfil som Word lägger bredvid ett öppet dokument. Välj filen med samma namn utan ~$.",
            )
        case "companion":
            return FileFault(
                "file_is_companion",
                "Filen är en följefil som en Mac lägger bredvid dokumentet. Välj filen med samma namn utan ._ först.",
            )
        case "shortcut":
            return FileFault(
                "file_is_shortcut", "Filen är en genväg och inte dokumentet. Öppna genvägen och hämta dokumentet."
            )
        case "text":
            return FileFault(
                "file_is_text",
                "Filen är vanlig text eller en CSV-tabell. Öppna den i Word eller Excel och spara den som .docx eller "
                ".xlsx.",
            )
        case "film":
            return FileFault(
                "file_is_film", "Filen är en film eller ett ljud. Beskriv det i ord, eller bifoga en bild."
            )
    return _said_of_name(sort) or _said_of_picture(sort)


def _said_of_name(sort: str) -> FileFault | None:
    """Files that are received, under another name."""
    ends = {"word": ".docx", "excel": ".xlsx", "pdf": ".pdf", "png": ".png", "jpeg": ".jpg"}.get(sort)
    named = {"word": "Word", "excel": "Excel", "pdf": "PDF", "png": "PNG", "jpeg": "JPEG"}.get(sort)
    if ends is None:
        return None
    return FileFault(
        "file_named_otherwise",
        "Filen är av sorten {sort} men heter något annat. Ge den ett namn som slutar på {ends}.",
        sort=named,
        ends=ends,
    )


def _said_of_picture(sort: str) -> FileFault | None:
    if sort == "HEIC":
        return FileFault(
            "file_is_heic",
            "Filen är en bild i formatet HEIC, som telefoner sparar. Spara eller dela den som JPEG, eller välj ”Mest "
            "kompatibelt” i kamerans inställningar.",
        )
    if sort in ("TIFF", "GIF", "BMP", "AVIF", "WEBP", "SVG"):
        return FileFault(
            "file_is_other_picture",
            "Filen är en bild i formatet {sort}. Spara den som PDF, PNG eller JPEG.",
            sort=sort,
        )
    return None
