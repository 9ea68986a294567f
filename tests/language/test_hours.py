import pytest

from nhv.language.hours import hours_in_english


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("vardagar 8–16", "weekdays 8–16"),
        ("dygnet runt", "day and night"),
        ("dygnet runt (påhittat nummer)", "day and night (invented number)"),
        ("Måndag–fredag kl. 8.00–16.30, lördagar 9–12", "Monday–Friday 8.00–16.30, Saturdays 9–12"),
        ("mån–fre 8–16", "Monday–Friday 8–16"),
        ("helgfria vardagar 10–11 och 13–14", "weekdays 10–11 and 13–14"),
        ("vardagar, fråga efter Solveig", None),
        ("månatligen", None),
        ("", ""),
    ],
)
def test_a_timetable_is_said_in_english_and_other_words_are_left(swedish, english):
    assert hours_in_english(swedish) == english
