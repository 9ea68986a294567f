import pytest

from nhv.language.analyser import analyser
from nhv.language.facts import AGAIN, CANCER, FIRST, MYASTHENIA, REFRACTORY, SPREAD, find_facts


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("epilepsi som inte svarar på medicin", REFRACTORY),
        ("svarar inte på behandling", REFRACTORY),
        ("anfall trots flera läkemedel", REFRACTORY),
        ("flera behandlingsförsök har misslyckats", REFRACTORY),
        ("behandling utan effekt", REFRACTORY),
        ("refraktär CIDP", REFRACTORY),
        ("treatment-resistant eating disorder", REFRACTORY),
        ("does not respond to treatment", REFRACTORY),
        ("cancern har spridit sig", SPREAD),
        ("cancern har kommit tillbaka", AGAIN),
        ("recidiv", AGAIN),
        ("ca ventriculi", CANCER),
        ("generaliserad mg", MYASTHENIA),
        ("nydebuterad systemisk skleros", FIRST),
    ],
)
def test_a_fact_is_one_however_it_is_said(text, fact):
    assert [found.fact for found in find_facts(text)] == [fact]


@pytest.mark.parametrize(
    "text", ["behandling", "svarar bra på medicin", "medicinsk", "obehandlad", "ca 5 cm", "40 mg", "ca tre veckor", ""]
)
def test_what_states_no_fact_gives_none(text):
    assert find_facts(text) == ()


def test_a_fact_is_one_word_to_the_analyser():
    swedish = analyser()
    said = [unit.stem for unit in swedish.units("epilepsi som inte svarar på medicin")]
    assert said == [unit.stem for unit in swedish.units("epilepsi behandlingsrefraktär")]
