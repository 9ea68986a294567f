"""What pages cost: learned from those that were made, so that the dear ones never hold every thread."""

from collections import OrderedDict
from urllib.parse import urlsplit

# Seconds of the processor. Most pages take a tenth of it.
DEAR = 0.15
# How much the latest weighs beside all before it.
WEIGHT = 0.3
MOST_KINDS = 1_000


class Costs:
    """The mean cost of each kind of page, the latest weighing most. Of kinds not asked for lately nothing is known."""

    def __init__(self) -> None:
        self._means: OrderedDict[str, float] = OrderedDict()

    def is_dear(self, kind: str) -> bool:
        """Whether pages of this kind have cost much so far."""
        return self._means.get(kind, 0.0) >= DEAR

    def note(self, kind: str, seconds: float) -> None:
        """One has been made, with so many seconds of the processor."""
        before = self._means.pop(kind, seconds)
        self._means[kind] = before + WEIGHT * (seconds - before)
        if len(self._means) > MOST_KINDS:
            self._means.popitem(last=False)


def kind_of(address: str) -> str:
    """What costs about the same: where the address begins, how deep it goes, which file it ends in, and whether it asks
    something. An address for each area would be learned one by one."""
    parts = urlsplit(address)
    steps = parts.path.strip("/").split("/")
    file = steps[-1] if "." in steps[-1] else ""
    return f"{steps[0][:40]} {len(steps)} {file[-40:]} {'?' if parts.query else ''}"
