"""What lies elsewhere, leads there, or is said twice: refused with its own code; and beside it what may stay."""

import io

import pytest

from nhv.records.uploads import inspect
from tests.records.uploads import making
from tests.records.uploads.test_inspect import LAUNCH, LAUNCHES, MEDIA_TYPES, PROGRAM
from tests.support.refusals import refuses

TWICE = "pdf_says_two_things"
ELSEWHERE = "pdf_fetches"
ASTRAY = "file_leads_astray"
ANOTHER = "file_with_another_document"

STAYS = {
    "titel två gånger.pdf": (lambda: making.pdf_with(root=b"/Lang (sv) /Lang (sv-SE)"), MEDIA_TYPES[0]),
    "formulär utan skript.pdf": (
        lambda: making.pdf_with(
            making.stream(b"<t><description/></t>"), root=b"/AcroForm << /XFA [(template) 4 0 R] >>"
        ),
        MEDIA_TYPES[0],
    ),
    "anteckning.pdf": (lambda: making.pdf_with(page=b"/Annots [<< /Subtype /Text /F 4 >>]"), MEDIA_TYPES[0]),
    "andra länkar.pdf": (
        lambda: making.pdf_with_action(
            b"/S /URI /URI (mailto:nhv@example.org) /Next [<< /S /URI /URI (www.example.org:8080/a) >> "
            b"<< /S /GoToR /F (bilaga 2.pdf) >> << /S /URI /URI (HTTP://example.org/a:b) >>]"
        ),
        MEDIA_TYPES[0],
    ),
    "länkfält.docx": (
        lambda: making.word(change=making.with_field(' HYPERLINK \\o "Se: sidan" "tel:08123" ', ' HYPERLINK \\l "a" ')),
        MEDIA_TYPES[1],
    ),
    # As Word writes them, of what lies on the writer's own disk.
    **{
        f"länk till {target}.docx": (
            lambda target=target: making.word(change=making.relation("hyperlink", target)), MEDIA_TYPES[1]
        )
        for target in ("bilaga 2.docx", "file:///H:\\Vård\\plan%202027.docx", "file:///vard/plan.pdf", "H:/plan.xlsx")
    },
}  # fmt: skip

REFUSED = {
    "två kataloger.pdf": (
        lambda: making.pdf_with(b"<< /JavaScript << /Names [(a) << /S /JavaScript >>] >> >>",
                                root=b"/Names << /X 1 >> /Names 4 0 R"),
        TWICE,
    ),
    "två början.pdf": (
        lambda: making.pdf_with(root=b"/OpenAction [3 0 R /Fit] /OpenAction << /S /JavaScript >>"),
        TWICE,
    ),
    "två från bokmärke.pdf": (
        lambda: making.pdf_with(b"<< /First 5 0 R >>", b"<< /A << /S /GoTo >> /A %s >>" % LAUNCH,
                                root=b"/Outlines 4 0 R"),
        TWICE,
    ),
    "formulär med skript.pdf": (
        lambda: making.pdf_with(making.stream(b"<t><x:script>app.alert(1)</x:script></t>"),
                                root=b"/AcroForm << /XFA [(template) 4 0 R] >>"),
        LAUNCHES,
    ),
    "innehåll någon annanstans.pdf": (
        lambda: making.pdf_with(making.stream(b"", b"/F (\\\\evil\\c.txt)"), page=b"/Contents 4 0 R"),
        ELSEWHERE,
    ),
    "bild på nätet.pdf": (
        lambda: making.pdf_with(
            making.stream(b"", b"/Subtype /Image /#46 % here\n << /FS /URL /F (http://evil.invalid/a) >>"),
            page=b"/Resources << /XObject << /A 4 0 R >> >>"),
        ELSEWHERE,
    ),
    "film.pdf": (
        lambda: making.pdf_with(page=b"/Annots [<< /Subtype /Movie /A true /Movie << /F (//evil/m.avi) >> >>]"),
        ELSEWHERE,
    ),
    "ljud i en spelare.pdf": (
        lambda: making.pdf_with(page=b"/Annots [<< /Subtype /Screen /A << /S /Rendition /R << /S /MR /C "
                                b"<< /S /MCD /D << /F (//evil/a.wav) >> >> >> >> >>]"),
        ELSEWHERE,
    ),
    **{
        f"{name} vid klick.pdf": (lambda action=action: making.pdf_with_action(action), ASTRAY)
        for name, action in {
            "annan dator": b"/S /GoToR /F (\\\\\\\\evil\\\\x.pdf)",
            "tråd": b"/S /Thread /F << /UF (//evil/x.pdf) >>",
            "fil": b"/S /URI /URI (File:////evil/x.exe)",
            "program": b"/S /URI /URI (ms-msdt:/id)",
            "fil därefter": b"/S /URI /URI (https://example.org/) /Next [<< /S /URI /URI (file:///c:/x.exe) >>]",
        }.items()
    },
    "fil från bokmärke.pdf": (
        lambda: making.pdf_with(b"<< /First 5 0 R >>", b"<< /A << /S /URI /URI (file://evil/x) >> >>",
                                root=b"/Outlines 4 0 R"),
        ASTRAY,
    ),
    **{
        f"länk till {name}.docx": (
            lambda target=target: making.word(change=making.relation("hyperlink", target)), ASTRAY
        )
        for name, target in {
            "program": "file:////evil/x.exe",
            "felsökaren": "ms-msdt:/id%20PCWDiagnostic",
            "delad mapp": "\\\\evil\\x",
            "mapp hos en annan": "file:///\\\\evil\\x",
            "egen disk": "file:///C:\\x\\y.CMD",
            "kodad mapp": "%5C%5Cevil%5Cx",
            "skript": "java\tscript:alert(1)",
        }.items()
    },
    "länk i fält.docx": (lambda: making.word(change=making.with_field(' HYPERLINK "file:', '//evil/x.exe"')), ASTRAY),
    "infogad.docx": (lambda: making.word(change=making.relation("aFChunk", "a.rtf", outside=False)), ANOTHER),
    "eget band.docx": (lambda: making.word(change=making.relation("extensibility", "c.xml", outside=False)), PROGRAM),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_what_leads_to_the_web_or_beside_the_file_is_received(name):
    make, media_type = STAYS[name]
    assert inspect(io.BytesIO(make()), name) == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_what_leads_elsewhere_or_says_two_things_is_refused(name):
    make, code = REFUSED[name]
    with refuses(code):
        inspect(io.BytesIO(make()), name)


def test_the_link_is_named():
    with refuses("file_leads_astray") as told:
        inspect(io.BytesIO(making.pdf_with_action(b"/S /URI /URI (file:///c:/x.exe)")), "x.pdf")
    assert "(file:///c:/x.exe)" in str(told.value)
