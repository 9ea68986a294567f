"""How the applications of a call go from preparation to the board's decision, and back."""

from enum import StrEnum

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class WeighingState(StrEnum):
    """Where the applications of a call are."""

    PREPARING = "preparing"
    BOARD = "board"
    DECIDED = "decided"


P, B, D = WeighingState.PREPARING, WeighingState.BOARD, WeighingState.DECIDED

WEIGHING = Process(
    states={
        P: Fragment("under beredning"),
        B: Fragment("inför nämnden"),
        D: Fragment("beslutat"),
    },
    moves=(
        Move("judge", P, P, "weighing.judge"),
        Move("divide", P, P, "weighing.divide"),
        Move("write_opinion", P, P, "weighing.write"),
        Move("give_opinion", P, B, "weighing.give", "något är sagt om varje sökande"),
        Move("hear", P, P, "hearing.open", "med en sista dag framåt i tiden"),
        Move("hear", B, B, "hearing.open", "med en sista dag framåt i tiden"),
        Move("send_back", B, P, "board.decide", "nämnden är beslutför; allt finns kvar"),
        Move("postpone", B, B, "board.decide", "nämnden är beslutför"),
        Move("permits", B, D, "board.decide", "nämnden är beslutför, och tiden att yttra sig är slut"),
    ),
)
