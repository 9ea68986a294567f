"""A PDF → lines, page after page, as they stand on the page."""

import io
import logging
import time

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from nhv.reading.faults import ReadingFault
from nhv.reading.lines import Extracted, numbered
from nhv.reading.pdf_page import written_lines

MOST_PAGES = 80
MOST_PAGE_BYTES = 1_500_000
MOST_SECONDS = 4.0

# pypdf tells every oddity of a file to the log; whoever reads a file wants one sentence.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Extracted:
    """The lines of a PDF. Raises ReadingFault for encrypted, damaged, scanned or too large files."""
    try:
        return numbered(((line, 0) for line in _lines(data)), ())
    except ReadingFault:
        raise
    except RecursionError:
        raise _damaged() from None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError):
        raise _damaged() from None
    except (AssertionError, ArithmeticError, NotImplementedError, ImportError, MemoryError, EOFError):
        raise _damaged() from None


def _lines(data: bytes) -> list[str]:
    started = time.monotonic()
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingFault("PDF-filen är krypterad", what_to_do="spara den utan lösenord")
    if len(reader.pages) > MOST_PAGES:
        raise ReadingFault(f"PDF-filen har fler än {MOST_PAGES} sidor", what_to_do="ta ut sidorna om området")
    lines: list[str] = []
    for page in reader.pages:
        lines += _page_lines(page, until=started + MOST_SECONDS)
    if not any(line.strip() for line in lines):
        raise ReadingFault(
            "PDF-filen innehåller ingen text, kanske är den inskannad", what_to_do="tolka den (OCR) eller använd .txt"
        )
    return lines


def _page_lines(page: PageObject, *, until: float) -> list[str]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MOST_PAGE_BYTES:
        raise ReadingFault("en sida i PDF-filen är orimligt stor", what_to_do="spara om filen eller använd .txt")

    def keep_time() -> None:
        if time.monotonic() > until:
            raise ReadingFault("PDF-filen tar för lång tid att läsa", what_to_do="spara om den eller använd .txt")

    return written_lines(page, keep_time)


def _damaged() -> ReadingFault:
    return ReadingFault("PDF-filen är skadad och går inte att läsa", what_to_do="hämta filen på nytt")
