"""`nhv placement`: what a combination of holders means for everybody, or all combinations of so many."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from nhv.language.numbers import whole_number
from nhv.language.rounding import minutes_shown, percent_shown
from nhv.program.faults import InputFault
from nhv.program.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nhv.placement.beside import Beside
    from nhv.placement.country import Country
    from nhv.placement.listing import Listing
    from nhv.placement.measures import Combination, Scene


def add_to(commands: Any) -> None:
    parser = commands.add_parser("placement", help="restider och belastning för kombinationer av tillståndsinnehavare")
    parser.add_argument("--from", dest="places", metavar="KOD,…", help="kommunkoder där vården kan bedrivas")
    parser.add_argument("--area", metavar="NYCKEL", help="i stället: ett områdes innehavare, eller ett ärendes sökande")
    parser.add_argument(
        "--k", metavar="ANTAL", help="alla kombinationer av så många; utan --k alla orterna tillsammans"
    )
    parser.add_argument("--against", metavar="KOD,…", help="ställ orterna bredvid de här: vilka får längre och kortare")
    parser.add_argument("--weight", default="population", metavar="VIKT", help="population, under-18 eller over-80")
    parser.add_argument("--flight", action="store_true", help="med flyg när det går fortare än vägen")
    parser.add_argument(
        "--municipalities", action="store_true", help="också minuter från varje kommun, som kartor ritas av"
    )
    parser.add_argument("--most", metavar="ANDEL", help="största andel som en enhet kan ta, till exempel 0.5")
    parser.add_argument("--all", action="store_true", help="alla kombinationer, ett JSON-objekt per rad")
    parser.add_argument("--json", action="store_true", help="ett JSON-dokument med uppgifternas versioner")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    from nhv.language.faults import Fault
    from nhv.placement.capacity import check_share
    from nhv.placement.listing import listing
    from nhv.specification.faults import DocumentFault

    try:
        most = _share(options.most)
        if most is not None:
            check_share(most)
        country = _country()
        scene = _reckoned(options)(_places(options))
        found = listing(scene, _size(options.k), most, everything=options.all)
        both = _beside(options, scene.places)
    except (Fault, DocumentFault) as fault:
        raise InputFault(str(fault)) from None
    _write(options, country, found, both)
    if found.within and not any(found.within.values()):
        print(
            "nhv: ingen kombination räcker till när ingen enhet tar mer än så; ange en större andel i --most eller "
            "fler enheter",
            file=sys.stderr,
        )


def _write(options: argparse.Namespace, country: "Country", found: "Listing", both: "Beside | None") -> None:
    if options.all:
        for line in found.lines():
            print(json.dumps(line, ensure_ascii=False))
    elif options.json:
        told = found.as_json() | (both.as_json() if both else {}) | _towns(options, found)
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join([_in_words(country, found), *(_beside_in_words(country, both) if both else [])]))


def _towns(options: argparse.Namespace, found: "Listing") -> dict[str, Any]:
    """Minutes from each municipality, of the places themselves."""
    if not options.municipalities:
        return {}
    from nhv.placement.listing import towns_of

    scene = found.measured.scene
    return towns_of(scene, scene.places)


def _country() -> "Country":
    """Without the register: what only reckons needs no database."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    from django.conf import settings

    from nhv.placement.country import country_in

    return country_in(settings.AREAS)


def _places(options: argparse.Namespace) -> tuple[str, ...]:
    """The codes of the municipalities meant. Raises InputFault and Refused."""
    if (options.places is None) == (options.area is None):
        raise InputFault("ange orterna antingen med --from och kommunkoder, till exempel 0184,1480, eller med --area")
    if options.places is not None:
        return _codes(options.places)
    prepare()
    from nhv.process.placements.queries import codes_of_applicants, is_case
    from nhv.register.placement import codes_of_area

    return codes_of_applicants(options.area) if is_case(options.area) else codes_of_area(options.area)


def _codes(written: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in written.split(",") if code.strip())


def _reckoned(options: argparse.Namespace) -> "Callable[[Sequence[str]], Scene]":
    """What places are measured against: who is counted, by road or also by air."""
    from django.conf import settings

    from nhv.placement.flight import airports_in, with_flight
    from nhv.placement.measures import Scene

    def by_road(codes: "Sequence[str]") -> Scene:
        return Scene.of(_country(), codes, options.weight)

    return (lambda codes: with_flight(by_road(codes), airports_in(settings.AREAS))) if options.flight else by_road


def _beside(options: argparse.Namespace, places: "Sequence[str]") -> "Beside | None":
    """The places themselves beside those asked. Raises InputFault and Refused."""
    if options.against is None:
        return None
    if options.k is not None:
        raise InputFault("--against ställer en kombination bredvid en annan; ta bort --k, och ange den ena med --from")
    from nhv.placement.beside import beside

    return beside(_reckoned(options), places, _codes(options.against))


def _size(written: str | None) -> int | None:
    if written is None:
        return None
    size = whole_number(written, digits=3)
    if size is None:
        raise InputFault(f"--k: «{written[:20]}» är inget antal; skriv ett heltal, till exempel 2")
    return size


def _share(written: str | None) -> float | None:
    if written is None:
        return None
    try:
        return float(written.replace(",", ".", 1))
    except ValueError:
        raise InputFault(f"--most: «{written[:20]}» är ingen andel; skriv ett tal som 0.5") from None


def _in_words(country: "Country", found: "Listing") -> str:
    """A line for each combination: what reads well on a screen. Which ones no other is at least as good as is said."""
    head = "medel    95 %    >2 tim  >4 tim  längst   kombination"
    rows = zip(found.listed, found.measured.several(found.listed), strict=True)
    lines = [_line(country, combination, row in found.pareto) for row, combination in rows]
    notes = ["* ingen annan är minst lika bra i alla fem mått"]
    if found.left_out:
        notes.append(f"{found.left_out} kombinationer är utelämnade; --all skriver alla")
    return "\n".join((head, *lines, *notes))


def _beside_in_words(country: "Country", both: "Beside") -> list[str]:
    """The other's line, for how many people they differ, and in which regions."""
    told = f"{both.change.longer} personer får mer än 1 timme längre och {both.change.shorter} mer än 1 timme kortare"
    rows = [f"{minutes_shown(abs(one.longer)):8.1f} min {_way(one.longer)}  {one.key}" for one in both.regions]
    return ["", "bredvid", _line(country, both.other, in_front=False), told, *rows]


def _way(longer: float) -> str:
    return "längre " if longer > 0 else "kortare" if longer < 0 else "lika   "


def _line(country: "Country", one: "Combination", in_front: bool) -> str:
    names = ", ".join(country.municipality(code).name for code in one.holders)
    shares = f"{percent_shown(one.over_2h):6.1f}% {percent_shown(one.over_4h):6.1f}%"
    times = f"{minutes_shown(one.mean):6.1f} {one.p95:7.1f} {shares} {one.worst_minutes:7.1f}"
    return f"{times}  {'*' if in_front else ' '} {names}"
