"""Run as a program: several processes that each, again and again, do the least that gives a receipt.

A file is kept, the diary written, the receipt signed; it is told on standard output (one line each) when all is kept.
With `naive` it is told before, and there the process stands until somebody ends it: in the weak state, whenever the
kill falls. Arguments: how many processes, and `naive` or `durable`.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from hashlib import sha256

import django


def one_act() -> tuple[str, str]:
    """Receive a file of random content. Gives its receipt and its hash."""
    from nhv.records.receipts import sign, stockholm_text, utc_text
    from nhv.register.memory import DIARY, FILES, KEYS
    from nhv.rules.actor import Actor

    now = datetime.now(UTC)
    stored = FILES.store([os.urandom(20_000)], most_bytes=1_000_000)
    FILES.enter(stored, "application/pdf")
    entry = DIARY.record("filing_received", kind="test", key=stored.sha256, by=Actor("program", "test"))
    file = {"name": "plan.pdf", "question": "plan", "sha256": stored.sha256, "size": stored.size}
    receipt = {
        "type": "nhv-receipt-1", "filing": "a", "kind": "application", "call": "c", "organisation": "o", "version": 1,
        "received_at": utc_text(now), "received_at_stockholm": stockholm_text(now), "class": "in_time",
        "answers_sha256": sha256(b"{}").hexdigest(), "files": [file], "diary_number": entry.number,
    }  # fmt: skip
    return sign(receipt, KEYS), stored.sha256


def tell(receipt: str) -> None:
    """One line, written at once and whole."""
    os.write(1, (json.dumps(json.loads(receipt)) + "\n").encode())


def work(naive: bool) -> None:
    """Act until somebody ends us."""
    from nhv.records.acts import one_transaction
    from nhv.register.memory import DIARY

    while True:
        with one_transaction(DIARY.entries):
            receipt, _ = one_act()
            if naive:
                tell(receipt)
                signal.pause()
        if not naive:
            tell(receipt)


if __name__ == "__main__":
    django.setup()
    for _ in range(int(sys.argv[1]) - 1):
        if os.fork() == 0:
            break
    work(naive=sys.argv[2] == "naive")
