"""The comparison's page with 20 349 combinations behind it: time, bytes, and what of them is the map.

Within this process, on SQLite. Beside the wall's time stands that of our own processor, which neighbours do not change.
"""

import re
import statistics
import time
from collections.abc import Callable

from django.test import Client

from nhv.process.placements.comparing import keep
from nhv.process.placements.queries import applicants_by_code
from nhv.records.acts import one_transaction
from nhv.register.models import Call, Organisation
from nhv.rules.roles import Role
from tests.placement.places import TWENTY_ONE
from tests.support.calls import SKANE, a_filled_application, an_applicant, an_open_call, sent
from tests.support.databases import Databases
from tests.support.people import a_person, signed_in

SIZE, TIMES = 5, 40
AIM_MS, AIM_BYTES = 300, 200_000


def main(databases: Databases, say: Callable[[str], None] = print) -> None:
    """A line for the list, and one for two combinations beside each other."""
    with databases.copy("sqlite", "bundled"):
        call = _call_of_twenty_one()
        codes = tuple(sorted(applicants_by_code(call.key)))
        took = time.perf_counter()
        keep(codes, SIZE)
        say(f"21 över {SIZE} mätta och sparade: {time.perf_counter() - took:.1f} s, en gång")
        officer = signed_in(Client(headers={"host": "127.0.0.1"}), a_person(Role.OFFICER))
        page = f"/handlaggning/utlysningar/{call.key}/placering/?k={SIZE}"
        say(f"| sida | p50 | p95 (mål {AIM_MS} ms) | egen processor, p50 | p95 | byte (mål {AIM_BYTES}) | karta |")
        say("|---|--:|--:|--:|--:|--:|--:|")
        say(f"| listan | {_line(officer, page)} |")
        both = f"&visa={','.join(codes[:5])}&mot={','.join(codes[5:10])}"
        say(f"| två bredvid | {_line(officer, page + both)} |")


def _call_of_twenty_one() -> Call:
    """A call with an applicant in each of 21 towns."""
    call, by = an_open_call(), an_applicant()
    for code in TWENTY_ONE:
        with one_transaction(Organisation):
            hospital = Organisation.objects.create(
                key=f"matsjukhus-{code}",
                kind="hospital",
                name=f"Mätsjukhus {code}",
                parent=Organisation.objects.get(key=SKANE),
                municipality=code,
            )
        sent(a_filled_application(call, by, organisation=SKANE, hospital=hospital.key), by)
    return call


def _line(officer: Client, path: str) -> str:
    wall, own = [], []
    for _ in range(TIMES):
        before, processor = time.perf_counter(), time.process_time()
        response = officer.get(path)
        wall.append((time.perf_counter() - before) * 1_000)
        own.append((time.process_time() - processor) * 1_000)
        assert response.status_code == 200, response.status_code
    # The first one reads what is kept and compiles the templates.
    p95, processor_p95 = (statistics.quantiles(each[1:], n=20)[-1] for each in (wall, own))
    drawings = re.findall(r"<svg.*?</svg>", response.content.decode(), re.DOTALL)
    largest = max(map(len, drawings))
    middle, own_middle = (statistics.median(each[1:]) for each in (wall, own))
    times = f"{middle:.0f} ms | {p95:.0f} ms | {own_middle:.0f} ms | {processor_p95:.0f} ms"
    return f"{times} | {len(response.content)} | {largest}"
