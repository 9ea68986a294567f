"""How many of the places a decision fills, and which it leaves vacant."""

from nhv.derived.granted_places import places_in_words
from nhv.specification.area import Area
from nhv.specification.motion import ForApplicant, Motion, MotionKind, Outcome

AREA = Area.model_validate(
    {
        "key": "prov",
        "name": "Prov",
        "units": 3,
        "scope": [{"key": "omfattning", "points": [{"key": "ett", "text": "Ett"}]}],
        "sub_permits": [{"key": "barn", "text": "Barn", "units": 1, "covers": {"points": ["ett"]}}],
    }
)


def motion(*given: tuple[Outcome, tuple[str, ...]]) -> Motion:
    return Motion(
        kind=MotionKind.PERMITS,
        applicants=tuple(
            ForApplicant(application=f"a{number}", outcome=outcome, sub_permits=subs, why="Skäl.")
            for number, (outcome, subs) in enumerate(given)
        ),
    )


def test_how_many_of_how_many_is_said_of_the_area_and_of_each_sub_permit():
    assert places_in_words(motion((Outcome.GRANT, ()), (Outcome.REFUSE, ())), AREA) == (
        "Tillstånd ges för 1 av 3 platser, och 2 lämnas vakanta.",
        "Undertillståndet ”Barn” ges för 0 av 1 platser, och 1 lämnas vakant.",
    )
    two = motion((Outcome.GRANT, ("barn",)), (Outcome.PART, ()))
    assert places_in_words(two, AREA, "en") == (
        "Permits are granted for 2 of 3 places, and 1 is left vacant.",
        "The sub-permit “Barn” is granted for 1 of 1 places.",
    )


def test_places_that_others_have_already_are_neither_given_nor_vacant():
    one = motion((Outcome.PART, ()))
    assert places_in_words(one, AREA, "sv", [("barn",), ()]) == (
        "Tillstånd ges för 1 av 3 platser, och 2 har redan innehavare.",
        "Undertillståndet ”Barn” ges för 0 av 1 platser, och 1 har redan innehavare.",
    )
    assert places_in_words(one, AREA, "en", [()]) == (
        "Permits are granted for 1 of 3 places, 1 has a holder already, and 1 is left vacant.",
        "The sub-permit “Barn” is granted for 0 of 1 places, and 1 is left vacant.",
    )


def test_where_all_are_filled_none_is_vacant_and_where_nothing_is_given_nothing_is_said():
    full = motion(*([(Outcome.GRANT, ())] * 2), (Outcome.GRANT, ("barn",)))
    assert places_in_words(full, AREA) == (
        "Tillstånd ges för 3 av 3 platser.",
        "Undertillståndet ”Barn” ges för 1 av 1 platser.",
    )
    back = Motion(kind=MotionKind.SEND_BACK, step="preparation", instructions="Visa resorna.")
    assert places_in_words(back, AREA) == ()
