"""What is decided and what is editorial: only the first makes a new version."""

from nhv.specification.layers import canonical_text, decided, decided_hash, whole_hash, with_editorial_of
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
    assert canonical_text({"b": 1, "a": "å"}) == canonical_text({"a": "å", "b": 1}) == '{"a":"å","b":1}'


def test_a_document_read_anew_keeps_the_words_to_find_by_of_its_predecessor():
    earlier = FINDABLE.model_copy(update={"aliases": ("Provvård",)})
    kept = with_editorial_of(REWORDED, earlier)
    assert kept.scope[0].points[0].text == "Bedömning och behandling av provsjuka."
    assert kept.scope[0].points[0].english == "Assessment."
    assert (kept.aliases, kept.terms, kept.name_en) == (("Provvård",), FINDABLE.terms, "Test area")
    assert decided_hash(kept) == decided_hash(REWORDED)


def test_its_own_editorial_words_win_over_the_predecessors():
    own = an_area(name_en="Own name")
    assert with_editorial_of(own, FINDABLE).name_en == "Own name"
