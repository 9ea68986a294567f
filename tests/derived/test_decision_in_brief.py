"""A decision in a few sentences that may be quoted, in both languages."""

from dataclasses import replace
from datetime import date

from nhv.derived.decision_in_brief import Brief, decision_in_brief
from nhv.derived.granted_places import places_in_words
from nhv.specification.area import Area
from nhv.specification.motion import ForApplicant, Motion, MotionKind, Outcome

AREA = Area.model_validate(
    {
        "key": "prov",
        "name": "Provvård",
        "name_en": "Test care",
        "units": 3,
        "scope": [{"key": "omfattning", "points": [{"key": "ett", "text": "Ett"}]}],
        "sub_permits": [
            {"key": "barn", "text": "Barn", "english": "Children", "units": 2, "covers": {"points": ["ett"]}}
        ],
    }
)
START = date(2028, 1, 3)


def _for(key: str, outcome: Outcome, *subs: str) -> ForApplicant:
    start = None if outcome == Outcome.REFUSE else START
    return ForApplicant(application=key, outcome=outcome, sub_permits=subs, valid_from=start, why="Skäl.")


SAID = Motion(
    kind=MotionKind.PERMITS,
    applicants=(_for("a", Outcome.GRANT, "barn"), _for("b", Outcome.PART), _for("c", Outcome.REFUSE)),
)
BRIEF = Brief("Nämnden", date(2027, 6, 16), "§ 4, 1/2027", SAID, AREA, {"a": "Norr", "b": "Söder", "c": "Väst"}, ())


def test_it_says_what_each_gets_how_many_places_are_filled_and_which_are_vacant():
    assert decision_in_brief(replace(BRIEF, places=places_in_words(SAID, AREA))) == (
        "Nämnden beslutade den 16 juni 2027 om tillstånd till nationell högspecialiserad vård: Provvård. "
        "Beslutet är § 4, 1/2027.",
        "Tillstånd ges för 2 av 3 platser, och 1 lämnas vakant.",
        "Undertillståndet ”Barn” ges för 1 av 2 platser, och 1 lämnas vakant.",
        "Norr får tillstånd, med ”Barn”, från och med 3 januari 2028.",
        "Söder får tillstånd till en del, utan ”Barn”, från och med 3 januari 2028.",
        "Väst får avslag.",
    )


def test_it_says_the_same_in_english():
    assert decision_in_brief(replace(BRIEF, places=places_in_words(SAID, AREA, "en")), "en") == (
        "Nämnden decided on 16 June 2027 on permits for national highly specialised care: Test care. "
        "The decision is § 4, 1/2027.",
        "Permits are granted for 2 of 3 places, and 1 is left vacant.",
        "The sub-permit “Children” is granted for 1 of 2 places, and 1 is left vacant.",
        "Norr is granted a permit, with “Children”, from 3 January 2028.",
        "Söder is granted a permit in part, without “Children”, from 3 January 2028.",
        "Väst is refused.",
    )
