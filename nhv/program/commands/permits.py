"""`nhv permits`: who could do an area's care on a day, under which conditions, and what was known of it then."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from nhv.language.dates import day_written
from nhv.program.faults import InputFault
from nhv.program.prepare import prepare

if TYPE_CHECKING:
    from nhv.register.history import AsKnown

WORDS = {
    "in_force": "gäller",
    "decided": "beslutat, gäller inte än",
    "ended": "har upphört",
    "start_unknown": "startdag inte angiven",
}


def add_to(commands: Any) -> None:
    parser = commands.add_parser("permits", help="ett områdes tillstånd på en dag, så som de var kända en annan")
    parser.add_argument("area", metavar="NYCKEL", help="områdets nyckel")
    parser.add_argument("--on", metavar="DAG", help="dagen det gäller, ÅÅÅÅ-MM-DD; förval: i dag")
    parser.add_argument("--known", metavar="DAG", help="så som det var känt då; förval: nu")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from nhv.register.history import end_of, permits_as_known
    from nhv.register.models import Area
    from nhv.register.queries import today

    if not Area.objects.filter(key=options.area).exists():
        raise InputFault(f"registret har inget område med nyckeln {options.area[:80]}; `nhv search` finner den")
    day, known = _day(options.on) or today(), _day(options.known) or today()
    found = permits_as_known(options.area, day, end_of(known))
    if options.json:
        told = {
            "area": options.area,
            "as_of": str(day),
            "known_at": str(known),
            "items": [_plain(one) for one in found],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_in_words(one) for one in found) or "Registret visste då inte av något tillstånd i området.")


def _day(written: str | None) -> date | None:
    try:
        return day_written(written) if written else None
    except ValueError:
        raise InputFault(f"{written[:40] if written else ''} är ingen dag; skriv den som ÅÅÅÅ-MM-DD") from None


def _plain(one: "AsKnown") -> dict[str, Any]:
    permit = one.permit
    return {
        "key": permit.key,
        "holder": permit.holder.key,
        "place": permit.turn_to.key,
        "state": one.stands,
        "valid_from": permit.valid_from and str(permit.valid_from),
        "valid_until": permit.valid_until and str(permit.valid_until),
        "turned_on": permit.turned_on and str(permit.turned_on),
        "sub_permits": list(one.sub_permits),
        "conditions": permit.conditions,
        "record_number": permit.record_number,
        "recorded_at": permit.recorded_at.isoformat(),
        "superseded_at": permit.superseded_at and permit.superseded_at.isoformat(),
    }


def _in_words(one: "AsKnown") -> str:
    permit = one.permit
    lines = [f"{permit.turn_to.name} ({permit.holder.name}): {WORDS[one.stands]}"]
    lines.append(f"  {permit.valid_from or 'startdag anges inte'} – {permit.valid_until or 'tills vidare'}")
    lines += [f"  undertillstånd: {key}" for key in one.sub_permits]
    lines += [f"  villkor: {condition['text']}" for condition in permit.conditions]
    return "\n".join(lines)
