"""The same page as other file types, made as plainly as those types allow."""

import html
import io
import re
import zlib

import docx

_ITEM = re.compile(r"^(?P<indent>[ \xa0]*)(?P<mark>•|\d{1,2}\.|[a-z]\)|-)[ \xa0](?P<text>.*)$")


def as_html(text: str) -> bytes:
    """A web page with real lists and headings, and a menu and a script around."""
    if re.search(r"[a-zåäö]- ?\n", text):
        # A document with its lines broken on paper has no paragraphs to mark up.
        return f'<!doctype html><html lang="sv"><body><pre>{html.escape(text)}</pre></body></html>'.encode()
    body: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for line in text.split("\n"):
        item = _ITEM.match(line)
        depth = len(item["indent"]) if item else -1
        leaves = bool(line.strip()) and not line.startswith("  ")
        while open_lists and (open_lists[-1][0] > depth if item else leaves):
            body.append(f"</li></{open_lists.pop()[1]}>")
        if item:
            tag = "ul" if item["mark"] in "•-" else "ol"
            if not open_lists or open_lists[-1][0] < depth:
                letters = ' type="a"' if item["mark"].endswith(")") else ""
                body.append(f"<{tag}{letters}><li>{html.escape(item['text'])}")
                open_lists.append((depth, tag))
            else:
                body.append(f"</li><li>{html.escape(item['text'])}")
        elif line[:1].islower():
            body[-1] = body[-1].replace("</p>", f"\n{html.escape(line)}</p>")
        elif line.strip():
            body.append(f"<br>{html.escape(line.strip())}" if open_lists else f"<p>{html.escape(line)}</p>")
    body += [f"</li></{tag}>" for _, tag in reversed(open_lists)]
    page = "\n".join(body)
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sidan</title>'
        f'<script>var a = "Definition";</script></head><body><main>{page}</main></body></html>'
    ).encode()


def as_word(text: str) -> bytes:
    """A Word file with a paragraph for every line and Word's own list styles for bullets."""
    document = docx.Document()
    for line in text.split("\n"):
        item = _ITEM.match(line)
        if item and item["mark"] in "•-":
            style = "List Bullet 2" if len(item["indent"]) >= 2 and _nested(text, line) else "List Bullet"
            document.add_paragraph(item["text"], style=style)
        elif line.strip() or item:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _nested(text: str, line: str) -> bool:
    """Whether a shallower bullet stands earlier in the text."""
    depth = len(line) - len(line.lstrip(" \xa0"))
    before = text[: text.index(line)].split("\n")
    return any((found := _ITEM.match(other)) and len(found["indent"]) < depth for other in before[-8:])


def as_pdf(text: str, *, stream_filter: bytes = b"") -> bytes:
    """A PDF of pages with 50 lines each, in Helvetica, long lines broken between words at 90 signs."""
    lines = [piece for line in text.split("\n") for piece in _broken(line.replace("\xa0", " "))]
    pages = [lines[start : start + 50] for start in range(0, len(lines), 50)]
    streams = [_page_content(page) for page in pages]
    return pdf_of(streams)


def pdf_of(streams: list[bytes], entries: bytes = b"") -> bytes:
    """A PDF with these page contents; `entries` are added to each content's dictionary."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, content in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * index)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content))
    out = b"%PDF-1.4\n"
    places = []
    for number, found in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, found)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (count, table, count, len(out))
    )


def squeezed(content: bytes) -> bytes:
    """The content as /FlateDecode wants it."""
    return zlib.compress(content, 9)


def _page_content(lines: list[str]) -> bytes:
    shown = b"".join(
        b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n"
        % (50 + 5 * (len(line) - len(line.lstrip())), 800 - 14 * row, _escaped(line.strip()))
        for row, line in enumerate(lines)
        if line.strip()
    )
    return shown or b" "


def _escaped(text: str) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", errors="replace"))


def _broken(line: str) -> list[str]:
    """The line in pieces of at most 90 signs; what follows hangs under the text of a list item."""
    indent = len(line) - len(line.lstrip())
    item = _ITEM.match(line)
    hanging = indent + (len(item["mark"]) + 1 if item else 0)
    pieces: list[str] = []
    rest = line.strip()
    room = 90 - indent
    while len(rest) > room and " " in rest[:room]:
        cut = rest.rindex(" ", 0, room)
        pieces.append(" " * (hanging if pieces else indent) + rest[:cut])
        rest = rest[cut + 1 :]
    pieces.append(" " * (hanging if pieces else indent) + rest)
    return pieces
