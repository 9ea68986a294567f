"""`nhv keys`: the keys that receipts are signed with."""

import argparse
import json
from datetime import timedelta
from typing import Any

from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("keys", help="visa eller byt nyckeln som kvitton skrivs under med")
    parser.add_argument("act", choices=("show", "rotate"), metavar="show|rotate")
    parser.add_argument("--json", action="store_true", help="de publika nycklarna så som tjänsten lämnar ut dem")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from nhv.records import clock
    from nhv.records.acts import one_transaction
    from nhv.records.keys import as_document
    from nhv.register.memory import DIARY, KEYS
    from nhv.rules.actor import Actor

    if options.act == "rotate":
        # After all that the old key has signed, though the clock may have been set back.
        last = DIARY.last_at()
        new = KEYS.rotate(now=max(clock.now(), last + timedelta(microseconds=1)) if last else None)
        with one_transaction(DIARY.entries):
            DIARY.record("receipt_key_rotated", kind="receipt_key", key=new.key_id, by=Actor("program", "nhv keys"))
    document = as_document(KEYS.public_keys())
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for key in document["keys"]:
        print(f"{key['key_id']}  från {key['valid_from']}  till {key['valid_until'] or 'vidare'}")
