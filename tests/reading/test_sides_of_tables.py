"""Tables that say row by row, or column by column, what is in and what is not."""

from typing import Any

import pytest

from tests.reading.test_neighbours import points, run, told, web, word


def table(*rows: str) -> dict[str, Any]:
    """A page whose last point holds a table; the cells of a row are parted by bars, and «*» spans two."""
    cells = ["".join(f"<td{' colspan=2' if '*' in cell else ''}>{cell.strip(' *')}</td>" for cell in row.split("|"))
             for row in rows]  # fmt: skip
    return web("Blåsippa</li></ul><table><tr>" + "</tr><tr>".join(cells) + "</tr></table><ul><li>Tussilago")


def exclusions(read: dict[str, Any]) -> list[str]:
    return [exclusion["text"] for exclusion in read["area"]["exclusions"]]


@pytest.mark.parametrize("head", ["NHV", "Ingår", "Ingår i NHV", "Nationell vård"])
def test_a_row_with_a_no_is_an_exclusion(head: str) -> None:
    read = table(f"Åtgärd|{head}", "Vitsippa|Ja", "Gullviva|Nej")
    assert "Vitsippa\tJa" in points(read)
    assert not [point for point in points(read) if "Gullviva" in point]
    assert exclusions(read) == ["Gullviva"]
    assert "Raden «Gullviva\tNej» har ett nej" in told(read)


@pytest.mark.parametrize("head", ["Kräver remiss", "Opereras"])
def test_a_no_to_another_question_is_a_point_with_a_doubt(head: str) -> None:
    read = table(f"Åtgärd|{head}", "Vitsippa|Ja", "Gullviva|Nej")
    assert "Gullviva\tNej" in points(read)
    assert exclusions(read) == []
    assert "Raden «Gullviva\tNej» har ett nej i en kolumn" in told(read)


def test_a_row_without_an_answer_is_told() -> None:
    read = table("Åtgärd|NHV", "Vitsippa|X", "Gullviva (alla)|")
    assert "Raden «Gullviva (alla)\t–» har varken ja eller nej" in told(read)
    assert "«Vitsippa" not in told(read)


def test_a_table_without_answers_is_read_as_before() -> None:
    read = table("Åtgärd|Ålder", "Vitsippa|0–17 år", "Gullviva|Från 18 år")
    assert {"Vitsippa\t0–17 år", "Gullviva\tFrån 18 år"} <= set(points(read))
    assert "Raden" not in told(read)


@pytest.mark.parametrize("head", ["Ska ingå|Ska inte ingå", "Ingår|Ingår ej", "Omfattas|Omfattas inte"])
def test_a_first_column_says_what_the_sides_are_about(head: str) -> None:
    read = table(f"Område|{head}", "Kirurgi|Vitsippa|Gullviva", "Medicin|Maskros|–")
    assert {"Kirurgi: Vitsippa", "Medicin: Maskros"} <= set(points(read))
    assert "Kirurgi: Gullviva" in exclusions(read)
    assert not [text for text in points(read) + exclusions(read) if text in {"Kirurgi", "Medicin", "–"}]


def test_a_heading_over_both_sides_is_no_row() -> None:
    read = table("Omfattning*", "Ingår|Ingår inte", "Vitsippa|Gullviva")
    assert "Vitsippa" in points(read) and "Gullviva" not in points(read)
    assert "Gullviva" in exclusions(read)
    assert not [text for text in points(read) + exclusions(read) if "Ingår" in text]


def test_a_mark_in_another_column_is_no_yes() -> None:
    read = table("Åtgärd|NHV|Region", "Vitsippa|X|", "Gullviva||X")
    assert "Raden «Gullviva\t–\tX» har varken ja eller nej" in told(read)
    assert "«Vitsippa" not in told(read)


def test_the_head_of_answers_is_no_row_also_under_a_heading_of_its_own() -> None:
    read = table("Åtgärder i vården**", "Åtgärd|Ingår", "Vitsippa|✓", "Gullviva|✗")
    assert "Vitsippa\t✓" in points(read) and exclusions(read) == ["Gullviva"]
    assert not [point for point in points(read) if "Åtgärd" in point]


def test_a_column_that_is_no_side_is_no_exclusion() -> None:
    read = table("Ingår|Ingår inte|Kommentar", "Vitsippa|Gullviva|Bedöms lokalt")
    assert "Vitsippa" in points(read) and exclusions(read)[:1] == ["Gullviva"]
    assert "spalt som varken säger vad som ingår eller inte" in told(read) and "Kommentar: Bedöms lokalt" in told(read)


def test_a_side_to_the_left_heads_what_stands_beside_it() -> None:
    read = table("Ingår|Vitsippa<br>Lilja hos barn<br>under 5 år", "Ingår inte|Gullviva<br>Maskros")
    assert {"Vitsippa", "Lilja hos barn under 5 år"} <= set(points(read))
    assert exclusions(read)[:2] == ["Gullviva", "Maskros"]


@pytest.mark.parametrize(("no", "yes"), [
    ('<img src="n.svg" alt="Nej">', '<img src="j.svg" alt="Ja">'),
    ('<i class="n" aria-label="Nej"></i>', '<span title="Ja"></span>'),
])  # fmt: skip
def test_a_picture_in_a_cell_answers_as_it_is_named(no: str, yes: str) -> None:
    read = table("Åtgärd|Ingår", f"Vitsippa|{yes}", f"Gullviva|{no}")
    assert "Vitsippa\tJa" in points(read) and exclusions(read) == ["Gullviva"]


def test_terms_may_head_what_is_in_and_what_is_not() -> None:
    terms = "<dl><dt>Ingår inte</dt><dd>Gullviva</dd><dd>Maskros</dd><dt>Ingår</dt><dd>Vitsippa</dd></dl>"
    read = web(f"Blåsippa</li></ul>{terms}<ul><li>Tussilago")
    assert exclusions(read) == ["Gullviva", "Maskros"]
    assert {"Vitsippa", "Tussilago"} <= set(points(read))


def test_columns_made_by_tabs_are_read_down() -> None:
    read = word(
        run("Blåsippa</w:t><w:br/><w:t>Ingår</w:t><w:tab/><w:t>Ingår inte</w:t><w:br/>"
            "<w:t>Vitsippa</w:t><w:tab/><w:t>Gullviva</w:t><w:br/><w:t>Lilja</w:t><w:tab/><w:t>Maskros"))  # fmt: skip
    assert {"Vitsippa", "Lilja"} <= set(points(read))
    assert exclusions(read) == ["Gullviva", "Maskros"]
