import pytest

from nhv.language.everyday import is_of_a_chart


@pytest.mark.parametrize(
    "word", ["t2a", "pt3n0", "ypt1", "n2b", "m1", "iii", "ib2", "g2", "ki-67", "arg117his", "th7", "l4-l5"]
)
def test_stages_genes_and_segments_are_of_a_chart(word):
    assert is_of_a_chart(word)


@pytest.mark.parametrize("word", ["als", "tips", "net", "men1", "hocm", "epilepsi", "mola"])
def test_what_names_a_disease_or_a_procedure_is_not(word):
    assert not is_of_a_chart(word)
