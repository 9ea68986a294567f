"""What is pressed on a page is no clause; what it unfolds is read under its name. An empty box is not said."""

import pytest

from tests.reading.test_neighbours import points, told, web


def after(html: str) -> str:
    """A point, and then the list left for this."""
    return f"Byte av fjädrar</li></ul>{html}<ul><li>Annan vård"


@pytest.mark.parametrize("button", [
    "<button>Skriv ut</button>", '<span role="button">Kopiera länken</span>',
    "<details><summary>Visa mer</summary></details>",
    '<h3><button aria-expanded="false">Läs mer om vården</button></h3>', "<button>Ge synpunkter på sidan</button>",
])  # fmt: skip
def test_a_button_is_no_clause(button: str) -> None:
    read = web(after(button))
    assert points(read) == ["Utredning av misstänkt tornsvalesjuka", "Byte av fjädrar", "Annan vård"]
    assert [one["place"] for one in read["elsewhere"] if one["place"] == "Knapp på sidan"] == ["Knapp på sidan"]
    assert len(read["area"]["scope"]) == 1


@pytest.mark.parametrize("page", [
    "<button aria-expanded='false' aria-controls='d'>Ungar</button><div id='d' hidden>{}</div>",
    "<details><summary>Ungar</summary>{}</details>",
    "<h3><button>Ungar</button></h3>{}",
    "<ul role='tablist'><li role='presentation'><a role='tab' href='#d'>Ungar</a></li></ul><div id='d' hidden>{}</div>",
    "<div role='tablist'><button role='tab' aria-controls='d'>Ungar</button><button role='tab' aria-controls='e'>Vuxna"
    "</button></div><div role='tabpanel' id='d'>{}</div><div role='tabpanel' id='e' hidden><ul><li>Klo</li></ul></div>",
])  # fmt: skip
def test_what_unfolds_text_heads_it(page: str) -> None:
    read = web(after(page.format("<ul><li>Operation av näbb</li></ul>")))
    headed = {group["heading"]: [one["text"] for one in group["points"]] for group in read["area"]["scope"]}
    assert "Operation av näbb" in headed["Ungar"]
    assert "Klo" in headed.get("Vuxna", ["Klo"]) and "Klo" not in headed["Ungar"]


@pytest.mark.parametrize("button", [
    '<button aria-controls="d">Visa avgränsningar</button><div id="d" hidden>{}</div>',
    "<details><summary>Läs mer om avgränsningar</summary>{}</details>",
])  # fmt: skip
def test_a_button_that_alone_names_a_part_is_its_heading(button: str) -> None:
    read = web(after(button.format("<ul><li>Kontroll av näbb</li></ul>")))
    assert "Kontroll av näbb" in [one["text"] for one in read["area"]["exclusions"]]
    assert "Kontroll av näbb" not in points(read)


@pytest.mark.parametrize("box", [
    '<label><input type="checkbox"{}> Operation av näbb</label>', '<input type="checkbox"{}> Operation av näbb',
    '<input type="radio" id="b"{}> <label for="b">Operation av näbb</label>',
])  # fmt: skip
def test_a_box_on_a_page_says_whether_it_is_in(box: str) -> None:
    ticked, empty = web(box.format(" checked")), web(box.format(" disabled"))
    assert points(ticked)[1] == "Operation av näbb"
    assert points(empty) == ["Utredning av misstänkt tornsvalesjuka"]
    assert "ruta utan kryss" in told(empty) and "ruta utan kryss" not in told(ticked)


def test_a_box_by_role_says_whether_it_is_in() -> None:
    assert "ruta utan kryss" in told(web('<span role="checkbox" aria-checked="false">Operation av näbb</span>'))
    assert points(web('<span role="checkbox" aria-checked="true">Operation av näbb</span>'))[1] == "Operation av näbb"
