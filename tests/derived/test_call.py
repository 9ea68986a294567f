"""The call: drafted from an area, and written with the area's exact words."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from nhv.derived.call import call_writing, draft_call, places_in_words
from nhv.specification.document import CallFacts, TakenPlace
from nhv.specification.faults import DocumentFault
from nhv.specification.toml import read_area_file, read_general
from nhv.specification.writing import Bullets, Facts, Heading, Paragraph, Table, Writing
from tests.support.areas import an_area

FOLDER = Path(__file__).parents[2] / "areas"
DOCUMENTS = sorted(path for path in FOLDER.glob("*.toml") if path.stem not in ("general", "organisations"))
GENERAL = read_general((FOLDER / "general.toml").read_text())
OESOPHAGUS = read_area_file((FOLDER / "viss-avancerad-esofaguskirurgi.toml").read_text())
REAL = call_writing(OESOPHAGUS.area, OESOPHAGUS.calls[0], GENERAL)


def words(writing: Writing) -> Iterator[str]:
    """Every text of the writing, in reading order."""
    yield writing.title
    for block in writing.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                yield block.caption
                yield from block.head
                for row in block.rows:
                    yield from row
            case Facts():
                for pair in block.pairs:
                    yield from pair


def headings(writing: Writing) -> list[str]:
    return [block.text for block in writing.blocks if isinstance(block, Heading) and block.level == 2]


def under(writing: Writing, heading: str) -> list[str]:
    """The texts between this heading of the second level and the next."""
    blocks = list(writing.blocks)
    start = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2), len(rest))
    return list(words(writing.model_copy(update={"blocks": tuple(rest[:end])})))[1:]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_call_follows_from_every_area_with_all_its_words(path: Path) -> None:
    area = read_area_file(path.read_text()).area
    facts = draft_call(area, GENERAL, deadline=date(2027, 3, 15))
    assert CallFacts.model_validate_json(facts.model_dump_json()) == facts
    said = "\n".join(words(call_writing(area, facts, GENERAL)))
    decided = [
        *(text for group in area.scope for text in (group.heading, group.text, group.lead)),
        *(point.text for group in area.scope for point in group.points),
        *(inner.text for group in area.scope for point in group.points for inner in point.points),
        *(
            text
            for one in (*area.clarifications, *area.exclusions)
            for text in (one.text, *(p.text for p in one.points))
        ),
        *(exclusion.hedge for exclusion in area.exclusions),
        *(one.text for one in (*area.conditions, *area.sub_permits)),
        area.population.text if area.population else None,
    ]
    # What narrows a clause is said in brackets before its stop.
    assert [text for text in decided if text and text.rstrip(".:") not in said] == []


def test_the_call_has_its_parts_in_the_order_a_reader_needs() -> None:
    assert headings(REAL) == [
        "Bakgrund",
        "Definition",
        "Avgränsningar",
        "Det här kan ni söka",
        "Särskilda villkor",
        "Generella villkor",
        "Så ansöker ni",
        "Så går det till",
        "Frågor",
    ]
    assert REAL.language == "sv"


def letters(text: str) -> str:
    """The text without white space and hyphens, of which a line end may have put one inside a word."""
    return re.sub(r"[\s\-]+", "", text.replace("mailto:", ""))


def items_of_the_published_call(text: str) -> list[str]:
    """Everything the published call says in an item of a list, each with its mark taken away."""
    definition = text[text.index("Definition  \n") : text.index("Tillståndsprocessen \n")]
    annex = text[text.index(" Bilaga 1. Förslag") : text.index("\tAnsökningsförfrågan") if "\tAns" in text else None]
    found = []
    for part in (definition, annex):
        for item in re.split(r"\n\s*(?:[•-]|\d+\.)\s", part)[1:]:
            # An item ends where the next paragraph begins: at an empty line or a line that ends the list.
            found.append(re.split(r"\n\s*\n|\n(?=Andra kompetenser|Kritisk utrustning|Övriga villkor)", item)[0])
    return found


def test_the_real_call_is_written_with_every_item_contact_and_day_of_the_published_one(seeds: Path) -> None:
    text = (seeds / "002_769f5b0f25710f82.txt").read_text()
    items = items_of_the_published_call(text)
    said = letters("\n".join(words(REAL)))
    assert len(items) == 9 + 2 + 6 + 27
    assert [item for item in items if letters(item) not in said] == []
    for fact in (
        "Ansökningsförfrågan angående att bedriva viss vård inom vårdområdet viss avancerad esofaguskirurgi som "
        "nationell högspecialiserad vård",
        "17 juni 2025",
        "14 november 2025",
        "Socialstyrelsen, 106 30 Stockholm",
        "NHV-ansokan@socialstyrelsen.se",
        "prop. 2017/18:40 s. 51 f.",
    ):
        assert letters(fact) in letters(text)
        assert letters(fact) in said
    assert "två enheter" in "\n".join(under(REAL, "Bakgrund"))


def test_the_real_call_tells_its_last_day_once_where_it_tells_how_to_apply() -> None:
    assert sum("14 november 2025" in text for text in under(REAL, "Så ansöker ni")) == 1


def test_a_drafted_call_holds_what_every_call_says_and_seeks_all_sub_permits() -> None:
    area = read_area_file((FOLDER / "ryggmargsskador.toml").read_text()).area
    assert GENERAL.call is not None
    assert draft_call(
        area,
        GENERAL,
        deadline=date(2027, 3, 15),
        deadline_time=time(12),
        questions_until=date(2027, 3, 1),
        starts_earliest=date(2028, 1, 1),
        email="nhv@example.se",
    ) == CallFacts(
        key="ryggmargsskador-2027",
        title="Ansökan om tillstånd till nationell högspecialiserad vård: Ryggmärgsskador",
        deadline=date(2027, 3, 15),
        deadline_time=time(12),
        questions_until=date(2027, 3, 1),
        starts_earliest=date(2028, 1, 1),
        email="nhv@example.se",
        sought_sub_permits=("barn", "hoga-skador"),
        attachments=GENERAL.call.attachments,
        instructions=GENERAL.call.instructions,
        process=GENERAL.call.process,
    )


def test_a_draft_may_lack_its_last_day() -> None:
    facts = draft_call(an_area(), GENERAL)
    assert (facts.key, facts.deadline) == (an_area().key, None)
    assert "senast den" not in "\n".join(words(call_writing(an_area(), facts, GENERAL)))


@pytest.mark.parametrize("day, words_of_the_fault", [((2027, 3, 28), "finns inte"), ((2027, 10, 31), "två gånger")])
def test_an_hour_that_is_missing_or_doubled_is_refused_when_the_call_is_made(
    day: tuple[int, int, int], words_of_the_fault: str
) -> None:
    with pytest.raises(DocumentFault, match=words_of_the_fault):
        draft_call(an_area(), GENERAL, deadline=date(*day), deadline_time=time(2, 30))


def test_the_hour_is_said_in_swedish_time() -> None:
    facts = draft_call(an_area(), GENERAL, deadline=date(2027, 3, 15), deadline_time=time(12))
    assert "Ansökan ska ha kommit in till Socialstyrelsen senast den 15 mars 2027 klockan 12.00 (svensk tid)." in under(
        call_writing(an_area(), facts, GENERAL), "Så ansöker ni"
    )


@pytest.mark.parametrize(
    "how, sentence",
    [
        ({}, "Undertillstånden i tabellen kryssas för i samma ansökan."),
        (
            {"separate_sub_permits": True},
            "Undertillstånden i tabellen söks var för sig: lämna en ansökan för varje tillstånd.",
        ),
        ({"sought_sub_permits": ()}, None),
    ],
)
def test_what_may_be_sought_is_told(how: dict[str, Any], sentence: str | None) -> None:
    area = read_area_file((FOLDER / "ryggmargsskador.toml").read_text()).area
    facts = draft_call(area, GENERAL).model_copy(update=how)
    told = under(call_writing(area, facts, GENERAL), "Det här kan ni söka")
    table = ["Undertillstånd", "Undertillstånd", "Antal enheter", area.sub_permits[0].text, "2"]
    assert told[1:7] == (
        [sentence, *table] if sentence else ["Ett tillstånd gäller tills vidare och är alltid förenat med villkor."]
    )


def test_a_number_of_units_that_is_not_known_is_not_guessed() -> None:
    area = an_area(sub_permits=[{"key": "barn", "text": "Vård av barn"}])
    told = under(call_writing(area, draft_call(area, GENERAL), GENERAL), "Det här kan ni söka")
    assert told[told.index("Vård av barn") :][:2] == ["Vård av barn", "Inte angivet"]


def test_hedges_and_who_does_the_care_instead_are_said_where_the_words_do_not_say_them() -> None:
    area = an_area(
        exclusions=[
            {
                "key": "a",
                "text": "Vanlig vård.",
                "hedge": "generellt",
                "instead": {"level": "region", "who": "regionen"},
            },
            {"key": "b", "text": "Görs generellt av regionen.", "hedge": "generellt"},
            {
                "key": "c",
                "text": "Annat.",
                "points": [{"key": "c1", "text": "det ena"}, {"key": "c2", "text": "det andra"}],
            },
        ]
    )
    assert under(call_writing(area, draft_call(area, GENERAL), GENERAL), "Avgränsningar") == [
        "Vanlig vård (generellt; i stället: regionen).",
        "Görs generellt av regionen.",
        "Annat.",
        "det ena",
        "det andra",
    ]


def test_an_open_list_is_not_closed_by_being_written_down() -> None:
    area = an_area(
        clarifications=[
            {"key": "f", "text": "Till exempel:", "open_list": True, "points": [{"key": "p", "text": "detta"}]}
        ]
    )
    told = under(call_writing(area, draft_call(area, GENERAL), GENERAL), "Förtydliganden")
    assert told == ["Till exempel:", "detta", "Listan ger exempel. Det som inte nämns är inte avgjort."]


def test_conditions_say_how_far_they_have_come_and_what_is_not_read_is_not_called_nothing() -> None:
    proposed = "Villkoren är sakkunniggruppens förslag. Nämnden kan justera dem när den beslutar om tillstånd."
    assert under(REAL, "Särskilda villkor")[0] == proposed
    area = an_area(conditions=[])
    told = under(call_writing(area, draft_call(area, GENERAL), GENERAL), "Särskilda villkor")
    assert told == ["Områdets särskilda villkor finns inte i registret. Nämnden beslutar om dem."]


def test_general_conditions_that_we_only_infer_are_not_called_the_law() -> None:
    told = under(REAL, "Generella villkor")
    assert [text for text in told if "troligen" in text or "okänd" in text] == []
    assert "Verksamheten ska starta vid den tidpunkt som anges i beslutet. (4 kap. 2 §)" in told


def test_a_call_says_which_places_are_taken_and_how_many_of_each_are_open():
    part = {"key": "barn", "text": "Vård av barn", "units": 1}
    area = an_area(units=2, sub_permits=[part])
    held = [{"place": "Norra sjukhuset", "region": "Region Norr", "sub_permits": []}]
    facts = CallFacts.model_validate({**draft_call(area, GENERAL).model_dump(), "taken": held, "places_open": 1})
    told = " ".join(under(call_writing(area, facts, GENERAL), "Det här kan ni söka"))
    assert "Utlysningen gäller en plats." in told
    assert "Har redan tillstånd tills vidare: Norra sjukhuset (Region Norr)." in told
    assert "Vård av barn 1 1" in told
    full = facts.model_copy(update={"taken": (*facts.taken, TakenPlace(place="B", region="B")), "places_open": 0})
    assert "Ingen plats i hela området är ledig. Utlysningen gäller undertillstånd: ”" in places_in_words(area, full)
    assert places_in_words(area, draft_call(area, GENERAL)) == ""
