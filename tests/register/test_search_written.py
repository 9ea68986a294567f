"""How a word is written: held together by a hyphen, denied by one, and a cause beside what nobody has read."""

import pytest

from nhv.register.search import search


def said_of(asked):
    """The verdict and area of each answer."""
    return [(one["verdict"], one["area"]) for one in search(asked)["answers"]]


@pytest.mark.parametrize(
    ("hyphened", "plain"),
    [
        ("rektus-diastas efter graviditet", "rektusdiastas efter graviditet"),
        ("ano-rektal missbildning", "anorektal missbildning"),
        ("leversvikt efter lever-resektion", "leversvikt efter leverresektion"),
    ],
)
def test_a_word_held_together_by_a_hyphen_is_the_word_without_it(sqlite_register, hyphened, plain):
    assert said_of(hyphened) == said_of(plain) != []


def test_what_a_hyphen_denies_is_denied_and_a_word_of_the_registers_stands(sqlite_register):
    assert said_of("epileptiska anfall") and said_of("icke epileptiska anfall") == []
    assert said_of("icke-epileptiska anfall") == []
    assert said_of("icke-fungerande pankreas-NET")[0][0] == "included"


@pytest.mark.parametrize("asked", ["epilepsi men inte längre", "hade epilepsi, men inte längre"])
def test_what_is_so_no_longer_is_denied(sqlite_register, asked):
    assert said_of("epilepsi") and said_of(asked) == []


@pytest.mark.parametrize("cause", ["efter borrelia", "vid borrelia", "stroke"])
def test_a_cause_beside_what_nobody_has_read_takes_nothing_away(sqlite_register, cause):
    (one,) = search(f"facialispares {cause}")["answers"]
    assert (one["verdict"], one["area"], one["confidence"]) == ("depends", "perifer-facialpares", "likely")


def test_a_cause_beside_what_has_been_read_still_does(sqlite_register):
    assert said_of("ERCP") and said_of("ERCP för sten") == []
