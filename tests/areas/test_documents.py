"""Every document in `areas/`: whole, readable both ways, and honest about what it does not hold."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nhv.language.slugs import slug
from nhv.specification.area import Area
from nhv.specification.document import AreaFile
from nhv.specification.organisations import Organisations
from nhv.specification.parts import Code, Term
from nhv.specification.toml import read_area_file, read_general, read_organisations, write

FOLDER = Path(__file__).parents[2] / "areas"
SHARED_FACTS = [
    Path(__file__).parents[3] / "shared" / "data" / name for name in ("areas-facts.json", "areas-facts-2.json")
]
DOCUMENTS = sorted(path for path in FOLDER.glob("*.toml") if path.stem not in ("general", "organisations"))
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def read(path: Path) -> AreaFile:
    return read_area_file(path.read_text(), name=path.name)


def findable(area: Area) -> Iterator[tuple[str, tuple[Term, ...], tuple[Code, ...]]]:
    """The area and each of its clauses with the words and codes it is found by."""
    yield area.key, area.terms, area.codes
    for key, part in area.keyed():
        yield key, getattr(part, "terms", ()), getattr(part, "codes", ())


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return read_organisations((FOLDER / "organisations.toml").read_text())


@every_document
def test_a_document_is_written_and_read_back_unchanged(path: Path) -> None:
    file = read(path)
    assert read_area_file(write(file)) == file


@every_document
def test_the_key_is_the_name_in_plain_letters_and_the_name_of_the_file(path: Path) -> None:
    area = read(path).area
    assert [area.key, slug(area.name)] == [path.stem, path.stem]


@every_document
def test_no_word_and_no_code_stands_twice_in_a_clause(path: Path) -> None:
    for key, terms, codes in findable(read(path).area):
        words = [term.text.casefold() for term in terms]
        pairs = [(code.system, code.code) for code in codes]
        assert sorted(set(words)) == sorted(words), key
        assert sorted(set(pairs)) == sorted(pairs), key


@every_document
def test_a_word_that_names_more_than_the_clause_says_what_it_depends_on(path: Path) -> None:
    for key, terms, _ in findable(read(path).area):
        if key != path.stem:
            unsaid = [
                term.text
                for term in terms
                if term.kind == "broader" and not term.depends_on and key != "neuromuskular-sjukdom"
            ]
            assert unsaid == [], key


@every_document
def test_an_area_can_be_read_in_english_too(path: Path) -> None:
    area = read(path).area
    untranslated = [
        key
        for key, part in area.keyed()
        if "english" in type(part).model_fields and not part.english and getattr(part, "text", None)
    ]
    assert area.name_en and area.summary and area.summary_en
    assert untranslated == []


WHO_HOLDS = re.compile(
    r"har (tillstånd|uppdrag)|innehavare|utsed|ännu|holder|hold permits|appointed|assignment|\byet\b", re.IGNORECASE
)


@every_document
def test_the_first_words_of_an_area_do_not_say_who_has_a_permit(path: Path) -> None:
    # The register does, and it changes when the board decides: a text that says it goes on saying it.
    area = read(path).area
    assert [text for text in (area.summary, area.summary_en, area.intro) if text and WHO_HOLDS.search(text)] == []


@every_document
def test_an_area_names_its_sources(path: Path) -> None:
    sources = read(path).area.sources
    assert sources
    assert all(source.address or source.sha256 for source in sources)


@every_document
def test_nothing_is_empty_without_a_word_about_it(path: Path) -> None:
    file = read(path)
    area, completeness = file.area, file.area.completeness
    assert area.scope or completeness.definition != "whole"
    assert file.permits or completeness.holders in ("not_read", "not_decided")
    assert area.conditions or completeness.conditions != "whole"
    assert area.measures or completeness.measures != "whole"
    assert area.pathways
    silent = [pathway.key for pathway in area.pathways if pathway.kind == "not_stated"]
    assert bool(silent) == (completeness.pathways == "not_stated")
    assert completeness.restated
    assert completeness.missing


@every_document
def test_an_area_is_in_force_from_its_decision_or_its_first_permit(path: Path) -> None:
    file = read(path)
    starts = [permit.valid_from for permit in file.permits if permit.valid_from]
    known = {file.area.decision.date, min(starts, default=None)}
    assert file.area.in_force_from in known


@every_document
def test_every_holder_is_an_organisation_we_know(path: Path, organisations: Organisations) -> None:
    regions = {name.casefold(): region for region in organisations.regions for name in (region.name, *region.aliases)}
    hospitals = {
        name.casefold(): hospital for hospital in organisations.hospitals for name in (hospital.name, *hospital.aliases)
    }
    for permit in read(path).permits:
        region = regions[permit.region.casefold()]
        if permit.hospital:
            assert hospitals[permit.hospital.casefold()].region == region.key


def test_other_areas_that_a_pathway_leads_through_are_there() -> None:
    keys = {path.stem for path in DOCUMENTS}
    for path in DOCUMENTS:
        for pathway in read(path).area.pathways:
            assert set(pathway.areas) <= keys, path.stem


def test_no_two_areas_go_by_the_same_name() -> None:
    taken: dict[str, str] = {}
    for path in DOCUMENTS:
        area = read(path).area
        for name in {slug(name) for name in (area.name, *area.aliases)}:
            assert taken.setdefault(name, area.key) == area.key, name


def told_facts() -> dict[str, dict[str, Any]]:
    """What public pages tell of each area, by name; the later reading in place of the earlier."""
    if not SHARED_FACTS[0].is_file():
        pytest.skip("the folder ../shared is not in this clone: its list of areas is left out")
    return {fact["name"]: fact for path in SHARED_FACTS for fact in json.loads(path.read_text())["areas"]}


def test_every_area_with_known_facts_has_a_document(organisations: Organisations) -> None:
    hospitals = {name: one.name for one in organisations.hospitals for name in (one.name, *one.aliases)}
    documents = {name: file for file in map(read, DOCUMENTS) for name in (file.area.name, *file.area.aliases)}
    facts = told_facts()
    assert sorted(set(facts) - set(documents)) == []
    for name, fact in facts.items():
        held = {permit.region: permit for permit in documents[name].permits}
        for told in fact["holders"]:
            permit = held[told["region"]]
            assert told["hospital"] is None or hospitals[told["hospital"]] == permit.hospital, name
            assert told["dnr"] in (None, permit.record_number), name
            assert bool(permit.sub_permits) or not told["sub_permits"], name
            assert fact["valid_from"] in (None, str(permit.valid_from)), name
        assert fact["units"] in (None, documents[name].area.units), name


VACANT = {
    "endometrioskirurgi": 1,  # a second call in 2020 had no applicant
}


@every_document
def test_a_list_of_holders_is_whole_only_where_as_many_are_named_as_are_decided(path: Path) -> None:
    file = read(path)
    area, regions = file.area, [permit.region for permit in file.permits]
    assert sorted(set(regions)) == sorted(regions)
    if area.units:
        assert len(regions) <= area.units
        if area.completeness.holders == "whole":
            assert len(regions) == area.units - VACANT.get(area.key, 0)
    for sub_permit in area.sub_permits:
        own = [permit.region for permit in file.permits if sub_permit.key in permit.sub_permits]
        assert sub_permit.units
        assert len(own) <= sub_permit.units


# Who has a sub-permit, as far as a source tells; of the others nobody is named.
SUB_PERMITS_READ_WHOLE = {
    "hogisoleringsvard-vid-hogsmittsamma-sjukdomar": ["transporter-och-lakemedelsberedskap"],
    "kroniska-lungsjukdomar-hos-barn": ["ild-och-missbildningar"],
    "neuromuskulara-sjukdomar": ["barn-och-metabola-utredningar"],
    "osteogenesis-imperfecta-oi": ["barnenheten", "genetisk-analys", "vuxenenheterna"],
    "prematuritetsretinopati-rop": ["glaskroppskirurgi"],
    "ryggmargsskador": ["barn", "hoga-skador"],
    "svarbehandlad-epilepsi": ["sallsynt-epilepsikirurgi"],
    "systemisk-amyloidos": ["punkt-1"],
}


def test_a_sub_permit_has_all_its_holders_only_where_a_source_names_them() -> None:
    found: dict[str, list[str]] = {}
    for path in DOCUMENTS:
        file = read(path)
        for sub_permit in file.area.sub_permits:
            if sum(sub_permit.key in permit.sub_permits for permit in file.permits) == sub_permit.units:
                found.setdefault(file.area.key, []).append(sub_permit.key)
    assert found == SUB_PERMITS_READ_WHOLE


def test_the_register_knows_sixty_areas() -> None:
    assert len(DOCUMENTS) >= 60


def test_there_are_twenty_one_regions_in_six_healthcare_regions(organisations: Organisations) -> None:
    members = {
        healthcare.key: sorted(
            region.code for region in organisations.regions if region.healthcare_region == healthcare.key
        )
        for healthcare in organisations.healthcare_regions
    }
    assert members == {
        "sodra": ["07", "10", "12", "13"],
        "sydostra": ["05", "06", "08"],
        "vastra": ["14"],
        "stockholm-gotland": ["01", "09"],
        "mellansverige": ["03", "04", "17", "18", "19", "20", "21"],
        "norra": ["22", "23", "24", "25"],
    }


def test_no_two_organisations_of_a_kind_go_by_the_same_name(organisations: Organisations) -> None:
    for kind in (organisations.healthcare_regions, organisations.regions, organisations.hospitals):
        names = [name.casefold() for one in kind for name in {one.name, *one.aliases}]
        assert sorted(set(names)) == sorted(names)


def test_older_and_shorter_names_of_organisations_are_known(organisations: Organisations) -> None:
    names = {name: region.key for region in organisations.regions for name in (region.name, *region.aliases)}
    names |= {name: hospital.key for hospital in organisations.hospitals for name in (hospital.name, *hospital.aliases)}
    assert {name: names[name] for name in ("Stockholms läns landsting", "VGR", "SUS", "NUS", "USÖ", "SÖS")} == {
        "Stockholms läns landsting": "region-stockholm",
        "VGR": "vastra-gotalandsregionen",
        "SUS": "skanes-universitetssjukhus",
        "NUS": "norrlands-universitetssjukhus",
        "USÖ": "universitetssjukhuset-orebro",
        "SÖS": "sodersjukhuset",
    }


def test_general_conditions_that_are_not_read_are_marked_so() -> None:
    general = read_general((FOLDER / "general.toml").read_text())
    known = {condition.paragraph: condition.known for condition in general.conditions}
    assert known == {
        "4 kap. 1 §": "restated",
        "4 kap. 2 §": "restated",
        "4 kap. 3 §": "inferred",
        "4 kap., okänd paragraf": "restated",
        **{f"4 kap. {number} §": "unknown" for number in range(4, 11)},
    }
    assert all((condition.text is None) == (condition.known == "unknown") for condition in general.conditions)
    assert [question.key for question in general.questions if question.known == "unknown"] == ["ansokningsblankett"]
    keys = [item.key for item in (*general.conditions, *general.sections, *general.questions)]
    assert sorted(set(keys)) == sorted(keys)
    assert read_general(write(general)) == general


def test_what_belongs_to_a_hospital_is_a_fact_that_the_hospital_attests_once() -> None:
    facts = [fact.key for fact in read_general((FOLDER / "general.toml").read_text()).facts]
    conditions = [condition for path in DOCUMENTS for condition in read(path).area.conditions]
    assert {c.key for c in conditions if c.belongs_to == "hospital"} == {c.key for c in conditions if c.fact}
    assert {c.fact for c in conditions if c.fact} == set(facts)


def test_a_permit_of_the_older_system_says_so() -> None:
    permits = [(path.stem, permit) for path in DOCUMENTS for permit in read(path).permits]
    old = {key for key, permit in permits if permit.valid_from and str(permit.valid_from) < "2018-07-01"}
    marked = {key for key, permit in permits if permit.origin == "rikssjukvård"}
    undated = {key for key, permit in permits if permit.origin == "rikssjukvård" and not permit.valid_from}
    assert old == marked - undated
    assert undated == {
        "viss-barnkirurgi-anorektala-och-urogenitala-missbildningar-samt-hirschsprungs",
        "viss-barnkirurgi-medfodda-missbildningar-av-matstrupen",
        "viss-barnkirurgi-medfott-diafragmabrack",
        "viss-kraniofacial-kirurgi",
    }
