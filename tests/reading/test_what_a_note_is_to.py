"""Which point a note, a number and a heading are about, when the file says it in another way than most do."""

import pytest

from tests.reading.test_neighbours import points, run, told, web, word
from tests.reading.test_pdf_habits import AFTER, BEFORE, FIRST, POINT, TOP, at, column, page
from tests.reading.test_pdf_habits import read as read_pdf


@pytest.mark.parametrize("mark", ["b)", "[b]", "b"])
def test_a_raised_letter_with_a_bracket_is_a_mark(mark: str) -> None:
    read = word(run("Vård av barn under 12"), run(mark, '<w:vertAlign w:val="superscript"/>'), run(" år"))
    assert points(read)[1] == "Vård av barn under 12 år"
    assert read["area"]["scope"][0]["points"][1]["population"]["below_age"] == 12


@pytest.mark.parametrize("name", ["fotnot", "text-footnote", "note-ref fnref"])
def test_a_digit_that_a_page_calls_a_note_is_no_digit_of_the_number(name: str) -> None:
    assert points(web(f'Vård vid 3<span class="{name}">1</span> enheter'))[1] == "Vård vid 3 enheter"
    assert points(web('Vård vid <span class="fnatt">3</span> enheter'))[1] == "Vård vid 3 enheter"


def test_what_a_mark_says_when_it_is_pointed_at_is_a_note() -> None:
    read = web('Vård vid 3<sup title="Inte barn under 5 år">*</sup> enheter')
    assert "är en not (*) till «Vård vid 3 enheter»" in told(read)
    assert "Inte barn under 5 år" in str(read["area"])


def test_a_note_that_two_marks_refer_to_is_read_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    read = word(run("Vård av ben"), mark, run(" och av klor"), mark, notes={"7": "Utom hos ungar."})
    assert read["unread"] == [] and points(read)[1] == "Vård av ben och av klor"


def test_pages_that_begin_anew_with_the_same_mark_have_notes_of_their_own() -> None:
    first = (
        column(BEFORE, 50, TOP) + at(50, FIRST, "• Vård av ben hos vuxna\u00b9") + at(50, 60, "\u00b9 Utom kräftor.")
    )
    second = (
        at(50, TOP, "• Vård av klor hos barn\u00b9") + column(AFTER, 50, TOP - 40) + at(50, 60, "\u00b9 Utom ankor.")
    )
    found = read_pdf(first, second)
    applies = {one["text"]: one["applies_to"] for one in found["area"]["exclusions"]}
    keys = [point["key"] for group in found["area"]["scope"] for point in group["points"]]
    assert applies == {"Utom kräftor.": [keys[0]], "Utom ankor.": [keys[1]]}


@pytest.mark.parametrize(("text", "which"), [
    ("Punkt 2 gäller inte barn under 5 år.", [2]), ("Punkterna 1–2 gäller inte vid mask.", [1, 2]),
    ("Punkt 9 gäller inte vid mask.", []),
])  # fmt: skip
def test_a_limit_of_one_point_is_about_that_point(text: str, which: list[int]) -> None:
    read = web(f"Klor</li></ul><ol><li>Ben</li><li>Vingar</li></ol><h2>Avgränsning</h2><ul><li>{text}")
    keys = {point["text"]: point["key"] for group in read["area"]["scope"] for point in group["points"]}
    names = [None, keys["Ben"], keys["Vingar"]]
    assert read["area"]["exclusions"][0]["applies_to"] == [names[one] for one in which]
    assert ("efter dess nummer" in told(read)) is (not which)


@pytest.mark.parametrize("heading", ["Undantag från ovan", "Undantag från definitionen:", "Undantag från ovanstående"])
def test_an_exception_from_what_stands_above_is_an_exclusion(heading: str) -> None:
    read = web(f"Klor</li></ul><h3>{heading}</h3><ul><li>Ben hos ungar")
    assert [one["text"] for one in read["area"]["exclusions"]] == ["Ben hos ungar"]


def test_a_heading_that_nobody_knows_is_told_among_the_clarifications() -> None:
    read = web("Klor</li></ul><h2>Förtydliganden</h2><ul><li>Med klor avses tår.</li></ul><h2>Vårdas inte här</h2>"
               "<ul><li>Ben hos ungar")  # fmt: skip
    assert "Texten är en rubrik i filen" in told(read)


def test_a_square_beside_ticked_boxes_is_not_ticked() -> None:
    both = web("Klor</li></ul><p>☑ Ben</p><p>□ Vingar</p><ul><li>Tår")
    assert "Vingar" not in points(both) and "ruta utan kryss" in told(both)
    assert "Vingar" in points(web("Klor</li></ul><p>□ Ben</p><p>□ Vingar</p><ul><li>Tår"))


def test_letters_that_nobody_can_see_are_no_text() -> None:
    found = read_pdf(page(column((POINT,), 50, FIRST), at(300, FIRST, "Vård av ben", 1)))
    assert "Vård av ben" in told(found) and "dold text" in told(found)
    assert "Vård av ben" not in str(found["area"])
