"""Pages that lie on their side: their words are turned upright before anything is put in rows."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

# So many signs tell how a page lies.
_SAMPLE = 2_000
_ASLANT = 0.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """How most words of a page run: 0 to the right, 1 upwards, 2 upside down, 3 downwards."""

    quarters: int = 0
    angle: float = 0.0

    def is_aslant(self, angle: float) -> bool:
        """Whether a sign runs in another direction than most do."""
        off = (angle - self.angle) % (2 * math.pi)
        return _ASLANT < off < 2 * math.pi - _ASLANT

    def box(self, left: float, right: float, bottom: float, top: float) -> Box:
        """Left, right, bottom and top as they are when the page stands upright."""
        match self.quarters:
            case 1:
                return bottom, top, -right, -left
            case 2:
                return -right, -left, -top, -bottom
            case 3:
                return -top, -bottom, left, right
        return left, right, min(bottom, top), max(bottom, top)

    def height(self, x: float, y: float) -> float:
        """How high a place is when the page stands upright."""
        return (y, -x, -y, x)[self.quarters]


def turn_of(text: Any) -> Turn:
    """The turn of a page by its words, whatever the page says of itself."""
    matrix, found = raw.FS_MATRIX(), Counter[tuple[int, float]]()
    for index in range(min(raw.FPDFText_CountChars(text), _SAMPLE)):
        if raw.FPDFText_IsGenerated(text, index) > 0 or not raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            continue
        quarters = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        found[quarters, round(raw.FPDFText_GetCharAngle(text, index), 2)] += 1
    (quarters, angle), most = found.most_common(1)[0] if found else ((0, 0.0), 0)
    return Turn(quarters, angle) if quarters and most > 0.6 * found.total() else Turn()
