"""Run as a program in a data directory that has the room: a plan is begun, answered and sent, with a file beside it.

Prints the plan's key. It is done as a program because an installation's rooms are decided when the program starts.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")

from nhv.program.prepare import prepare

prepare()

from django.utils import timezone  # noqa: E402

from nhv.filings.acts.drafts import save_answers, start_filing  # noqa: E402
from nhv.filings.acts.sending import send  # noqa: E402
from nhv.filings.owners import Owner  # noqa: E402
from nhv.records.acts import one_transaction  # noqa: E402
from nhv.register.models import Organisation  # noqa: E402
from nhv.rules.roles import Role  # noqa: E402
from tests.support.care.models import MEMORY, Entry  # noqa: E402
from tests.support.people import a_person, actor, an_organisation  # noqa: E402


def main() -> None:
    an_organisation("provregionen", Organisation.Kind.REGION)
    an_organisation("provsjukhuset", Organisation.Kind.HOSPITAL, under="provregionen")
    by = actor(a_person(Role.ATTESTER, "provsjukhuset"))
    plan = start_filing(kind="plan", owner=Owner("provsjukhuset"), by=by, once_key="a")
    save_answers(filing=plan, raw={"ord": "Rehabilitering"}, seen_revision=0, by=by)
    plan.refresh_from_db()
    send(filing=plan, by=by, received_at=timezone.now(), once_key="b", seen_revision=plan.revision)
    with one_transaction(Entry):
        MEMORY.files.enter(MEMORY.files.store([b"en bild"], most_bytes=100), "image/png")
    print(plan.key)


if __name__ == "__main__":
    main()
