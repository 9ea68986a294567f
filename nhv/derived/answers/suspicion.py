"""A disease that is only suspected: what an area says of that, beside what it says of who has it."""

from collections.abc import Sequence
from dataclasses import replace

from nhv.derived.answers.answer import Answer, Turn
from nhv.derived.answers.question import Question
from nhv.derived.answers.sentences import BOTH
from nhv.language.spoken import Language
from nhv.language.suspicion import speaks_of_suspicion, speaks_of_work_up
from nhv.specification.area import Area, Clause

_MOST = 3
_THEN = {
    "included": "then_included",
    "conference": "then_conference",
    "excluded": "then_excluded",
    "depends": "then_depends",
}


def of_suspicion(area: Area, found: Answer, question: Question, language: Language) -> Answer:
    """The answer as it stands for who only suspects: by the area's own clauses about that, beside the clause of who
    has the disease; else with a line that the clause does not speak of it. As it is for all others."""
    told = " ".join((found.clause, found.part, found.why, *(turn.text for turn in found.turns_on)))
    if not question.is_suspected or found.verdict == "unstated" or speaks_of_suspicion(told):
        return found
    say, clauses = BOTH[language], _about_suspicion(area)
    if clauses and found.verdict == "included":
        # Whether it is suspected or known, it is included: then nothing turns on which.
        told_of = " ".join(f"{clause.text.rstrip('.')}." for clause in clauses)
        return replace(found, why=f"{found.why} {say['suspected_both'].format(clauses=told_of)}")
    if clauses:
        # Of an area as a whole nothing is said of who has the disease: that is what its points are for.
        known = [say["suspected_known"].format(then=say[_THEN[found.verdict]])] if found.verdict in _THEN else []
        lines = [say["suspected_clause"].format(clause=clause.text.rstrip(".")) for clause in clauses]
        turns = tuple(Turn(f"{line}.", language) for line in (*known, *lines))
        why = f"{say['suspected_parts']} {found.why}" if found.verdict == "depends" else say["suspected_parts"]
        open_ = tuple(turn for turn in found.turns_on if found.verdict == "depends")
        return replace(found, verdict="depends", why=why, turns_on=(*turns, *open_), if_met="", steps=())
    if found.verdict != "included":
        return found
    if speaks_of_work_up(f"{found.clause} {found.part}"):
        return replace(found, why=f"{found.why} {say['suspected_work_up']}")
    return replace(found, why=f"{found.why} {say['suspected_silent']}", confidence="likely")


def _about_suspicion(area: Area) -> Sequence[Clause]:
    points = [point for group in area.scope for point in group.points if speaks_of_suspicion(point.text)]
    return points[:_MOST]
