import pytest

from nhv.language.spelling import Spelling
from tests.support.patience import little_work


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("esofaguskirurgi", ("esofagus", "kirurgi")),
        ("muskelbiopsidiagnostik", ("muskel", "biopsi", "diagnostik")),
        ("behandlingsrefraktära", ("behandling", "refraktära")),
        ("submukosadissektion", ("submukosa", "dissektion")),
        ("motorneuronsjukdomar", ("motor", "neuron", "sjukdomar")),
        ("kompetens", ()),
        ("beslutat", ()),
        ("transplantation", ()),
        ("cancer", ()),
    ],
)
def test_compounds_are_split_where_a_reader_would(swedish, word, parts):
    assert swedish.compounds.parts(word) == parts


@pytest.mark.parametrize(
    "forms",
    [
        "fistel fisteln fistlar fistlarna",
        "barn barnet barnets barnens",
        "muskel muskeln muskler musklerna",
        "divertikel divertiklar",
        "esofagusfistel esofagusfistlar",
        "neuromuskulär neuromuskulära neuromuskulärt",
        "myasteni myastenia myasthenia",
        "tumör tumören tumörer tumörerna svulst",
        "obstruktiv obstruktion",
        "matstrupe matstrupen esofagus esophagus oesophagus",
    ],
)
def test_all_forms_and_names_of_a_word_are_one(swedish, forms):
    assert len({swedish.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("short", "parts"),
    [("lungtx", ("lung", "transplantation")), ("dubbellungtx", ("dubbel", "lung", "transplantation")), ("mtx", ())],
)
def test_what_a_chart_shortens_is_written_out(swedish, short, parts):
    assert swedish.units(short)[0].parts == tuple(map(swedish.stem, parts))


def test_a_text_becomes_units_with_stems_parts_and_codes(swedish):
    units = swedish.units("Matstrupscancer, C15.9 hos ALS-patient")
    assert [(unit.stem, unit.parts, unit.families) for unit in units] == [
        (swedish.stem("matstrupscancer"), (swedish.stem("esofagus"), swedish.stem("cancer")), ()),
        ("C15.9", (), ("C15",)),
        ("als-patient", ("als", "patient"), ()),
    ]


def test_a_slip_of_the_finger_is_corrected_and_a_far_word_is_not():
    spelling = Spelling({"esofaguskirurgi": 3, "neuromuskulär": 5, "ögon": 2, "fistel": 4})
    assert spelling.nearest("esofaguskirugi") == "esofaguskirurgi"
    assert spelling.nearest("nueromuskulär") == "neuromuskulär"
    assert spelling.nearest("ogon") == "ögon"
    assert spelling.nearest("blindtarm") is None
    assert spelling.nearest("als") is None


@pytest.mark.parametrize("text", ["x" * 10_000, "åäö" * 4_000, "\"(' OR -" * 2_000, "ab " * 4_000, "a-" * 5_000])
def test_any_text_costs_bounded_work(swedish, text):
    with little_work():
        swedish.units(text, most=32)
