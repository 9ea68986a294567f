"""Kinds of files and pages that other programs, and once this one, read wrongly: what each of them says.

The files are made by hand and lie beside the project; where they are not, these tests are skipped and say so.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from nhv.reading.faults import ReadingFault
from nhv.reading.result import read_document

CASES = Path(__file__).parents[3] / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")


@lru_cache
def read(name: str) -> dict[str, Any]:
    path = CASES / name
    return read_document(path.read_bytes(), path.name).as_json()


def area(name: str) -> dict[str, Any]:
    return read(name)["area"]


def scope(name: str) -> list[tuple[str | None, list[str]]]:
    """(heading, points) of each group."""
    return [(group["heading"], [point["text"] for point in group["points"]]) for group in area(name)["scope"]]


def exclusions(name: str) -> list[str]:
    return [exclusion["text"] for exclusion in area(name)["exclusions"]]


def doubts(name: str) -> str:
    return "\n".join(doubt["why"] for doubt in read(name)["doubts"])


def said(name: str) -> dict[str, Any]:
    """What a page says, apart from the file that it stands in."""
    found = {part: value for part, value in area(name).items() if part != "sources"}
    return {"area": found, "permits": read(name)["permits"]}


REGIONAL = "Patienter med enkel ladusvalehosta vårdas av regionala team."
EXAMINED, OPERATED = "Utredning av misstänkt tornsvalesjuka", "Operation av vingfäste hos vuxna, 18 år och äldre"
TREATED = "Behandling med svalextrakt"


@pytest.mark.parametrize(
    "name",
    [
        "05-saved-in-word-online.docx",
        "13-page-in-a-layout-table.docx",
        "14-strict-open-xml.docx",
        "16-bullets-drawn-after-the-text.pdf",
        "19-one-emoji.pdf",
        "34-line-break-before-the-head.pdf",
        "34-byte-order-mark-before-the-head.pdf",
        "control.html",
        "control.pdf",
    ],
)
def test_an_odd_file_says_the_same_as_a_plain_one(name: str) -> None:
    assert said(name) == said("control.docx")


@pytest.mark.parametrize("name", ["17-soft-hyphen-at-line-end.pdf", "20-rings-and-dots-drawn-apart.pdf"])
def test_words_that_a_pdf_takes_apart_are_whole(name: str) -> None:
    assert scope(name) == [(None, [EXAMINED, OPERATED, TREATED])]
    assert "misstänkt tornsvalesjuka" in area(name)["scope"][0]["points"][0]["text"]


def test_a_moved_clause_stands_where_it_was_moved_to() -> None:
    name = "01-tracked-move-from-scope-to-exclusions.docx"
    assert scope(name) == [(None, [EXAMINED, TREATED])]
    assert exclusions(name) == [REGIONAL, "Operation av vingfäste hos barn"]
    assert "spårade ändringar som inte är godkända" in doubts(name)


def test_a_text_box_stands_by_itself_once_and_is_told() -> None:
    name = "02-text-box-beside-a-clause.docx"
    assert scope(name) == [(None, [EXAMINED, OPERATED, TREATED])]
    assert [line["place"] for line in read(name)["elsewhere"] if "lätt tornsvalesjuka" in line["text"]] == ["Textruta"]
    assert doubts(name).count("lätt tornsvalesjuka ingår inte") == 1


def test_a_footnote_takes_out_what_it_says_of_the_point_it_belongs_to() -> None:
    name = "04-footnote-takes-out-an-age.docx"
    note = area(name)["exclusions"][-1]
    assert (note["text"][:30], note["applies_to"], note["population"]["below_age"]) == (
        "Gäller inte barn under 2 år, s",
        [area(name)["scope"][0]["points"][1]["key"]],
        2,
    )
    assert "not (¹) till «Operation av vingfäste»" in doubts(name)


@pytest.mark.parametrize(
    ("name", "struck"),
    [
        ("07-struck-through.docx", ["Operation av vingfäste hos barn"]),
        ("07-struck-through.html", ["Operation av vingfäste hos barn", "Byte av fjädrar", "Duvtransplantation"]),
    ],
)
def test_what_is_struck_is_not_in_force(name: str, struck: list[str]) -> None:
    assert scope(name) == [(None, [EXAMINED, TREATED])]
    assert [line["text"] for line in read(name)["elsewhere"] if line["place"] == "Struken text"] == struck
    assert all(text in doubts(name) for text in struck)


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
def test_a_note_mark_is_no_digit_of_the_number_before_it(suffix: str) -> None:
    name = f"08-note-marks-after-numbers.{suffix}"
    points = area(name)["scope"][0]["points"]
    assert (area(name)["units"], points[1]["population"]["below_age"]) == (3, 18)
    assert points[1]["text"] == "Operation av vingfäste hos barn under 18 år"
    assert "är läst som ett notmärke" in doubts(name)


def test_what_a_page_hides_is_not_read_as_text_and_is_told() -> None:
    name = "10-hidden-parts-of-a-page.html"
    assert scope(name) == [(None, [EXAMINED, "Operation av vingfäste", TREATED])]
    hidden = [line["text"] for line in read(name)["elsewhere"] if line["place"] == "Dold text"]
    assert len(hidden) == 3 and all(text.strip("• ") in doubts(name) for text in hidden)


def test_each_item_of_a_list_in_a_cell_is_a_point_under_its_row() -> None:
    assert scope("11-lists-in-table-cells.docx") == [
        ("Vid misstänkt sjukdom", [EXAMINED, "Förnyad bedömning"]),
        ("Vid fastställd sjukdom", ["Operation av vingfäste", TREATED]),
    ]


def test_what_is_included_beside_what_is_not() -> None:
    name = "11-included-beside-excluded.docx"
    assert (scope(name), exclusions(name)) == (
        [(None, ["Operation av vingfäste"])],
        ["Operation av stjärtfjäder", REGIONAL],
    )


def test_letters_that_were_escaped_twice_are_mended_with_a_doubt() -> None:
    name = "22-letters-escaped-twice.html"
    assert scope(name)[0][1][0] == EXAMINED
    assert "kodade två gånger" in doubts(name)


def test_lettered_parts_have_limits_of_their_own() -> None:
    name = "reading/k01-lettered-parts.txt"
    first, second = area(name)["scope"]
    assert (first["heading"], len(first["points"]), second["heading"], len(second["points"])) == (
        "A) Öronstumörer i mellanörat",
        2,
        "B) Svåra näshinnor",
        1,
    )
    limits = [*area(name)["clarifications"], *area(name)["exclusions"]]
    assert [limit["applies_to"] for limit in limits] == [[first["key"]]] * 3


def test_how_units_divide_the_work_is_no_point_of_the_definition() -> None:
    name = "reading/k03-duties-per-unit.txt"
    assert [(heading, len(points)) for heading, points in scope(name)] == [
        ("Läkemedelsbehandling", 1),
        ("Ortopediska ingrepp", 1),
    ]
    assert [
        (sub_permit["text"].split()[1], sub_permit["units"], len(sub_permit["covers"]["activities"]))
        for sub_permit in area(name)["sub_permits"]
    ] == [("barnenhet", 1, 1), ("vuxenenhet", 1, 1)]


def test_groups_for_fewer_units_are_a_sub_permit_and_a_star_belongs_to_its_point() -> None:
    name = "reading/k04-subgroups-below.txt"
    (sub_permit,) = area(name)["sub_permits"]
    assert (sub_permit["units"], sub_permit["covers"]["activities"]) == (
        2,
        ["Barn och ungdomar under 18 år", "Patienter med öppna fotledsskador"],
    )
    assert scope(name) == [(None, ["Första rehabilitering efter akutvård."])]
    (note,) = area(name)["exclusions"]
    assert note["applies_to"] == [area(name)["scope"][0]["points"][0]["key"]]


def test_over_eighteen_is_from_eighteen_when_the_exclusion_says_below() -> None:
    name = "reading/k05-age-on-exclusion.txt"
    assert (area(name)["population"]["from_age"], area(name)["exclusions"][0]["population"]["below_age"]) == (18, 18)
    assert "från och med 18 år" in doubts(name)


def test_adults_are_adults_and_a_number_stands_only_where_it_is_said() -> None:
    name = "reading/k11-adults-in-text.txt"
    assert area(name)["population"] == {"from_age": None, "below_age": None, "text": "vuxna patienter"}
    assert area(name)["exclusions"][0]["population"]["below_age"] == 18


def test_a_paragraph_after_a_numbered_point_is_part_of_it() -> None:
    assert [len(points) for _, points in scope("reading/k07-numbers-with-paragraphs.txt")] == [4, 1]


def test_a_lead_to_headed_lists_leads_to_each_of_them() -> None:
    name = "reading/k08-lead-and-headed-lists.txt"
    headed = [group for group in area(name)["scope"] if group["heading"]]
    assert [(len(group["points"]), "inte uteslutande" in group["lead"]) for group in headed] == [(2, True), (2, True)]
    assert all(group["points"] for group in area(name)["scope"])
    (sub_permit,) = area(name)["sub_permits"]
    assert (sub_permit["units"], sub_permit["covers"]["points"]) == (2, [p["key"] for p in headed[1]["points"]])


def test_what_still_is_included_and_what_another_area_does() -> None:
    first, second = area("reading/k10-still-included.txt")["exclusions"]
    assert first["still_included"] == [{"when": "kirurgi för smärta efter nät", "clause": "borttagande-nat"}]
    assert second["instead"]["level"] == "other_area"


def test_examples_open_a_list_and_an_example_in_brackets_does_not() -> None:
    assert [c["open_list"] for c in area("reading/k12-open-list.txt")["clarifications"]] == [True, False]


def test_an_old_page_with_a_permit_in_one_sentence() -> None:
    name = "reading/k14-old-decision-date.txt"
    (permit,) = read(name)["permits"]
    assert (area(name)["decision"]["date"], area(name)["decision"]["body"]) == ("2011-12-14", "Rikssjukvårdsnämnden")
    assert (permit["region"], permit["hospital"], permit["valid_from"], permit["valid_until"]) == (
        "Region Skåne",
        "Skånes universitetssjukhus",
        "2013-07-01",
        "2018-06-30",
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("k15-unit-page.txt", "enhets egen sida"),
        ("k17-board-notice.txt", "nämndens beslut"),
        ("k19-annual-followup.txt", "årlig uppföljning"),
    ],
)
def test_another_kind_of_page_is_refused_for_what_it_is(name: str, words: str) -> None:
    with pytest.raises(ReadingFault, match=words):
        read(f"reading/{name}")


def test_holders_that_are_fewer_than_the_units_are_not_all() -> None:
    name = "reading/k18-holders-fewer-than-units.txt"
    assert area(name)["completeness"]["holders"] == "part"
    assert "4 enheter men bara 2 innehavare" in doubts(name)


def test_an_exclusion_among_the_clarifications() -> None:
    name = "reading/k22-contact-list-in-clarification.txt"
    (exclusion,) = area(name)["exclusions"]
    assert exclusion["instead"]["level"] == "unit"
    assert "slutar med kolon" in doubts(name)


def test_levels_of_units_by_point() -> None:
    name = "reading/k23-numbers-level-per-point.txt"
    keys = [point["key"] for point in area(name)["scope"][0]["points"]]
    assert [(level["units"], level["covers"]["points"]) for level in area(name)["sub_permits"]] == [
        (3, keys[2:]),
        (2, keys[1:2]),
        (1, keys[:1]),
    ]
    assert "inte vilka av innehavarna" in doubts(name)


def test_furniture_of_a_site_is_never_a_clause() -> None:
    name = "reading/h1-footer.html"
    assert (scope(name), exclusions(name)) == ([(None, ["Utredning av röstbrist"])], ["Enkel heshet"])


def test_points_are_nested_by_their_style() -> None:
    points = area("reading/d1-style-nesting.docx")["scope"][0]["points"]
    assert [(point["text"], [inner["text"] for inner in point["points"]]) for point in points] == [
        ("Logopedi:", ["Utredning", "Initial behandling"]),
        ("Kirurgi:", ["Stämband"]),
    ]


def test_points_go_on_after_an_abbreviation_and_a_bracket_at_the_line_end() -> None:
    first, second = area("reading/p1.pdf")["clarifications"]
    assert [point["text"][-40:] for point in first["points"]] == [" kan ge upphov till olika komplikationer"]
    assert second["text"].endswith("Misstanke om mer än en samtidig röstbrist.")
