"""Files for tests, good and hostile, made from nothing."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import xlsxwriter
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

# A part whose name ends with this is written as a symbolic link, without it.
LINK = ".link"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(pages: int = 1, *, password: str = "", action: str = "", then: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if action:
        told = {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("cmd.exe")}
        if then:
            told[NameObject("/Next")] = DictionaryObject({NameObject("/S"): NameObject(then)})
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(told)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    return written(writer.write)


def pdf_with_script() -> bytes:
    """A PDF that holds a script by name, which a reader runs when it is opened."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    named = ArrayObject([TextStringObject("one"), DictionaryObject(script)])
    scripts = DictionaryObject({NameObject("/Names"): named})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): scripts})
    return written(writer.write)


def pdf_with_link(action: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    act = DictionaryObject({NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("cmd.exe")})
    link = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): act,
            NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4)}  # fmt: skip
    page[NameObject("/Annots")] = ArrayObject([DictionaryObject(link)])
    return written(writer.write)


def pdf_with(
    *parts: bytes, root: bytes = b"", page: bytes = b"", of: Callable[[list[bytes]], bytes] | None = None
) -> bytes:
    """A PDF of one page with this more in its catalogue and its page; the parts are numbered from 4."""
    return (of or pdf_of)(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] " + page + b" >>",
            *parts,
        ]
    )


def pdf_with_action(action: bytes) -> bytes:
    """A PDF with a link that does this when it is pressed."""
    return pdf_with(page=b"/Annots [<< /Subtype /Link /A << %s >> >>]" % action)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A part of a PDF that holds this, with more said of it."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def pdf_with_count(count: int, *, circle: bool = False) -> bytes:
    """A PDF whose tree of pages says any number of pages, or holds itself."""
    kids = "2 0 R" if circle else "3 0 R"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    return pdf_of(parts)


def pdf_of_branches(levels: int = 7) -> bytes:
    """A tree of pages in 1 kB: each branch is its next one ten times over, so there are ten million leaves."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for number in range(levels):
        parts.append(b"<< /Type /Pages /Count 10 /Kids [%s] >>" % (b"%d 0 R " % (number + 3) * 10))
    return pdf_of([*parts, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"])


def pdf_of(parts: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + end % (len(parts) + 1, table, len(parts) + 1, len(data))


def pdf_packed(parts: list[bytes]) -> bytes:
    """The same as `pdf_of`, with all its objects packed in a stream."""
    places = [sum(map(len, parts[:number])) + number for number in range(len(parts))]
    index = b" ".join(b"%d %d" % (number, place) for number, place in enumerate(places, start=1)) + b" "
    return _of_a_stream(len(parts), len(index), zlib.compress(index + b" ".join(parts)), b"/FlateDecode")


def pdf_bomb() -> bytes:
    """The catalogue lies in a stream that unpacks to 300 MB: twice packed, a few kB on disk."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(30)) + packer.flush()
    return _of_a_stream(1, 4, zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]")


def _of_a_stream(count: int, first: int, packed: bytes, filters: bytes) -> bytes:
    """A PDF whose objects, numbered from 1, all lie in one stream; the first is the catalogue."""
    head = b"<< /Type /ObjStm /N %d /First %d /Filter %s /Length %d >>\nstream\n" % (count, first, filters, len(packed))
    data = b"%PDF-1.7\n"
    row, place = struct.Struct(">BIH"), len(data)
    data += b"%d 0 obj\n" % (count + 1) + head + packed + b"\nendstream\nendobj\n"
    rows = row.pack(0, 0, 65_535) + b"".join(row.pack(2, count + 1, number) for number in range(count))
    rows += row.pack(1, place, 0) + row.pack(1, len(data), 0)
    start = len(data)
    table = b"<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % (count + 3, len(rows))
    table = b"%d 0 obj\n" % (count + 2) + table + rows + b"\nendstream\nendobj\n"
    return data + table + b"startxref\n%d\n%%%%EOF\n" % start


def word(text: str = "Hej", change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return repacked(written(document.save), change)


def excel(change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for row in range(2_000):
        sheet.write_row(row, 0, ["samma", 0, 0, 0, 0, 0])
    book.close()
    return repacked(target.getvalue(), change)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None] | None) -> bytes:
    """The same archive with its parts changed."""
    if change is None:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name.removesuffix(LINK))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o120777 << 16 if name.endswith(LINK) else 0
            archive.writestr(part, content)
    return target.getvalue()


def adding(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


def relation(kind: str, target: str, *, outside: bool = True) -> Callable[[dict[str, bytes]], None]:
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'

    def change(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", entry.encode())

    return change


def word_bomb() -> bytes:
    """One part of 300 MB of the same letter."""
    target = io.BytesIO(word())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/a.xml", "w") as part:
        for _ in range(30):
            part.write(b"a" * 10_000_000)
    return target.getvalue()


def overlapping_bomb(parts: int = 1_500) -> bytes:
    """Many parts in the table of contents that all point to the same bytes."""
    packed = zlib.compress(b"a" * 1_000_000, 9)[2:-4]
    checksum, name = zlib.crc32(b"a" * 1_000_000), b"word/document.xml"
    data = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, checksum, len(packed), 1_000_000, len(name), 0)
    data += name + packed
    table = b""
    for number in range(parts):
        told = [b"[Content_Types].xml", name][number] if number < 2 else b"word/%d.xml" % number
        table += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, checksum, len(packed), 1_000_000,
                             len(told), 0, 0, 0, 0, 0, 0) + told  # fmt: skip
    return data + table + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, parts, parts, len(table), len(data), 0)


def picture(kind: str, width: int = 40, height: int = 30) -> bytes:
    return written(lambda target: Image.new("RGB", (width, height), "teal").save(target, kind))


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A picture of 3.6 thousand million pixels, in a few hundred bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def huge_jpeg() -> bytes:
    data = picture("JPEG")
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">2H", 60_000, 60_000) + data[place + 9 :]


def written(save: Callable[[io.BytesIO], object]) -> bytes:
    target = io.BytesIO()
    save(target)
    return target.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What telephones put after a picture that moves.
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(70_000)


def pdf_of_objects(count: int) -> bytes:
    """A PDF of one page and very many small objects, below 20 MB, with a table that is whole."""
    objects = b"".join(b"%d 0 obj 1 endobj\n" % number for number in range(4, 4 + count // 3))
    packed = zlib.compress(b" ".join(b"%d %d" % (n, 2 * n) for n in range(count)) + b" 1" * count)
    stream = b"<< /Type /ObjStm /N %d /First 9 /Filter /FlateDecode /Length %d >>\nstream\n" % (count, len(packed))
    head = b"%PDF-1.5\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] "
    head += b"/Count 1 >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj\n"
    return (
        head
        + objects
        + b"%d 0 obj " % (count + 5)
        + stream
        + packed
        + b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF"
    )


def word_with_chart(change: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    """A Word file with a chart of Word's own, whose figures are a workbook; `change` changes that workbook."""
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" '
        b'Target="../embeddings/Figures.xlsx"/></Relationships>'
    )

    def add(parts: dict[str, bytes]) -> None:
        parts["word/charts/chart1.xml"] = b"<c/>"
        parts["word/charts/_rels/chart1.xml.rels"] = link
        parts["word/embeddings/Figures.xlsx"] = excel(change)

    return word(change=add)


def as_saved_on_the_web(parts: dict[str, bytes]) -> None:
    """Word on the web calls its main part document2.xml."""
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"document.xml", b"document2.xml")


def with_field(*codes: str) -> Callable[[dict[str, bytes]], None]:
    """A field whose code is spread over several elements."""

    def change(parts: dict[str, bytes]) -> None:
        runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", f"<w:p>{runs}".encode(), 1)

    return change


def as_symbolic_link(parts: dict[str, bytes]) -> None:
    """A part that is a link to a file of the reader's, as Unix archives may hold."""
    parts["word/media/a.png" + LINK] = b"/etc/passwd"
