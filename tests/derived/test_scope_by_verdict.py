"""The scope of an area sorted by what it means for a patient."""

from nhv.derived.scope_by_verdict import part_with, scope_by_verdict
from tests.support.areas import an_area

AREA = an_area(
    clarifications=[
        {
            "key": "avser",
            "text": "Med provsjuka avses exempelvis:",
            "open_list": True,
            "points": [{"key": "mild", "text": "mild provsjuka"}],
        }
    ],
    exclusions=[{"key": "annat", "text": "Annan sjuka.", "instead": {"level": "region"}}],
    pathways=[
        {
            "key": "konferens",
            "kind": "national_conference",
            "text": "Till konferensen remitteras:",
            "criteria": [{"key": "svar", "text": "svår provsjuka"}],
        },
        {"key": "remiss", "kind": "unit", "text": "Remiss till enheten."},
    ],
)


def test_each_part_stands_once_under_its_verdict_in_the_order_a_reader_asks():
    assert [(part.verdict, part.key, [clause.key for clause in part.clauses]) for part in scope_by_verdict(AREA)] == [
        ("included", "omfattning", ["bedomning"]),
        ("conference", "konferens", ["svar"]),
        ("excluded", "exclusions", ["annat"]),
        ("unstated", "avser", []),
    ]


def test_a_clause_is_found_in_its_part_and_an_explanation_with_what_it_explains():
    found = {
        key: part_with(AREA, key) for key in ("bedomning", "svar", "konferens", "annat", "mild", "avser", "remiss")
    }
    assert {key: part.verdict if part else None for key, part in found.items()} == {
        "bedomning": "included",
        "svar": "conference",
        "konferens": "conference",
        "annat": "excluded",
        "mild": "included",
        "avser": None,
        "remiss": None,
    }
