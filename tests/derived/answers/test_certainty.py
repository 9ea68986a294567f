"""Sure, likely or neither: the table, by questions to an area made for it."""

import pytest

from nhv.specification.area import Area
from tests.derived.answers.conftest import asking

GULL = Area.model_validate(
    {
        "key": "mastransplantation",
        "name": "Måstransplantation",
        "units": 2,
        "scope": [
            {
                "key": "vard",
                "points": [
                    {
                        "key": "vinge",
                        "text": "Vingbyte vid kronisk måsvinge.",
                        "codes": [
                            {"system": "KVÅ", "code": "XYA10", "strength": "broader", "source": "test"},
                            {"system": "ICD-10-SE", "code": "Q99.1", "strength": "broader", "source": "test"},
                        ],
                        "terms": [
                            {"text": "måsvingesyndrom"},
                            {"text": "MVS", "kind": "abbreviation"},
                            {
                                "text": "vingbrott",
                                "kind": "broader",
                                "depends_on": ["brottet är behandlingsrefraktärt"],
                            },
                        ],
                    },
                    {"key": "shunt", "text": "shuntar"},
                    {
                        "key": "gikt",
                        "text": "Snabelgikt som är komplex.",
                        "terms": [
                            {"text": "SGK", "kind": "abbreviation", "depends_on": ["fallet är oklart eller komplext"]}
                        ],
                    },
                    {
                        "key": "krok",
                        "text": "Rätning av stjärtkrok.",
                        "codes": [{"system": "KVÅ", "code": "XYA20", "strength": "broader", "source": "test"}],
                        "terms": [{"text": "svanskrok", "kind": "broader", "depends_on": ["kroken är komplicerad"]}],
                    },
                    {
                        "key": "dun",
                        "text": "Dunbyte.",
                        "terms": [{"text": "dunröta", "depends_on": ["patienten är över 10 år"]}],
                    },
                    {"key": "utan", "text": "näbbkirurgi utan tandköttsengagemang"},
                ],
            }
        ],
        "population": {"from_age": 3, "text": "måsar från 3 år"},
        "exclusions": [
            {"key": "ungar", "text": "Vingbyte på ungar.", "population": {"below_age": 3, "text": "under 3 år"}},
            {
                "key": "enkel",
                "text": "Vård vid icke komplex snabelgikt.",
                "terms": [
                    {"text": "svanskrok", "kind": "broader", "depends_on": ["kroken är inte komplicerad"]},
                ],
            },
            {"key": "ej", "text": "Vård av fiskmås.", "terms": [{"text": "fiskmås"}]},
        ],
    }
)


@pytest.fixture(scope="module")
def ask():
    return asking(GULL)


@pytest.mark.parametrize(
    ("question", "confidence", "verdict"),
    [
        ("måsvingesyndrom", "sure", "included"),
        ("måsvingesyndrom höger, svår, utreds", "sure", "included"),
        ("måsvingesyndrom kvarnsten", "likely", "included"),
        ("måsvingesyndrom hos hund", None, None),
        ("MVS", "sure", "included"),
        ("MVS migrän", None, None),
        # A short wording is understood inside its area only.
        ("shunt", None, None),
        ("shuntoperation", None, None),
        ("shunt vid måstransplantation", "sure", None),
        # What is denied never carries.
        ("inte fiskmås utan måsvingesyndrom", "sure", "included"),
        ("måsvingesyndrom uteslutet", None, None),
        ("inte måsvingesyndrom", None, None),
        ("näbbkirurgi utan tandköttsengagemang", "sure", "included"),
        ("näbbkirurgi med tandköttsengagemang", None, None),
        # A pair of codes names what neither names alone.
        ("XYA10", "sure", "depends"),
        ("Q99.1", "sure", "depends"),
        ("XYA10 med diagnos Q99.1", "sure", "included"),
        # A stated fact meets a condition.
        ("vingbrott", "sure", "depends"),
        ("vingbrott som inte svarar på behandling", "sure", "included"),
        # A condition: open for a bare name, and for a patient of whom nothing is told that the clause asks for; refused
        # when it is denied.
        ("SGK", "sure", "depends"),
        ("SGK med kvarnsten", "likely", "depends"),
        ("svanskrok 14 mm", "likely", "depends"),
        ("SGK 14 mm", "likely", "depends"),
        ("SGK, komplext", "sure", "included"),
        ("SGK, inte komplex", "sure", "excluded"),
        ("svanskrok", "sure", "depends"),
        ("svanskrok, inte komplicerad", "sure", "excluded"),
        # An age settles what is about age alone, and an exclusion may be about it.
        ("dunröta", "sure", "depends"),
        ("dunröta 12 år", "sure", "included"),
        ("måsvingesyndrom 1 år", "sure", "excluded"),
        ("måsvingesyndrom 5 år", "sure", "included"),
        # Two codes that no clause names together: no answer, and both are near.
        ("XYA20 Q99.1", None, None),
        # What every chart and every day says costs nothing.
        ("måsvingesyndrom cT3N1 gr III, vä, inlagd sedan i går", "sure", "included"),
        # A measure that no clause sets a limit for never stands under a sure verdict; a time that is nobody's age may.
        ("måsvingesyndrom 14 mm", "likely", "included"),
        ("måsvingesyndrom, gradient 60 mmHg", "likely", "included"),
        ("måsvingesyndrom sedan 3 år", "sure", "included"),
    ],
)
def test_how_certain_each_question_is_answered(ask, question, confidence, verdict):
    found = ask(question)
    if confidence is None:
        assert found is None
    else:
        assert found.confidence == confidence
        assert verdict in (None, found.verdict)


def test_a_likely_answer_says_what_it_did_not_understand(ask):
    found = ask("måsvingesyndrom kvarnsten")
    assert found.not_understood == ("kvarnsten",)
    assert "kvarnsten" in found.certainty_note
    assert "kvarnsten" in asking(GULL, "en")("måsvingesyndrom kvarnsten").certainty_note
    assert ask("måsvingesyndrom").certainty_note == ""


def test_what_is_stated_is_settled_and_what_is_not_stays_open(ask):
    assert [(turn.text, turn.settled) for turn in ask("refraktärt vingbrott").turns_on] == [
        ("brottet är behandlingsrefraktärt", True)
    ]
    assert ask("vingbrott").depends_on == ("brottet är behandlingsrefraktärt",)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        # Too little beside another area's answer, enough where there is none.
        ("fiskmås kvarnsten vattenhjul trumpinne stolsben fönsterbräda", "excluded"),
        # What names other care still counts, and words of general medicine never point at an area.
        ("MVS migrän", None),
        ("shunt", None),
        ("kvarnsten", None),
    ],
)
def test_where_no_area_answers_less_is_enough_for_a_likely_answer(question, alone):
    assert asking(GULL)(question) is None
    found = asking(GULL, alone=True)(question)
    assert (found and (found.confidence, found.verdict)) == (alone and ("likely", alone))
