"""What can be answered when somebody asks whether care is national: a closed set, said here and nowhere else.

Answers, API, pages and measurements take it from here; the words people read stand in `nhv.website.words`.
"""

from typing import Final, Literal, get_args

Verdict = Literal["included", "conference", "excluded", "depends", "unstated", "area"]
"""`included` by a clause; to the national `conference`, which decides; `excluded` by a clause, and then who does it
instead; `depends` on something the question leaves open; `unstated`, when an open list is silent; the `area` as a
whole, when nothing more was asked for."""

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
OF_A_CLAUSE: Final[tuple[Verdict, ...]] = ("included", "conference", "excluded", "unstated")
"""Those that a clause gives by itself, in the order a page shows them: no question, nothing left open."""
YES: Final[frozenset[Verdict]] = frozenset({"included", "conference"})
"""Those that send the patient to national care: one that is sure and wrong does the most harm."""
