"""What is on its way in: counted by whose it is, given back when it has been served or its sender is gone."""

from collections import Counter
from threading import Lock

from nhv.program.front.bounds import Bounds


class Spool:
    """The bytes that one process holds for everybody. Asked from the loop, given back from any thread."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    @property
    def held(self) -> int:
        """Bytes held now, for everybody."""
        return self._held.total()

    def take(self, address: str, size: int) -> bool:
        """Hold so many more bytes for this address; False, and nothing held, when there is no room for them."""
        with self._lock:
            if self._held[address] + size > self._bounds.spool_of_one or self._held.total() + size > self._bounds.spool:
                return False
            self._held[address] += size
            return True

    def give_back(self, address: str, size: int) -> None:
        """Let go of so many."""
        with self._lock:
            self._held[address] -= size
            if not self._held[address]:
                del self._held[address]
