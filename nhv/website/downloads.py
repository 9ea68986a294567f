"""What is handed out as a file: a writing as PDF or Word, rows as a sheet, a received file as it came."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from nhv.paper.kept import kept_pdf
from nhv.paper.pdf import pdf
from nhv.paper.sheet import csv_text, sheet
from nhv.paper.word import word
from nhv.records.files import Files
from nhv.records.handing_out import outgoing
from nhv.register.memory import FILES
from nhv.specification.writing import Writing

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_pdf(writing: Writing, name: str, *, folder: Path | None = None) -> HttpResponse:
    """The writing as a tagged PDF to be saved; with a folder made once for each text, and kept there."""
    font, key = settings.PAPER_FONT, settings.SECRET_KEY.encode()
    made = kept_pdf(writing, folder=folder, font=font, key=key) if folder else pdf(writing, font=font)
    return attached(made, "application/pdf", f"{name}.pdf")


def as_word(writing: Writing, name: str) -> HttpResponse:
    """The writing as a Word document to be saved."""
    return attached(word(writing), WORD, f"{name}.docx")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Rows as CSV that a Swedish spreadsheet opens."""
    return attached(csv_text(headings, rows).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def as_sheet(headings: Sequence[str], rows: Iterable[Sequence[object]], name: str, *, title: str) -> HttpResponse:
    """Rows as a spreadsheet to be saved."""
    return attached(sheet(headings, rows, title=title), SHEET, f"{name}.xlsx")


def as_it_came(files: Files, sha256: str, name: str) -> StreamingHttpResponse:
    """A received file, never shown by the browser itself. The caller has seen that it may be had. Raises Refused."""
    content = outgoing(files, sha256)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        # With the length known, a browser sees that an answer was cut off.
        "Content-Length": str(content.size),
    }
    return StreamingHttpResponse(content.pieces(), content_type="application/octet-stream", headers=headers)


def as_kept(sha256: str, kind: str, name: str) -> HttpResponse:
    """A file that we have made and kept, held against its hash before it goes. Raises Refused where it is another."""
    return attached(b"".join(outgoing(FILES, sha256).pieces()), kind, name)


def as_zip(pack: Callable[[IO[bytes]], None], name: str) -> FileResponse:
    """What `pack` writes, to be saved. It is written whole before the first byte goes, so that what `pack` raises is
    told instead."""
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        pack(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """This content as a file of this media type and name, to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
