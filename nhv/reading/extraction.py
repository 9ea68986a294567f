"""A file of any accepted type → numbered lines, or a refusal in words before anything heavy is done."""

from collections.abc import Callable
from pathlib import Path, PurePath

from nhv.files.encoding import decode, unescaped
from nhv.files.faults import FileFault
from nhv.files.pdf.opening import pdf_lines
from nhv.files.sorts import told_of
from nhv.files.web.page import web_lines
from nhv.files.word.lines import word_lines
from nhv.files.written import Walked, Written
from nhv.reading.faults import ReadingFault
from nhv.reading.lines import MOST_CHARACTERS, Extracted, numbered, split

MOST_BYTES = 10_000_000

_TYPES = {".txt": "text", ".html": "HTML", ".htm": "HTML", ".pdf": "PDF"}
# Templates and files with macros are read too: their words are the same, and nothing in them is run.
_TYPES |= dict.fromkeys((".docx", ".dotx", ".docm", ".dotm"), "Word")
# These the walk through a Word file reads, or refuses in its own words.
_READ_ANYWAY = {
    *("file_named_otherwise", "file_is_with_macros", "file_is_word_template"),
    *("file_cut_off", "file_is_archive", "file_is_text"),
}
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word"),
    (b"PK\x05\x06", "Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammal Word"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "bild"),
    (b"\xff\xd8\xff", "bild"),
    (b"GIF8", "bild"),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file on disk, never more than the limit. Raises ReadingFault."""
    try:
        if path.is_dir():
            raise ReadingFault("det är en mapp, inte en fil", what_to_do="ange en fil", file_name=str(path))
        if not path.is_file():
            raise ReadingFault("filen finns inte", what_to_do="kontrollera sökvägen", file_name=str(path))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "okänt fel"
        raise ReadingFault(
            f"filen går inte att öppna ({reason})", what_to_do="kontrollera rättigheterna", file_name=str(path)
        ) from None
    _check_size(data, str(path))
    return data


def extract(data: bytes, file_name: str) -> Extracted:
    """The numbered lines of a .txt, .html, .pdf or .docx file of at most 10 MB. Raises ReadingFault."""
    try:
        _check_size(data, "")
        return numbered(_WALKS[_type_of(data, file_name)](data))
    except ReadingFault as fault:
        raise fault.in_file(PurePath(file_name).name or "filen") from None
    except FileFault as fault:
        name = PurePath(file_name).name or "filen"
        raise ReadingFault(fault.what, what_to_do=fault.what_to_do, file_name=name) from None


def _check_size(data: bytes, file_name: str) -> None:
    if len(data) > MOST_BYTES:
        raise ReadingFault(
            f"filen är större än {MOST_BYTES // 1_000_000} MB",
            what_to_do="dela den eller välj rätt fil",
            file_name=file_name,
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise ReadingFault("filen är tom", what_to_do="hämta sidan på nytt", file_name=file_name)


def _type_of(data: bytes, file_name: str) -> str:
    suffix = PurePath(file_name).suffix.lower()
    wanted = _TYPES.get(suffix)
    told = told_of(data, file_name)
    if told is not None and (wanted is None or (wanted == "Word" and told.code not in _READ_ANYWAY)):
        raise ReadingFault(told.what, what_to_do=told.what_to_do)
    if wanted is None:
        raise ReadingFault(
            f"filtypen «{suffix or 'utan ändelse'}» kan inte läsas", what_to_do="använd .txt, .html, .pdf eller .docx"
        )
    found = _signature(data)
    if found is not None and found != wanted:
        raise ReadingFault(f"filen heter {suffix} men innehållet är {found}", what_to_do="ge filen rätt ändelse")
    if found is None and wanted in {"PDF", "Word"}:
        raise ReadingFault(
            f"filen heter {suffix} men är ingen {wanted}-fil, eller är skadad", what_to_do="hämta filen på nytt"
        )
    if wanted in {"text", "HTML"}:
        _check_markup(data, suffix, wanted)
    return wanted


def _signature(data: bytes) -> str | None:
    start = data[:1_024].lstrip(b" \t\r\n\xef\xbb\xbf")
    found = next((name for mark, name in _SIGNATURES if start.startswith(mark)), None)
    # Every reader of PDF takes what mails and copiers lay before it.
    return found or ("PDF" if b"%PDF-" in start and not start.startswith(b"<") else None)


def _check_markup(data: bytes, suffix: str, wanted: str) -> None:
    start = data[:4_000].replace(b"\x00", b"").lower()
    begins_as_page = start.lstrip(b" \t\r\n\xef\xbb\xbf\xff\xfe").startswith((b"<!doctype html", b"<html"))
    if wanted == "text" and begins_as_page:
        raise ReadingFault(f"filen heter {suffix} men innehållet är HTML", what_to_do="ge filen ändelsen .html")
    if wanted == "HTML" and b"<" not in data.replace(b"\x00", b""):
        raise ReadingFault(f"filen heter {suffix} men innehåller ingen HTML", what_to_do="ge filen ändelsen .txt")


def _text_lines(data: bytes) -> Walked:
    if len(data) > 4 * MOST_CHARACTERS:
        raise ReadingFault("texten är för lång för att vara en NHV-sida", what_to_do="välj rätt fil")
    text, doubts = decode(data)
    lines, escaped = unescaped([Written(line) for line in split(text)])
    return Walked(lines, [*doubts, *escaped])


_WALKS: dict[str, Callable[[bytes], Walked]] = {
    "text": _text_lines,
    "HTML": web_lines,
    "PDF": pdf_lines,
    "Word": word_lines,
}
