"""What is decided and what is editorial: only the first makes a new version."""

from nhv.specification.layers import canonical, decided, decided_hash, whole_hash
from tests.support.areas import an_area

PLAIN = an_area()
FINDABLE = an_area(
    terms=[{"text": "provsjuka"}],
    name_en="Test area",
    scope=[
        {
            "key": "omfattning",
            "points": [{"key": "bedomning", "text": "Bedömning av provsjuka.", "codes": [], "english": "Assessment."}],
        }
    ],
)
REWORDED = an_area(
    scope=[{"key": "omfattning", "points": [{"key": "bedomning", "text": "Bedömning och behandling av provsjuka."}]}]
)


def test_words_to_find_by_change_the_edition_and_not_the_version():
    assert decided_hash(FINDABLE) == decided_hash(PLAIN)
    assert whole_hash(FINDABLE) != whole_hash(PLAIN)


def test_another_wording_is_another_version():
    assert decided_hash(REWORDED) != decided_hash(PLAIN)


def test_the_decided_layer_holds_the_wording_and_nothing_editorial():
    assert decided(FINDABLE) == {
        "key": "provomrade",
        "name": "Provområde",
        "in_force_from": "2024-01-01",
        "units": 2,
        "scope": [{"key": "omfattning", "points": [{"key": "bedomning", "text": "Bedömning av provsjuka."}]}],
    }


def test_the_canonical_text_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "å"}) == canonical({"a": "å", "b": 1}) == '{"a":"å","b":1}'
