"""PDF: where it begins and ends, how many pages it has, and that it starts no programs."""

from typing import Any, BinaryIO

from nhv.files.faults import FileFault
from nhv.files.pdf.opening import looked_at
from nhv.records.uploads.refusal import damaged, leads_astray, two_in_one
from nhv.rules.refusals import Refused, refused_for

MOST_PAGES = 500
# Some programs leave a line or two after the end.
MOST_AFTER_END = 1_024
_NOTHING = b" \t\r\n\x00\x1a"


def check(file: BinaryIO) -> None:
    """Raises Refused for a PDF that is damaged, locked, too long, or starts programs."""
    _check_end(file)
    found = _read(file)
    if found.get("pages", 0) > MOST_PAGES:
        raise Refused("pdf_too_long", "PDF-filen har fler än {most} sidor. Dela den.", most=MOST_PAGES)
    if found.get("attached"):
        raise Refused(
            "pdf_with_attached_file",
            "PDF-filen har en annan fil bifogad i sig. Spara den filen för sig och bifoga den, och skriv ut den här "
            "till en ny PDF.",
        )
    if found.get("plays"):
        raise Refused(
            "pdf_that_plays",
            "PDF-filen har en film eller en 3D-modell i sig, som kan spelas upp eller köra skript av sig själv. Ersätt "
            "den med en bild, eller skriv ut filen till en ny PDF.",
        )
    if found.get("launches"):
        raise Refused(
            "pdf_with_programs", "PDF-filen startar program eller skript när den öppnas. Skriv ut den till en ny PDF."
        )
    if found.get("twice"):
        raise Refused(
            "pdf_says_two_things",
            "PDF-filen säger två saker på samma ställe, så att olika program läser den olika. Skriv ut den till en "
            "ny PDF.",
        )
    if found.get("elsewhere"):
        raise Refused(
            "pdf_fetches",
            "PDF-filen hämtar en bild, en film eller annat innehåll från en annan plats. Skriv ut den till en ny PDF.",
        )
    if base := found.get("base"):
        raise Refused(
            "pdf_with_base_elsewhere",
            "PDF-filen säger att dess länkar ska börja med {base}, som inte är en webbplats. Skriv ut den till en ny "
            "PDF, eller ta bort bas-adressen under Arkiv, Egenskaper, Avancerat i Acrobat.",
            base=base,
        )
    if target := found.get("astray"):
        raise leads_astray(target)
    if not found.get("pages"):
        raise damaged()


def says_it_holds_files(file: BinaryIO) -> bool:
    """Whether a PDF says that it holds other files; then `check` refuses it for that."""
    file.seek(0)
    return b"/EmbeddedFile" in file.read()


def _check_end(file: BinaryIO) -> None:
    file.seek(0)
    _head, end, rest = file.read().rpartition(b"%%EOF")
    file.seek(0)
    if not end:
        raise damaged()
    # Blank lines, zeros and the old mark of a file's end are nothing, however many.
    if len(rest.strip(_NOTHING)) > MOST_AFTER_END:
        raise two_in_one()


def _read(file: BinaryIO) -> dict[str, Any]:
    """What a reader in a process of its own found. A file that takes too much time or memory is no file for us."""
    file.seek(0)
    try:
        return looked_at(file.read(), "pages", most_pages=MOST_PAGES)
    except FileFault as fault:
        if fault.code == "pdf_damaged":
            raise damaged() from None
        raise refused_for(fault) from None
