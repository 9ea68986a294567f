"""`nhv search`: is this NHV, and where does the patient go?"""

import argparse
import json
from typing import Any

from nhv.program.prepare import prepare

SIGNS = {
    "included": "● NHV",
    "conference": "◆ Nationell konferens",
    "excluded": "○ Inte NHV",
    "depends": "◐ Beror på",
    "unstated": "? Inte angivet",
    "area": "■ Område",
}


def add_to(commands: Any) -> None:
    parser = commands.add_parser("search", help="fråga registret: sjukdom, åtgärd, kod eller vardagsord")
    parser.add_argument("question", metavar="FRÅGA")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from nhv.register.search import search

    found = search(options.question)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if found["did_you_mean"]:
        print(f"Menade du: {found['did_you_mean']}?\n")
    if not found["answers"]:
        number = found["register"]["areas"]
        print(
            f"Inget svar. Registret rymmer {number} områden; att inget hittas är inget besked om att det inte är NHV."
        )
    for answer in found["answers"]:
        print(_in_words(answer))


def _in_words(answer: dict[str, Any]) -> str:
    lines = [f"{SIGNS[answer['verdict']]}: {answer['area_name']}"]
    if answer["clause"]:
        lines.append(f"  «{answer['clause']}»")
    if answer["why"]:
        lines.append(f"  {answer['why']}")
    lines += [f"  beror på: {what}" for what in answer["depends_on"]]
    lines += [f"  {'ska' if step['requirement'] == 'must' else 'får'}: {step['what']}" for step in answer["steps"]]
    for holder in answer["holders"]:
        lines.append(f"  {holder['region']}: {holder['hospital'] or 'sjukhus inte angivet'}")
    lines += [f"  {line}" for line in (answer["holders_note"], *answer["narrower"]) if line]
    if answer["instead"]:
        lines.append(f"  i stället: {answer['instead']}")
    return "\n".join(lines) + "\n"
