"""Forms as they come back from Word and LibreOffice, and from people: nothing is lost in silence."""

import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nhv.paper.filled_form import FilledForm, Properties, read_form, texts_of_form
from nhv.paper.word_form import form
from tests.paper.examples import ANSWERS, LONG_KEY, OUTLINE, PROPERTIES
from tests.support.patience import PATIENCE, little_work
from tests.support.refusals import refuses

SPECIMENS = Path(__file__).parent / "specimens"
MADE = form(OUTLINE, ANSWERS, **PROPERTIES)
SEVEN = '<w:sdt><w:sdtPr><w:tag w:val="volym"/></w:sdtPr><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>'


def changed(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part changed, and a fault when the change changes nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                after = change(content.decode()).encode()
                assert after != content
                content = after
            target.writestr(name, content)
    return made.getvalue()


def without_part(data: bytes, part: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
    return made.getvalue()


def a_document(xml: str) -> bytes:
    return changed(MADE, lambda before: xml)


def typed(before: str, after: str, answers: dict | None = None) -> FilledForm:
    """The form read again after the text of one field was typed over."""
    data = MADE if answers is None else form(OUTLINE, answers, **PROPERTIES)
    return read_form(changed(data, lambda xml: xml.replace(f">{before}<", f">{after}<", 1)), OUTLINE)


# --- LibreOffice -----------------------------------------------------------------------------------


def test_a_form_that_libreoffice_saved_again_reads_as_it_was() -> None:
    back = read_form((SPECIMENS / "resaved_by_libreoffice.docx").read_bytes(), OUTLINE)
    assert (back.over(ANSWERS), back.unread) == (ANSWERS, ())
    assert back.properties == Properties(filing="7f3a", revision=12, version="esofagus/2", outline=OUTLINE.hash)


def test_a_form_that_was_filled_in_with_libreoffice_is_read() -> None:
    back = read_form((SPECIMENS / "filled_in_libreoffice.docx").read_bytes(), OUTLINE)
    assert back.unread == ()
    assert back.answers == {
        "intensivvard": True,
        LONG_KEY: "Första stycket.\nAndra stycket, efter Retur.",
        "volym": 12.5,
        "start": "2025-11-14",
        "avtal": {"from": "2026-01-01", "until": None},
        "bemanning": [{"role": "Kurator", "number": 3}, {"role": "Dietist", "number": 2}],
    }


def test_the_specimens_are_of_todays_form() -> None:
    with zipfile.ZipFile(SPECIMENS / "resaved_by_libreoffice.docx") as archive:
        saved = archive.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        made = archive.read("word/document.xml").decode()
    bookmarks = [piece.split('"')[0] for piece in made.split('w:name="')[1:]]
    assert bookmarks and all(name in saved for name in bookmarks), "make the specimens anew: specimens/make.sh"


def resaved(data: bytes, kind: str, folder: Path) -> bytes:
    """What LibreOffice makes of a Word file that it saves as another kind, as somebody does who has no Word."""
    (folder / "form.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
    command += [kind, "--outdir", f"{folder}/saved", f"{folder}/form.docx"]
    subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
    return (folder / "saved" / f"form.{kind.partition(':')[0]}").read_bytes()


WITH_LIBREOFFICE = pytest.mark.skipif(
    "libreoffice-writer-nogui" in os.environ.get("NHV_TEST_WITHOUT", ""), reason="asked for: NHV_TEST_WITHOUT"
)


@WITH_LIBREOFFICE
def test_a_form_that_libreoffice_opens_and_saves_is_read_back_whole(tmp_path: Path) -> None:
    ours = texts_of_form(form(OUTLINE, {}, **PROPERTIES))
    back = read_form(resaved(MADE, "docx:Office Open XML Text", tmp_path), OUTLINE, ours)
    assert (back.over(ANSWERS), back.unread, back.beside) == (ANSWERS, (), ())
    assert back.properties == Properties(filing="7f3a", revision=12, version="esofagus/2", outline=OUTLINE.hash)


@WITH_LIBREOFFICE
@pytest.mark.parametrize(("kind", "code"), [
    ("doc", "file_is_old_word"), ("rtf", "file_is_rtf"), ("odt", "file_is_open_document"),
])  # fmt: skip
def test_what_libreoffice_saves_as_something_else_is_told_what_it_is(kind: str, code: str, tmp_path: Path) -> None:
    with refuses(code):
        read_form(resaved(MADE, kind, tmp_path), OUTLINE)


def test_a_placeholder_that_was_typed_over_is_an_answer_though_the_switch_is_still_on() -> None:
    back = typed("Skriv svaret här", "Vi har jour.", answers={})
    assert back.answers == {LONG_KEY: "Vi har jour."}


# --- Word ------------------------------------------------------------------------------------------


def test_a_form_that_people_worked_on_in_word_is_read_and_what_cannot_be_is_told() -> None:
    back = read_form(a_document((SPECIMENS / "saved_by_word.xml").read_text()), OUTLINE)
    assert back.answers == {
        "intensivvard": False,
        LONG_KEY: "Vi har thoraxkirurgi ”dygnet runt”.\n• Två linjer\nBild: [bild]",
        "volym": 1250.5,
        "delar": ["Rekonstruktion", "Fistelbehandling & stentar"],
        "start": "2025-11-14",
        "bemanning": [{"role": "Specialist", "number": 4}, {"role": "Tillagd rad", "number": 2}],
    }
    assert [(unread.key, unread.stood, unread.why.code) for unread in back.unread] == [
        ("avtal", "", "field_gone"),
        ("gammal-fraga", "Ett svar", "question_unknown"),
    ]
    # «ansvar» stands empty, so its answer is taken away; «avtal» lost a field, so it stays.
    left = back.over(ANSWERS)
    assert "ansvar" not in left
    assert left["avtal"] == ANSWERS["avtal"]
    assert left["verksamhetsplan"] == ANSWERS["verksamhetsplan"]


def test_the_strict_kind_of_word_file_is_read_too() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = changed(MADE, lambda xml: xml.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert read_form(data, OUTLINE).over(ANSWERS) == ANSWERS


# --- Cleared and lost ------------------------------------------------------------------------------


def test_a_field_that_was_emptied_is_an_answer_taken_away() -> None:
    back = typed("1234,5", "")
    assert "volym" not in back.over(ANSWERS)
    assert back.unread == ()


def test_a_field_whose_control_is_gone_is_read_by_its_bookmark() -> None:
    data = changed(MADE, lambda xml: xml.replace("<w:tag ", "<w:nothing ").replace(">1234,5<", ">99<"))
    back = read_form(data, OUTLINE)
    assert back.over(ANSWERS) == ANSWERS | {"volym": 99}
    assert back.unread == ()


def test_a_field_that_is_gone_altogether_is_told_and_its_answer_stays() -> None:
    data = changed(MADE, lambda xml: xml.replace("<w:tag ", "<w:nothing ").replace('w:name="nhv_', 'w:name="other_'))
    back = read_form(data, OUTLINE)
    assert back.answers == {}
    assert back.over(ANSWERS) == ANSWERS
    asked = {asked.key for asked in OUTLINE.asked() if asked.question.kind != "attachment"}
    assert {unread.key for unread in back.unread} == asked
    assert {unread.why.code for unread in back.unread} == {
        "field_gone",
        "table_gone",
    }


def test_a_field_that_stands_twice_with_different_answers_is_told() -> None:
    back = read_form(changed(MADE, lambda xml: xml.replace("<w:body>", f"<w:body><w:p>{SEVEN}</w:p>")), OUTLINE)
    (unread,) = back.unread
    assert (unread.key, unread.stood) == ("volym", "1234,5 | 7")
    assert back.over(ANSWERS) == ANSWERS


def test_a_file_that_lost_its_properties_says_so() -> None:
    back = read_form(without_part(MADE, "docProps/custom.xml"), OUTLINE)
    assert back.properties == Properties(filing=None, revision=None, version=None, outline=None)
    assert back.over(ANSWERS) == ANSWERS


# --- What people write -----------------------------------------------------------------------------

WRITTEN = [
    ("intensivvard", "Ja", "nej", False),
    ("intensivvard", "Ja", "”Ja.”", True),
    ("volym", "1234,5", "12,5", 12.5),
    ("volym", "1234,5", "1\u00a0250", 1250),
    ("volym", "1234,5", " 40 patienter per år ", 40),
    ("ansvar", "En privat vårdgivare – avtal", "en privat vårdgivare - avtal", "En privat vårdgivare – avtal"),
    ("ansvar", "En privat vårdgivare – avtal", "Regionen\u00a0själv.", "Regionen själv"),
    ("start", "2026-03-29", "14\u00a0november 2025", "2025-11-14"),
    ("start", "2026-03-29", "14/11 2025", "2025-11-14"),
]
UNREADABLE = [
    ("intensivvard", "Ja", "Kanske", "not_yes_or_no"),
    ("volym", "1234,5", "cirka 10", "not_a_number"),
    ("ansvar", "En privat vårdgivare – avtal", "Kommunen", "not_a_choice"),
    ("start", "2026-03-29", "våren 2026", "not_a_date"),
    ("bemanning", "Dietist", "", "line_missing"),
]


@pytest.mark.parametrize(("key", "before", "after", "value"), WRITTEN)
def test_answers_are_read_as_people_write_them(key: str, before: str, after: str, value: object) -> None:
    back = typed(before, after)
    assert (back.over(ANSWERS), back.unread) == (ANSWERS | {key: value}, ())


@pytest.mark.parametrize(("key", "before", "after", "why"), UNREADABLE)
def test_what_is_no_answer_is_told_and_the_answer_before_stays(key: str, before: str, after: str, why: str) -> None:
    back = typed(before, after)
    (unread,) = back.unread
    assert (unread.key, unread.why.code) == (key, why)
    assert after in unread.stood
    assert back.over(ANSWERS) == ANSWERS


def test_a_box_is_as_it_looks() -> None:
    assert typed("☒", "☐").answers["delar"] == ["Fistelbehandling & stentar"]
    assert typed("☐", "✓").answers["delar"] == ["Resektion", "Rekonstruktion", "Fistelbehandling & stentar"]


# --- Hostile files ---------------------------------------------------------------------------------


def made_of(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def a_zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
DEEP = f'<w:document xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}"><w:body>'
NO_BODY = made_of({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"})
BAD = {
    "nothing": (b"", "not_a_word_file"),
    "text": (b"Ja", "not_a_word_file"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_locked_or_old"),
    "cut": (MADE[:9_000], "file_cut_off"),
    "another zip": (a_zip(a=b"<a/>"), "file_is_archive"),
    "no body": (NO_BODY, "not_a_word_document"),
    "broken": (a_zip(word__document=b"<a>"), "word_file_damaged"),
    "bomb": (a_zip(word__document=b" " * 70_000_000), "word_file_swells"),
    "large": (a_zip(word__document=b"<a>" + b" " * 9_000_000), "word_text_too_large"),
    "many parts": (a_zip(**{f"p{number}": b"" for number in range(2_001)}), "word_file_swells"),
    "entities": (a_zip(word__document=ENTITIES.encode()), "word_file_entities"),
    "entities in UTF-16": (a_zip(word__document=ENTITIES.encode("utf-16")), "word_file_entities"),
    "deep": (a_zip(word__document=(DEEP + "<w:p>" * 5_000).encode()), "word_file_damaged"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence_at_once(data: bytes, code: str) -> None:
    with little_work(), refuses(code):
        read_form(data, OUTLINE)


def test_a_file_with_very_many_fields_is_read_at_once() -> None:
    many = a_document(f"{DEEP}<w:p>{SEVEN * 40_000}</w:p></w:body></w:document>")
    with little_work():
        back = read_form(many, OUTLINE)
    assert back.answers == {"volym": 7}
