"""Area → competence → function: what the oesophagus area touches, and what an area without conditions does not."""

from pathlib import Path

import pytest

from nhv.derived.functions_to_judge import functions_to_judge
from nhv.specification.faults import DocumentFault
from nhv.specification.toml import read_area_file, read_general

FOLDER = Path(__file__).parents[2] / "areas"
GENERAL = read_general((FOLDER / "general.toml").read_text())


def touched(key):
    area = read_area_file((FOLDER / f"{key}.toml").read_text()).area
    return {one.function.key: one for one in functions_to_judge(area, GENERAL.functions)}


def test_the_oesophagus_area_touches_what_its_conditions_gather():
    found = touched("viss-avancerad-esofaguskirurgi")
    assert list(found) == [
        "akut-kirurgi", "traumasjukvard", "intensivvard", "thoraxkirurgi", "karlkirurgi",
        "akut-interventionell-radiologi", "forlossning",
    ]  # fmt: skip
    assert found["thoraxkirurgi"].chain == (
        "Specialist inom anestesiologi: behövs på samma sjukhus",
        "Thoraxkirurgi: behövs på samma sjukhus",
        "ECMO: behövs på samma sjukhus",
        "Intensivvård: behövs på samma sjukhus",
    )


def test_an_area_whose_conditions_are_not_read_touches_nothing():
    assert touched("osteogenesis-imperfecta-oi") == {}


def test_a_function_that_names_no_fact_is_refused():
    wrong = (FOLDER / "general.toml").read_text().replace('fact = "thoraxkirurgi"\n', 'fact = "toraxkirurgi"\n')
    with pytest.raises(DocumentFault, match="«toraxkirurgi»"):
        read_general(wrong)
