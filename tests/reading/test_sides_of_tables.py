"""Tables that say row by row, or column by column, what is in and what is not."""

from typing import Any

import pytest

from tests.reading.test_neighbours import points, told, web


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
    assert "Raden «Gullviva (alla)» har varken ja eller nej" in told(read)
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
