"""The judged questions, as a floor: what `make bench` reports may not fall below what was aimed at."""

from benchmarks.verdicts import foreign, ordinary
from benchmarks.verdicts.judged import SECOND, marks, read_questions
from benchmarks.verdicts.run import bundled_entries, search
from nhv.register.search import search as ask


def test_the_judged_questions_are_answered_as_aimed_at(sqlite_register):
    found = marks(read_questions(), search())
    wrong = [(question.text, answers[:1]) for question, answers in found.wrong]
    assert found.questions >= 150
    assert found.verdict_right >= 0.97, wrong
    assert found.false_answers == 0, wrong


def test_the_second_set_is_answered_as_well(sqlite_register):
    found = marks(read_questions(SECOND), search())
    wrong = [(question.text, answers[:1]) for question, answers in found.wrong]
    assert found.verdict_right >= 0.97, wrong
    assert found.false_answers == 0, wrong


def test_enough_questions_are_about_things_that_are_not_national():
    assert sum(question.area is None for question in read_questions()) >= 25


def test_ordinary_care_near_an_area_gets_no_answer_and_never_a_sure_one(sqlite_register):
    wrong = ordinary.answered(lambda question: ask(question)["answers"])
    assert len(ordinary.read_ordinary()) >= 200
    assert len(wrong) <= 0.05 * len(ordinary.read_ordinary()), wrong
    assert [question for question, confidence in wrong if confidence == "sure"] == []


def test_a_foreign_word_of_medicine_beside_a_clause_is_never_a_sure_yes(sqlite_register):
    entries = bundled_entries()
    asked = [*foreign.pairs(entries, 2_000), *foreign.beside_verbs(), *foreign.measured(entries, 200)]
    assert foreign.sure_yes(lambda question: ask(question)["answers"], iter(asked)) == []
    # The same phrases by themselves do get sure yeses: it is the foreign word that makes the difference.
    alone = [(phrase, "") for phrase, _word in asked[:200]]
    assert len(foreign.sure_yes(lambda question: ask(question)["answers"], iter(alone))) > 50
