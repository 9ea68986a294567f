"""`nhv search`: is this NHV, and where does the patient go?"""

import argparse
import json
from typing import Any

from nhv.program.prepare import prepare
from nhv.rules.verdicts import Verdict

SIGNS: dict[Verdict, str] = {
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
    parser.add_argument("--why", action="store_true", help="visa också hur frågan lästes och vad den mötte")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from nhv.register.search import reasoning, search

    found = search(options.question)
    if options.why:
        found |= {"reasoning": reasoning(options.question)}
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if found["did_you_mean"]:
        print(f"Menade du: {found['did_you_mean']}?\n")
    for one in found["repealed"]:
        print(f"{one['area_name']}: inte längre NHV. Definitionen gällde till och med {one['last_day']}.\n")
    if not found["answers"]:
        number = found["register"]["areas"]
        print(
            f"Inget svar. Registret rymmer {number} områden; att inget hittas är inget besked om att det inte är NHV."
        )
    for answer in found["answers"]:
        print(_in_words(answer))
    if options.why:
        print(_reasons(found["reasoning"]))


def _reasons(told: dict[str, Any]) -> str:
    """The reading of the question, and under it a line for each phrase that it met, those that carry first."""
    read = told["question"]
    lines = ["Läst: " + ", ".join(f"{word} ({cost:g})" for word, cost in read["said"].items())]
    lines += [
        f"  {name}: {read[name]}" for name in ("denied", "age", "was_a_child", "weeks", "corrected") if read[name]
    ]
    order = {"sure": 0, "likely": 1, None: 2}
    for hit in sorted(told["met"], key=lambda hit: (order[hit["carries"]], -hit["matched"])):
        lines.append(
            f"{hit['carries'] or '–'}: {hit['area']} / {hit['clause'] or 'området'} [{hit['row']}, {hit['level']}]"
        )
        lines.append(f"    «{hit['phrase']}» ({hit['kind']}): möter {hit['matched']:g}, kvar {hit['left']:g}")
        lines += [f"    {name}: {', '.join(hit[name])}" for name in ("unaccounted", "settled", "open") if hit[name]]
    return "\n".join(lines)


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _in_words(answer: dict[str, Any]) -> str:
    likely = "Troligen " if answer["confidence"] == "likely" else ""
    lines = [f"{likely}{SIGNS[answer['verdict']]}: {answer['area_name']}"]
    if answer["certainty_note"]:
        lines.append(f"  {answer['certainty_note']}")
    if answer["permission"]:
        lines.append(f"  {answer['permission']['words']}")
    if answer["clause"]:
        lines.append(f"  «{answer['clause']}»")
    if answer["why"]:
        lines.append(f"  {answer['why']}")
    lines += [f"  beror på: {what}" for what in answer["depends_on"]]
    lines += [f"  {'ska' if step['requirement'] == 'must' else 'får'}: {step['what']}" for step in answer["steps"]]
    for holder in answer["holders"]:
        lines.append(f"  {holder['region']}: {holder['hospital'] or 'sjukhus inte angivet'}")
    if near := answer["nearest"]:
        lines += [f"  egna regionen: {each['hospital'] or each['region']}" for each in near["own_region"]]
        lines += [
            f"  {each['hospital']}: ungefär {_time(each['minutes'])} med bil från {near['from_name']}"
            for each in near["hospitals"]
        ]
    lines += [f"  {line}" for line in (answer["holders_note"], *answer["narrower"]) if line]
    if answer["instead"]:
        lines.append(f"  i stället: {answer['instead']}")
    return "\n".join(lines) + "\n"
