"""The difference between two versions, told by key in both languages."""

from nhv.specification.changes import changes
from tests.support.areas import an_area


def scope(*points):
    return [{"key": "omfattning", "points": [{"key": key, "text": text} for key, text in points]}]


OLD = an_area(scope=scope(("bedomning", "Bedömning."), ("kirurgi", "Kirurgi.")))


def told(new, language="sv", old=OLD):
    return [change.sentence(language) for change in changes(old, new)]


def test_equal_documents_have_no_changes():
    assert told(OLD) == []


def test_what_came_what_went_and_what_was_reworded():
    new = an_area(units=1, scope=scope(("bedomning", "Bedömning och plan."), ("stralning", "Strålning.")))
    assert told(new) == [
        "Antalet enheter har ändrats från ”2” till ”1”.",
        "Lydelsen i punkten har ändrats från ”Bedömning.” till ”Bedömning och plan.”.",
        "Punkten ”Strålning.” har tillkommit.",
        "Punkten ”Kirurgi.” har tagits bort.",
    ]
    assert told(new, "en") == [
        "The number of units has changed from “2” to “1”.",
        "The wording of the point has changed from “Bedömning.” to “Bedömning och plan.”.",
        "The point “Strålning.” has been added.",
        "The point “Kirurgi.” has been removed.",
    ]


def test_what_has_another_place_is_told_and_what_stands_between_is_not():
    old = an_area(scope=scope(*((key, key.title()) for key in "abcd")))
    last_first = an_area(scope=scope(*((key, key.title()) for key in "dabc")))
    assert told(last_first, old=old) == ["Punkten ”D” har flyttats."]
    assert told(last_first, "en", old=old) == ["The point “D” has been moved."]
    without_b = an_area(scope=scope(*((key, key.title()) for key in "acd")))
    assert told(without_b, old=old) == ["Punkten ”B” har tagits bort."]


def test_an_age_limit_that_comes_is_told_in_its_own_words():
    new = an_area(scope=scope(("bedomning", "Bedömning."), ("kirurgi", "Kirurgi.")), population={"text": "vuxna"})
    assert told(new) == ["Vilka som omfattas har angetts: ”vuxna”."]
    assert told(OLD, old=new) == ["Vilka som omfattas har tagits bort (var ”vuxna”)."]


def test_editorial_changes_say_that_the_wording_is_the_same():
    new = OLD.model_copy(update={"name_en": "Test"})
    assert told(new) == ["Sökord, koder eller översättning för området har ändrats; lydelsen är densamma."]


def test_every_part_and_every_decided_field_has_words_in_both_languages():
    """A field added to the document without words would show its English code name to a reader."""
    from nhv.specification import area as module
    from nhv.specification.changes import _INNER, FIELDS, PARTS

    for name in [*PARTS, "Area"]:
        for field, about in getattr(module, name).model_fields.items():
            layer = (about.json_schema_extra or {}).get("layer")
            if layer != "editorial" and field != "key" and field not in _INNER:
                assert field in FIELDS, f"{name}.{field}"


def test_words_that_went_and_came_are_marked_where_there_are_enough_to_look_among():
    old = an_area(scope=scope(("bedomning", "Bedömning av svår provsjuka hos barn.")))
    new = an_area(scope=scope(("bedomning", "Bedömning och plan vid svår provsjuka hos vuxna.")))
    (change,) = changes(old, new)
    assert change.short_sentence("sv") == "Lydelsen i punkten ”Bedömning av svår provsjuka hos barn.” har ändrats:"
    assert change.marks == (
        ("same", "Bedömning"), ("gone", "av"), ("new", "och plan vid"), ("same", "svår provsjuka hos"),
        ("gone", "barn."), ("new", "vuxna."),
    )  # fmt: skip


def test_a_number_or_a_day_is_no_text_to_mark():
    (change,) = changes(OLD, OLD.model_copy(update={"units": 1}))
    assert change.marks == ()
    assert change.short_sentence("sv") == change.sentence("sv")


def test_a_heading_of_conditions_is_told_by_words_and_no_code():
    heading = {"group": "critical_staff", "heading": "Personal som behövs"}
    (told,) = changes(an_area(), an_area(condition_groups=[heading]))
    assert told.sentence("sv").endswith("angetts: ”Kritisk personalkompetens, Personal som behövs”.")
    same = {"group": "other", "heading": "Övriga villkor"}
    (told,) = changes(an_area(condition_groups=[heading]), an_area(condition_groups=[same]))
    assert told.sentence("sv").endswith("till ”Övriga villkor”.")
