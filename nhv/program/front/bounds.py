"""How much, how long and how slowly somebody may send. One process's share; every number has its reason beside it."""

from dataclasses import dataclass, replace

KILOBYTE, MEGABYTE = 1_024, 1_048_576


@dataclass(frozen=True)
class Bounds:
    """Bytes and seconds."""

    # Five files and a long form: what the website itself takes.
    request: int
    # What is sent by somebody without a session.
    stranger: int
    # What is on its way in at once, on disk and in memory. An address may be a whole hospital's.
    spool: int = 1_024 * MEGABYTE
    spool_of_one: int = 256 * MEGABYTE
    connections: int = 2_000
    connections_of_one: int = 1_000
    # A browser sends its headers in one go; what it holds open unasked may close.
    header_seconds: float = 10
    header_bytes: int = 32 * KILOBYTE
    # At least so fast in the mean, when the first while has passed: a bad telephone line is ten times faster.
    slow_seconds: float = 20
    least_rate: float = 500
    # The whole of it. A hundred megabytes at half a megabit a second.
    longest_seconds: float = 1_800
    # How long we wait for somebody to hear that what they send is not read.
    linger_seconds: float = 2
    # From the order to stop until the last one being served is let go.
    stop_seconds: float = 10

    def is_too_slow(self, seconds: float, received: int) -> bool:
        """Whether a body that has given so many bytes in so long a time has had its time."""
        return seconds > self.longest_seconds or seconds > self.slow_seconds + received / self.least_rate

    def is_read_on(self, length: int) -> bool:
        """Whether what is refused is read to its end, so that the browser shows our answer and not its own words about
        a lost connection. Who sends beyond all reason is not read at all."""
        return length <= 4 * self.request


def share(whole: Bounds, processes: int) -> Bounds:
    """The bounds of one process among several, which do not see each other's. Never less than one request of the
    largest."""
    return replace(
        whole,
        spool=max(whole.spool // processes, whole.request),
        spool_of_one=max(whole.spool_of_one // processes, whole.request),
    )
