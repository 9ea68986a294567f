"""The five questions that must be answered as a clinician would word the answer."""

from tests.derived.answers.conftest import asking


def test_als_is_excluded_but_the_undiagnosed_are_assessed(muscles):
    card = asking(muscles)("ALS")
    assert (card.verdict, card.clause_key, card.instead) == ("excluded", "als", "Regionala ALS-team")
    assert "generellt" in card.why
    assert [(step.requirement, step.clause_key) for step in card.steps] == [("must", "bedomning-nar-diagnos-saknas")]


def test_cancer_of_the_gullet_depends_and_says_clause_by_clause_on_what(gullet):
    card = asking(gullet)("matstrupscancer")
    assert card.verdict == "depends"
    ends = [line.rpartition(": ")[2] for line in card.depends_on]
    assert set(ends) == {
        "då ska patienten till den nationella konferensen.",
        "då ingår det.",
        "då är det inte nationell högspecialiserad vård.",
    }
    assert card.instead.startswith("Sjukvårdsregionen")


def test_spinal_muscular_atrophy_is_included_at_any_age(muscles):
    for question in ("spinal muskelatrofi 3 år", "spinal muskelatrofi 40 år"):
        card = asking(muscles)(question)
        assert (card.verdict, card.clause_key) == ("included", "arftliga-motorneuronsjukdomar")


def test_a_fistula_to_the_airways_goes_to_the_conference_and_not_at_once_to_surgery(gullet):
    card = asking(gullet)("fistel matstrupe luftstrupe")
    assert (card.verdict, card.clause_key) == ("conference", "esofago-respiratoriska-fistlar")
    assert "inte automatiskt kirurgi" in card.why
    assert [(step.requirement, step.clause_key) for step in card.steps] == [
        ("must", "esofago-respiratoriska-fistlar"),
        ("may", "endoskopisk-behandling-av-fistlar"),
    ]


def test_myasthenia_depends_on_age_and_on_the_response_to_treatment(muscles):
    card = asking(muscles)("myastenia gravis")
    assert (card.verdict, card.clause_key) == ("depends", "neuromuskulara-transmissionsrubbningar")
    assert "barn" in card.depends_on[0]
    assert any("behandlingsrefraktär" in line for line in card.depends_on)
    assert "tyst" in card.why


def test_myasthenia_of_a_child_is_included_and_of_an_adult_still_depends(muscles):
    ask = asking(muscles)
    assert ask("myastenia gravis 8 år").verdict == "included"
    adult = ask("myastenia gravis 45 år")
    assert adult.verdict == "depends"
    assert not any("barn" in line for line in adult.depends_on)
