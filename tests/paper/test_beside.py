"""What people write beside the fields of a form, in them but not as text, and around them: kept or told, never lost."""

import io
import zipfile

import pytest

from nhv.paper.controls import tag_of
from nhv.paper.filled_form import FilledForm, read_form, texts_of_form
from nhv.paper.word_form import form
from tests.paper.examples import ANSWERS, OUTLINE, PROPERTIES
from tests.reading.planting import NAMESPACES, box, p, run

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MADE = form(OUTLINE, ANSWERS, **PROPERTIES)
OURS = texts_of_form(form(OUTLINE, {}, **PROPERTIES))
TEXT = next(asked for asked in OUTLINE.asked() if asked.question.kind == "text")


def with_parts(data: bytes, **changed: str) -> bytes:
    """The file with these parts of the folder `word` in place of its own, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()}
        for name, content in (parts | {f"word/{name}.xml": text.encode() for name, text in changed.items()}).items():
            target.writestr(name, content)
    return made.getvalue()


def in_the_field(content: str, **parts: str) -> FilledForm:
    """The form read again with this in the field for text."""
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        xml = archive.read("word/document.xml").decode()
    at = xml.index(f'<w:tag w:val="{tag_of(TEXT.key)}"/>')
    start = xml.index("<w:sdtContent>", at) + len("<w:sdtContent>")
    end = xml.index("</w:sdtContent>", start)
    head = xml[at:start].replace("<w:showingPlcHdr/>", "")
    spaces = "".join(f" {name}" for name in NAMESPACES if name.split("=")[0] not in xml[:4_000])
    xml = (xml[:at] + head + content + xml[end:]).replace("<w:document ", f"<w:document{spaces} ", 1)
    return read_form(with_parts(MADE, document=xml, **parts), OUTLINE, OURS)


def around_the_fields(add: str, before: str) -> FilledForm:
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        xml = archive.read("word/document.xml").decode()
    place = xml.index(before) if before else xml.index("<w:sectPr")
    place = xml.rindex("<w:p>", 0, place) if before else place
    return read_form(with_parts(MADE, document=xml[:place] + add + xml[place:]), OUTLINE, OURS)


def test_an_untouched_form_has_nothing_beside_its_fields() -> None:
    assert read_form(MADE, OUTLINE, OURS).beside == ()


def test_a_note_goes_with_the_answer_and_is_told() -> None:
    reference = run("Alla") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" enheter.")
    note = f"<w:footnotes {' '.join(NAMESPACES)}><w:footnote w:id='7'>{p(run('Utom en.'))}</w:footnote></w:footnotes>"
    back = in_the_field(reference, footnotes=note)
    assert back.answers[TEXT.key] == "Alla¹ enheter.\n¹ Utom en."
    assert [(one.place, one.text, one.kept) for one in back.beside] == [("Not", "¹ Utom en.", True)]


@pytest.mark.parametrize(
    ("content", "answer", "place", "told"),
    [
        (run("Tre studier.") + run(" Fråga juristen.", "<w:vanish/>"), "Tre studier.", "Dold text", "Fråga juristen."),
        (run("Tre studier.") + run(" Fem.", "<w:strike/>"), "Tre studier.", "Struken text", "Fem."),
        (run("Ingen påverkan. ") + box("Två team."), "Ingen påverkan.", "Textruta", "Två team."),
    ],
    ids=["hidden", "struck", "text box"],
)
def test_what_is_no_text_of_the_answer_is_left_out_and_told(content: str, answer: str, place: str, told: str) -> None:
    back = in_the_field(content)
    assert back.answers[TEXT.key] == answer
    assert [(one.place, one.text, one.kept) for one in back.beside] == [(place, told, False)]


def test_raised_digits_stay_raised() -> None:
    content = run("Provet har 10") + run("6", '<w:vertAlign w:val="superscript"/>') + run(" celler.")
    assert in_the_field(content).answers[TEXT.key] == "Provet har 10⁶ celler."


@pytest.mark.parametrize("before", ["", TEXT.question.text], ids=["last in the file", "above a question"])
def test_words_outside_the_fields_are_told(before: str) -> None:
    back = around_the_fields(p(run("Vi vill också säga detta.")), before)
    assert [(one.place, one.text) for one in back.beside] == [("Utanför fälten", "Vi vill också säga detta.")]


def test_words_beside_a_field_on_its_line_are_told_with_its_question() -> None:
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        xml = archive.read("word/document.xml").decode()
    end = xml.index("</w:sdt>", xml.index(f'<w:tag w:val="{tag_of(TEXT.key)}"/>')) + len("</w:sdt>")
    back = read_form(with_parts(MADE, document=xml[:end] + run(" Mer härom.") + xml[end:]), OUTLINE, OURS)
    assert [(one.near, one.text) for one in back.beside] == [(TEXT.question.text, "Mer härom.")]


def test_words_struck_by_signs_are_left_out_and_told() -> None:
    back = in_the_field(run("Tre. " + "".join(f"{sign}\u0336" for sign in "Fyra.") + " Fem."))
    assert back.answers[TEXT.key] == "Tre.  Fem."
    assert ("Struken text", "Fyra.") in [(one.place, one.text) for one in back.beside]


def test_a_picture_in_the_answer_is_told() -> None:
    back = in_the_field(run("Se bilden. ") + "<w:r><w:drawing/></w:r>")
    assert ("Bild", "") in [(one.place, one.text) for one in back.beside]


@pytest.mark.parametrize(("said", "told"), [
    ("Textruta 7", []), ("Vår vårdkedja", [("Textruta", "Vår vårdkedja")]),
])  # fmt: skip
def test_a_box_of_words_is_no_picture(said: str, told: list[tuple[str, str]]) -> None:
    described = box("Veckovis rond.").replace("<wp:anchor>", f'<wp:anchor><wp:docPr id="7" name="x" descr="{said}"/>')
    back = in_the_field(run("Så gör vi.") + described)
    assert back.answers[TEXT.key] == "Så gör vi."
    assert [(one.place, one.text) for one in back.beside] == [("Textruta", "Veckovis rond."), *told]


def test_changes_that_nobody_has_accepted_are_told() -> None:
    back = in_the_field(run("Tre") + f'<w:ins w:id="9">{run(" fyra")}</w:ins>')
    assert back.answers[TEXT.key] == "Tre fyra"
    assert [one.place for one in back.beside] == ["Spårade ändringar"]


def test_a_part_of_the_file_that_is_not_read_is_told() -> None:
    back = read_form(with_parts(MADE, afchunk1="<p>Instoppat</p>"), OUTLINE, OURS)
    assert [(one.place, one.text) for one in back.beside] == [("Del av filen som inte är läst", "word/afchunk1.xml")]


@pytest.mark.parametrize(("kind", "place"), [("header", "Sidhuvud"), ("footer", "Sidfot")])
def test_what_is_written_in_the_head_or_foot_of_the_pages_is_told(kind: str, place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    tag = "hdr" if kind == "header" else "ftr"
    link = f'<Relationship Id="rIdMer" Target="mer.xml" Type="{OFFICE}/{kind}"/></Relationships>'
    part = f"<w:{tag} {' '.join(NAMESPACES)}>{p(run('Region Norr söker.'))}</w:{tag}>"
    changed = {"_rels/document.xml.rels": relations.replace("</Relationships>", link)}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_parts(MADE, mer=part))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.removeprefix("word/"), old.read(name)))
    back = read_form(made.getvalue(), OUTLINE, OURS)
    assert [(one.place, one.text) for one in back.beside] == [(place, "Region Norr söker.")]


def test_a_field_moved_with_tracked_changes_is_read_where_it_came() -> None:
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        xml = archive.read("word/document.xml").decode()
    at = xml.index(f'<w:tag w:val="{tag_of(TEXT.key)}"/>')
    start = xml.rindex("<w:sdt>", 0, at)
    end = xml.index("</w:sdt>", at) + len("</w:sdt>")
    content = xml.index("<w:sdtContent>", at) + len("<w:sdtContent>")
    head = xml[start:content].replace("<w:showingPlcHdr/>", "")
    whole = "{head}{inner}</w:sdtContent></w:sdt>".format
    gone = whole(head=head, inner=f'<w:moveFrom w:id="8">{run("Flyttat svar.")}</w:moveFrom>')
    come = whole(head=head, inner=f'<w:moveTo w:id="9">{run("Flyttat svar.")}</w:moveTo>')
    moved = xml[:start] + gone + come + xml[end:]
    back = read_form(with_parts(MADE, document=moved), OUTLINE, OURS)
    assert back.answers[TEXT.key] == "Flyttat svar." and not back.unread


def test_signs_that_turn_the_writing_are_taken_out_of_an_answer() -> None:
    assert in_the_field(run("\u202eTre\u202c enheter")).answers[TEXT.key] == "Tre enheter"


def test_every_place_of_the_walk_has_words_on_the_page() -> None:
    from nhv.files import written
    from nhv.website.words import PLACES

    quiet = {written.MOVED, written.FIELD_CODE, written.MARGIN, written.INNER_PAGE, written.GENERATED}
    # In the Word way a form knows its own fields and boxes.
    quiet |= {written.PLACEHOLDER, written.UNTICKED, written.BROKEN, written.BESIDE}
    # Of PDFs alone.
    quiet |= {written.FORM_FIELD, written.STAMP, written.BOOKMARK, written.ATTACHED, written.PROPERTY, written.SAID}
    places = {value for name, value in vars(written).items() if name.isupper() and not name.startswith("_")}
    assert {place for place in places - quiet if isinstance(place, str)} <= PLACES.keys()
