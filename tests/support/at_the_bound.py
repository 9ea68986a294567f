"""Applications sent around the bound, their last byte at a moment that the sender knows."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from nhv.register.models import Call
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once
from tests.support.patience import linger_until
from tests.support.raw import connected, head, slow_bodies
from tests.support.server import end, start
from tests.support.visitor import Visitor

# Seconds around the bound, one for each sender.
GAPS = (-0.5, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.5)


def at_the_bound(database: str, *, sendings: int, slow: int = 64) -> Counter[str]:
    """Send applications around a bound, beside so many slow bodies. Gives how many there were of each class, and how
    many got the wrong one: late though the last byte had left and come before the bound, or in time though it left
    after."""
    call = an_open_call()
    users = [an_applicant() for _ in GAPS]
    filings = [a_filled_application(call, user) for user in users]
    server, address = start(database, data=Path(settings.DATA), workers=2)
    visitors = [Visitor.of(address, user) for user in users]
    port = int(address.rpartition(":")[2])
    found: Counter[str] = Counter(wrong=0)
    try:
        with slow_bodies(port, slow), ThreadPoolExecutor(len(GAPS)) as pool:
            for _ in range(-(-sendings // len(GAPS))):
                bound = datetime.now(UTC) + timedelta(seconds=1)
                Call.objects.filter(pk=call.pk).update(closes_at=bound)
                at = [bound + timedelta(seconds=gap) for gap in GAPS]
                for left, came, time_class in pool.map(_send, [port] * len(GAPS), visitors, filings, at):
                    found[time_class] += 1
                    found["wrong"] += (time_class == "late" and came < bound) or (
                        time_class != "late" and left >= bound
                    )
    finally:
        end(server)
    return found


def _send(port: int, visitor: Visitor, filing: Any, at: datetime) -> tuple[datetime, datetime, str]:
    """Send all but the last byte, and that one at `at`. Gives the moments before and after, and the receipt's class."""
    page = f"/ansokningar/{filing.key}/skicka/"
    form = f"revision={filing.revision}&despite=on&once={once()}".encode()
    headers = "".join(f"{name}: {value}\r\n" for name, value in visitor.headers().items())
    with connected(port) as raw:
        raw.send(head("POST", page, length=len(form), headers=headers) + form[:-1])
        linger_until(at)
        left = datetime.now(UTC)
        raw.send(form[-1:])
        came = datetime.now(UTC)
        status, location = raw.redirected()
    if status != 302:
        return left, came, f"refused with {status}"
    return left, came, str(visitor.get(f"{location}kvitto.json").json()["receipt"]["class"])
