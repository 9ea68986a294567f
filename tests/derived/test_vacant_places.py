"""Places that a decision leaves vacant."""

from nhv.derived.vacant_places import vacant_places
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


def test_what_is_not_filled_is_said_of_the_area_and_of_each_sub_permit():
    assert vacant_places(motion((Outcome.GRANT, ()), (Outcome.REFUSE, ())), AREA) == (
        "2 av 3 platser lämnas vakanta.",
        "Undertillståndet ”Barn”: 1 av 1 platser lämnas vakant.",
    )
    two = motion((Outcome.GRANT, ("barn",)), (Outcome.PART, ()))
    assert vacant_places(two, AREA) == ("1 av 3 platser lämnas vakant.",)


def test_where_all_are_filled_or_nothing_is_given_nothing_is_said():
    full = motion(*([(Outcome.GRANT, ())] * 2), (Outcome.GRANT, ("barn",)))
    assert vacant_places(full, AREA) == ()
    back = Motion(kind=MotionKind.SEND_BACK, step="preparation", instructions="Visa resorna.")
    assert vacant_places(back, AREA) == ()
