"""What is received and what is refused: good files in, hostile ones out, each with its code, soon and in little."""

import json
import signal
import subprocess
import sys

import pytest

from nhv.files.pdf import opening
from nhv.records.uploads import MEDIA_TYPES, clean_name, inspect, office
from tests.records.uploads import making
from tests.support.patience import PATIENCE
from tests.support.refusals import refuses

PROGRAM = "file_with_programs"
OTHER = "file_not_as_named"
NAMED = "file_named_otherwise"
MORE = "file_of_two_kinds"
DAMAGED = "file_damaged"
SWELLS = "file_swells"
FETCHES = "file_fetches"
TEMPLATE = "file_with_template_elsewhere"
EMBEDDED = "file_with_embedded_file"
FIELD = "file_field_fetches"
ENTITIES = "file_entities"
KIND = "file_kind_not_received"
PIXELS = "picture_too_large"
LAUNCHES = "pdf_with_programs"
ATTACHED = "pdf_with_attached_file"
LAUNCH = b"<< /S /Launch /F (cmd.exe) >>"
FILE = (b"<< /F (x.exe) /EF << /UF 5 0 R >> >>", b"<< /Length 2 >>\nstream\nMZ\nendstream")
PAGES = "pdf_too_long"
LOCKED = "pdf_locked"

GOOD = {
    "plan.pdf": (lambda: making.pdf(3), MEDIA_TYPES[0]),
    "500 sidor.PDF": (lambda: making.pdf(500), MEDIA_TYPES[0]),
    "formulär.pdf": (lambda: making.pdf_with_link("/JavaScript"), MEDIA_TYPES[0]),
    "går till en sida.pdf": (lambda: making.pdf(action="/GoTo"), MEDIA_TYPES[0]),
    "webblänk.pdf": (lambda: making.pdf_with_link("/URI"), MEDIA_TYPES[0]),
    "bokmärke.pdf": (
        lambda: making.pdf_with(b"<< /First 5 0 R >>", b"<< /Title (x) /A << /S /GoTo >> >>", root=b"/Outlines 4 0 R"),
        MEDIA_TYPES[0],
    ),
    "fält.pdf": (
        lambda: making.pdf_with(page=b"/Annots [<< /Subtype /Widget /AA << /K << /S /JavaScript >> >> >>]"),
        MEDIA_TYPES[0],
    ),
    "bokmärken i en ring.pdf": (
        lambda: making.pdf_with(b"<< /First 4 0 R /AA << >> >>", root=b"/Outlines 4 0 R"),
        MEDIA_TYPES[0],
    ),
    "packad.pdf": (
        lambda: making.pdf_with(b"<< /S /P >>", root=b"/StructTreeRoot 4 0 R", of=making.pdf_packed),
        MEDIA_TYPES[0],
    ),
    "namn på en fil.pdf": (lambda: making.pdf_with(b"<< /F (x.exe) >>", root=b"/AF [4 0 R]"), MEDIA_TYPES[0]),
    "ansökan.docx": (making.word, MEDIA_TYPES[1]),
    "länk.docx": (
        lambda: making.word(change=making.relation("hyperlink", "https://example.org/")),
        MEDIA_TYPES[1],
    ),
    "mall.docx": (
        lambda: making.word(change=making.relation("attachedTemplate", "file:///C:\\Mallar\\Brev.dotx")),
        MEDIA_TYPES[1],
    ),
    "diagram.docx": (lambda: making.word_with_chart(), MEDIA_TYPES[1]),
    "från webben.docx": (lambda: making.word(change=making.as_saved_on_the_web), MEDIA_TYPES[1]),
    "fält.docx": (lambda: making.word(change=making.with_field("TOC", " PAGEREF x")), MEDIA_TYPES[1]),
    "inskannad.pdf": (lambda: b"\xef\xbb\xbf" + making.pdf(), MEDIA_TYPES[0]),
    "radbrytning.pdf": (lambda: b"\r\n\r\n" + making.pdf(), MEDIA_TYPES[0]),
    "kopiator.pdf": (lambda: b"\x1b%-12345X@PJL SET COPIES=1\r\n" + making.pdf() + b"\x1b%-12345X", MEDIA_TYPES[0]),
    "mejl.pdf": (lambda: b"Content-Type: application/pdf\r\n\r\n" + making.pdf() + bytes(3_000), MEDIA_TYPES[0]),
    "breda tecken.pdf": (lambda: b"\xff\xfe\x00\x00" + making.pdf() + b"\r\n\x1a", MEDIA_TYPES[0]),
    "klipp.png": (lambda: making.picture("PNG") + bytes(2), MEDIA_TYPES[3]),
    "foto.jfif": (lambda: making.picture("JPEG"), MEDIA_TYPES[4]),
    "volymer.xlsx": (making.excel, MEDIA_TYPES[2]),
    "val som hör ihop.xlsx": (
        lambda: making.excel(
            making.adding(
                "xl/worksheets/sheet9.xml",
                b"<a><dataValidation><formula1>INDIRECT($A2)</formula1></dataValidation><t>INDIRECT(A1)</t></a>",
            )
        ),
        MEDIA_TYPES[2],
    ),
    "karta.png": (lambda: making.picture("PNG"), MEDIA_TYPES[3]),
    "foto.jpg": (lambda: making.picture("JPEG"), MEDIA_TYPES[4]),
    "foto.jpeg": (lambda: making.picture("JPEG") + b"\x00" * 100, MEDIA_TYPES[4]),
}

HOSTILE = {
    "tom.pdf": (lambda: b"", "file_empty"),
    "stor.pdf": (
        lambda: b"%PDF-" + bytes(21_000_000),
        "file_too_large",
    ),
    "program.exe": (lambda: b"MZ" + bytes(100), KIND),
    "sida.html": (lambda: b"<script>alert(1)</script>", "file_is_web_page"),
    "bild.svg": (lambda: b"<svg onload='alert(1)'/>", "file_is_other_picture"),
    "makron.docm": (making.word, NAMED),
    "program.pdf": (lambda: b"MZ" + bytes(100), OTHER),
    "word.pdf": (making.word, NAMED),
    "pdf.docx": (making.pdf, NAMED),
    "excel.docx": (making.excel, NAMED),
    "png.jpg": (lambda: making.picture("PNG"), NAMED),
    "senare.pdf": (lambda: b"GIF89a" + making.pdf(), "file_is_other_picture"),
    "efter.pdf": (lambda: making.pdf() + b"x" * 2_000, MORE),
    "pdf och zip.pdf": (lambda: making.pdf() + making.word() + b"%%EOF", MORE),
    "bild och zip.png": (lambda: making.picture("PNG") + making.word(), MORE),
    "bild och zip.jpg": (lambda: making.picture("JPEG") + making.word(), MORE),
    "zip och pdf.docx": (lambda: making.word() + making.pdf(), MORE),
    "före.docx": (lambda: b"PK\3\4" + bytes(40) + making.word(), MORE),
    "avbruten.pdf": (lambda: making.pdf()[:300], DAMAGED),
    "skräp.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF", DAMAGED),
    "cirkel.pdf": (lambda: making.pdf_with_count(1, circle=True), DAMAGED),
    "många.pdf": (lambda: making.pdf_with_count(10**9), PAGES),
    "501.pdf": (lambda: making.pdf(501), PAGES),
    "låst.pdf": (lambda: making.pdf(password="hemligt"), LOCKED),
    "startar.pdf": (lambda: making.pdf(action="/Launch"), LAUNCHES),
    "skript.pdf": (lambda: making.pdf(action="/JavaScript"), LAUNCHES),
    "hämtar.pdf": (lambda: making.pdf(action="/GoToE"), LAUNCHES),
    "skript efteråt.pdf": (lambda: making.pdf(action="/GoTo", then="/JavaScript"), LAUNCHES),
    "skript med namn.pdf": (making.pdf_with_script, LAUNCHES),
    "startar vid klick.pdf": (lambda: making.pdf_with_link("/Launch"), LAUNCHES),
    "startar från bokmärke.pdf": (
        lambda: making.pdf_with(b"<< /First 5 0 R >>", b"<< /Title (x) /A %s >>" % LAUNCH, root=b"/Outlines 4 0 R"),
        LAUNCHES,
    ),
    "startar med hänvisning.pdf": (
        lambda: making.pdf_with(b"/Launch", root=b"/OpenAction << /S 4 0 R /F (cmd.exe) >>"),
        LAUNCHES,
    ),
    "startar efteråt.pdf": (
        lambda: making.pdf_with(LAUNCH, root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 4 0 R >>"),
        LAUNCHES,
    ),
    "skript i sikte.pdf": (
        lambda: making.pdf_with(page=b"/Annots [<< /Subtype /Widget /AA << /PV << /S /JavaScript >> >> >>]"),
        LAUNCHES,
    ),
    "skript vid bladning.pdf": (lambda: making.pdf_with(page=b"/AA << /C << /S /JavaScript >> >>"), LAUNCHES),
    "skickar vid klick.pdf": (lambda: making.pdf_with_link("/SubmitForm"), LAUNCHES),
    "hämtar vid klick.pdf": (lambda: making.pdf_with_link("/GoToE"), LAUNCHES),
    "fil i anteckning.pdf": (
        lambda: making.pdf_with(*FILE, page=b"/Annots [<< /Subtype /FileAttachment /FS 4 0 R >>]"),
        ATTACHED,
    ),
    "fil bredvid.pdf": (lambda: making.pdf_with(*FILE, root=b"/AF [4 0 R]"), ATTACHED),
    "fil bredvid sidan.pdf": (lambda: making.pdf_with(*FILE, page=b"/Resources << /X << /AF [4 0 R] >> >>"), ATTACHED),
    "fil i rubrikernas träd.pdf": (
        lambda: making.pdf_with(
            b"<< /Type /StructTreeRoot /K 5 0 R >>",
            b"<< /S /Document /AF << /F (x.exe) /EF << /F 6 0 R >> >> >>",
            FILE[1],
            root=b"/StructTreeRoot 4 0 R",
        ),
        ATTACHED,
    ),
    "startar från rubrikernas träd.pdf": (
        lambda: making.pdf_with(b"<< /K << /S /Link /K << /Type /OBJR /Obj 5 0 R >> >> >>",
                                b"<< /Subtype /Link /A %s >>" % LAUNCH, root=b"/StructTreeRoot 4 0 R"),
        LAUNCHES,
    ),
    "startar, packat och med siffror.pdf": (
        lambda: making.pdf_with(b"<< /First 5 0 R >>", b"<< /A << /S /L#61u#6Ech /F (x) >> >>",
                                root=b"/Outlines 4 0 R", of=making.pdf_packed),
        LAUNCHES,
    ),
    "startar var som helst.pdf": (
        lambda: making.pdf_with(root=b"/Perms [[[<< /Own [<< /A %s >>] >>]]]" % LAUNCH, of=making.pdf_packed),
        LAUNCHES,
    ),
    "spelar upp.pdf": (lambda: making.pdf_with(page=b"/Annots [<< /Subtype /RichMedia >>]"), "pdf_that_plays"),
    "bomb.pdf": (making.pdf_bomb, DAMAGED),
    "grenar.pdf": (making.pdf_of_branches, DAMAGED),
    "bomb.docx": (making.word_bomb, SWELLS),
    "överlapp.docx": (making.overlapping_bomb, SWELLS),
    "överlapp liten.docx": (lambda: making.overlapping_bomb(3), MORE),
    "delar.docx": (
        lambda: making.word(change=lambda parts: parts.update({f"a/{n}": b"" for n in range(2_000)})),
        SWELLS,
    ),
    "zip i zip.docx": (lambda: making.word(change=making.adding("word/media/a.png", making.word())), PROGRAM),
    "makro.docx": (lambda: making.word(change=making.adding("word/vbaProject.bin", b"x")), PROGRAM),
    "program.docx": (lambda: making.word(change=making.adding("word/media/a.png", b"MZ")), PROGRAM),
    "ole-small.docx": (lambda: making.word(change=making.relation("oleobject", "a.bin", outside=False)), EMBEDDED),
    "ole.docx": (lambda: making.word(change=making.relation("oleObject", "a.bin", outside=False)), EMBEDDED),
    "bok i bok.docx": (
        lambda: making.word(change=making.adding("word/embeddings/a.xlsx", making.excel())),
        EMBEDDED,
    ),
    "makro i diagram.docx": (lambda: making.word_with_chart(making.adding("xl/vbaProject.bin", b"x")), PROGRAM),
    "länkad del.docx": (lambda: making.word(change=making.as_symbolic_link), DAMAGED),
    "ddeauto.docx": (lambda: making.word(change=making.with_field(" DDEAUTO c:\\\\x ")), FIELD),
    "delat.docx": (lambda: making.word(change=making.with_field(" DDE", "AUTO x ")), FIELD),
    "bild i fält.docx": (lambda: making.word(change=making.with_field("INCLUDEPICTURE http://x/a.png")), FIELD),
    "kodat.docx": (lambda: making.word(change=making.with_field("INCLUDE&#80;ICTURE x")), FIELD),
    "lösenord.docx": (lambda: making.OLD_OFFICE + bytes(600), "file_locked_or_old"),
    "gammal.xlsx": (lambda: making.OLD_OFFICE + bytes(600), "file_locked_or_old"),
    "rörlig bild.jpg": (lambda: making.picture("JPEG") + making.FILM, "picture_with_more"),
    "porträtt.jpg": (
        lambda: making.picture("JPEG") + making.picture("JPEG")[:200] + bytes(70_000) + b"\xff\xd9",
        "picture_with_more",
    ),
    "många objekt.pdf": (lambda: making.pdf_of_objects(600_000), DAMAGED),
    **{
        f"hopsatt {name}.xlsx": (
            lambda tag=tag, formula=formula: making.excel(
                making.adding("xl/worksheets/sheet9.xml", f"<a><{tag}>{formula}</{tag}></a>".encode())
            ),
            "file_with_indirect_formula",
        )
        for name, tag, formula in (
            ("adress", "f", "INDIRECT(&quot;'http://x/a.xlsx'#$A.A1&quot;)"),
            ("av delar", "x:f", 'SUM(1,INDIRECT ("\'ht"&amp;"tp://x/[a.xlsx]A\'!A1"))'),
            ("av en cell", "f", "indirect(B1)"),
            ("i ett namn", "definedName", "INDIRECT(B1)"),
        )
    },
    "andra bokstäver.docx": (
        lambda: making.word(change=making.adding("word/more.xml", "<?xml version='1.0'?><a/>".encode("cp500"))),
        DAMAGED,
    ),
    "activex.xlsx": (lambda: making.excel(making.adding("xl/activeX/a.xml", b"<a/>")), PROGRAM),
    "makro.xlsx": (
        lambda: making.excel(
            lambda parts: parts.update(
                {"[Content_Types].xml": parts["[Content_Types].xml"].replace(b"sheet.main", b"sheet.macroEnabled.main")}
            )
        ),
        PROGRAM,
    ),
    "mall.docx": (
        lambda: making.word(change=making.relation("attachedTemplate", "https://example.org/a.dotm")),
        TEMPLATE,
    ),
    "mall på server.docx": (
        lambda: making.word(change=making.relation("attachedTemplate", "file://server/a.dotm")),
        TEMPLATE,
    ),
    "bild utifrån.docx": (lambda: making.word(change=making.relation("image", "http://example.org/a.png")), FETCHES),
    "miljarder skratt.docx": (
        lambda: making.word(
            change=making.adding("word/settings.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        ),
        ENTITIES,
    ),
    "entitet efter länge.xlsx": (
        lambda: making.excel(making.adding("xl/a.xml", b"<a>" + b"x" * (office.CHUNK - 5) + b"<!ENTITY b>")),
        ENTITIES,
    ),
    "utf-16.docx": (
        lambda: making.word(change=making.adding("word/settings.xml", "<!DOCTYPE a><a/>".encode("utf-16"))),
        ENTITIES,
    ),
    "utf-7.docx": (
        lambda: making.word(
            change=making.adding("word/settings.xml", b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a>')
        ),
        DAMAGED,
    ),
    "ut ur mappen.docx": (lambda: making.word(change=making.adding("../../etc/passwd", b"x")), DAMAGED),
    "absolut.docx": (lambda: making.word(change=making.adding("/etc/passwd", b"x")), DAMAGED),
    "windows.docx": (lambda: making.word(change=making.adding("c:\\a", b"x")), DAMAGED),
    "dubbel.docx": (lambda: making.word(change=making.adding("WORD/document.xml", b"<a/>")), DAMAGED),
    "bomb.png": (making.huge_png, PIXELS),
    "bomb.jpg": (making.huge_jpeg, PIXELS),
    "avbruten.png": (lambda: making.picture("PNG")[:-8], DAMAGED),
    "avbruten.jpg": (lambda: making.picture("JPEG")[:-2], DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_received(name, tmp_path):
    make, media_type = GOOD[name]
    path = tmp_path / "x"
    path.write_bytes(make())
    assert inspect(path, name) == media_type


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What a process that inspects every hostile file says, with its seconds and its memory."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-m", "tests.records.uploads.measured", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_within_five_seconds(name, measured):
    said, seconds = measured["found"][name]
    assert said == HOSTILE[name][1]
    assert seconds < 5


def test_no_hostile_file_needs_300_mb(measured):
    assert measured["peak"] < 300


GREEDY = "class PdfReader:\n    def __init__(self, *_, **__):\n        self.held = bytearray(700_000_000)\n"
ENDLESS = "class PdfReader:\n    def __init__(self, *_, **__):\n        while True: pass\n"


def read_with(library, folder, *, limits=True):
    """Run the reader of PDF with another library in the place of pypdf. Gives its exit status and peak in MB."""
    (folder / "pypdf").mkdir()
    (folder / "pypdf/__init__.py").write_text(library)
    (folder / "pypdf/generic.py").write_text("IndirectObject = object")
    program = (
        f"import resource, runpy, sys; sys.argv = ['x', 'pages', '500', '1', {str(folder)!r}, *sys.path]\n"
        + ("" if limits else "resource.setrlimit = lambda *_: None\n")
        + f"try: runpy.run_path({str(opening._CHILD)!r}, run_name='__main__')\n"
        # Not getrusage: it also counts what the one that started the program had used.
        + "finally: print('\\n', int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=b"{}\n", capture_output=True, timeout=PATIENCE)
    if limits and library == GREEDY:
        assert b"too_heavy" in done.stdout
    return done.returncode, int(done.stdout.split()[-1]) if done.stdout else 0


def test_a_reader_that_takes_too_much_memory_is_ended_and_says_so(tmp_path):
    status, peak = read_with(GREEDY, tmp_path)
    assert (status, peak < 300) == (0, True)


def test_without_the_limit_it_takes_what_it_wants(tmp_path):
    """The control of the test above."""
    assert read_with(GREEDY, tmp_path, limits=False)[1] > 600


def test_a_reader_that_never_ends_is_ended(tmp_path):
    assert read_with(ENDLESS, tmp_path)[0] == -signal.SIGKILL


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\plan.pdf", "plan.pdf"),
        ("a\u0308rende.docx", "ärende.docx"),
        ("fi\u202efdp.exe", "fifdp.exe"),
        ("två\r\nrader\x00.pdf", "tvårader.pdf"),
        ("   många   mellanrum .pdf", "många mellanrum .pdf"),
        ("..", "namnlös"),
        ("", "namnlös"),
        ("\u2066\u200b", "namnlös"),
        ("x" * 200 + ".docx", "x" * 145 + ".docx"),
    ],
)
def test_names_are_made_plain(given, kept):
    assert clean_name(given) == kept


def test_the_largest_size_can_be_set(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(making.pdf() + b"\n" * 100)
    with refuses("file_too_large"):
        inspect(path, "x.pdf", most_bytes=100)
