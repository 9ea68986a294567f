"""How something filed comes to be read by everybody, step by step, and who may take each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from nhv.language.faults import Fragment
from nhv.rules.access import ALL, Row
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role


class MaskingState(StrEnum):
    WORKING = "working"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"


W, P = MaskingState.WORKING, MaskingState.PROPOSED
ON_WEB, DOWN = MaskingState.PUBLISHED, MaskingState.TAKEN_DOWN
WORK, CONFIRM, TAKE_DOWN = "masking.work", "masking.confirm", "masking.take_down"
ANOTHER = "en annan än den som föreslog; bilderna av sidorna är sedda"

MASKING = Process(
    states={
        W: Fragment("under maskering"),
        P: Fragment("föreslaget att publiceras"),
        ON_WEB: Fragment("publicerat"),
        DOWN: Fragment("taget från webben"),
    },
    moves=(
        Move("mask", W, W, WORK, "med paragraf i offentlighets- och sekretesslagen och skäl"),
        Move("mask", DOWN, W, WORK),
        Move("propose", W, P, WORK, "alla filer går att maskera, eller är dolda hela"),
        Move("return", P, W, CONFIRM),
        Move("publish", P, ON_WEB, CONFIRM, ANOTHER),
        Move("take_down", ON_WEB, DOWN, TAKE_DOWN),
    ),
)

_AT_THE_AUTHORITY: Final[Row] = {Role.OFFICER: ALL, Role.REGISTRAR: ALL}
ACTIVITIES: Final[Mapping[str, Row]] = {
    "masking.see": _AT_THE_AUTHORITY,
    WORK: _AT_THE_AUTHORITY,
    CONFIRM: _AT_THE_AUTHORITY,
    TAKE_DOWN: _AT_THE_AUTHORITY,
}
