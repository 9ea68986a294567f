"""The judged questions, as a floor: what `make bench` reports may not fall below what was aimed at."""

from benchmarks.verdicts.judged import SECOND, marks, read_questions
from benchmarks.verdicts.run import search


def test_the_judged_questions_are_answered_as_aimed_at(sqlite_register):
    found = marks(read_questions(), search())
    wrong = [(question.text, answers[:1]) for question, answers in found.wrong]
    assert found.questions >= 150
    assert found.verdict_right >= 0.97, wrong
    assert found.false_answers == 0, wrong


def test_the_second_set_is_answered_as_well(sqlite_register):
    found = marks(read_questions(SECOND), search())
    wrong = [(question.text, answers[:1]) for question, answers in found.wrong]
    assert found.verdict_right >= 0.95, wrong
    assert found.false_answers == 0, wrong


def test_enough_questions_are_about_things_that_are_not_national():
    assert sum(question.area is None for question in read_questions()) >= 25
