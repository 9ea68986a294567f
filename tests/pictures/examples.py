"""A picture of every kind, drawn from values with characters that a careless drawing would let through."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import lxml.etree

from nhv.pictures.curve import Curve, CurveWords, draw_curves
from nhv.pictures.dots import Column, DotRow, DotWords, draw_dots
from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.map import MapWords, Place, draw_map
from nhv.pictures.picture import Picture
from nhv.pictures.process import ProcessWords, Step, draw_process
from nhv.pictures.shading import Dot, Shade, ShadingWords, draw_shading
from nhv.pictures.steps import StepRow, StepWords, draw_steps
from nhv.pictures.timeline import Span, TimelineWords, draw_timeline

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert('x')</script> & \"Ö\" \x00 </svg>"
TODAY = date(2026, 3, 1)

MAP_WORDS = MapWords("Nr", "Namn", "Län", "Sveriges län med nummer.")
TIMELINE_WORDS = TimelineWords(("Vad", "Händelse", "Från", "Till"), "I dag", "Dagar på en skala.")
PROCESS_WORDS = ProcessWords(("från", "gör", "till", "vem", "villkor"), "Lägen och steg.")

PLACES = (
    Place(NASTY, "01", 59.35, 18.03),
    Place("Ännu ett sjukhus i Stockholm", "01", 59.36, 18.04),
    Place("Region Uppsala", "03"),
)
SPANS = (
    Span("Definitionen", "Beslutad", date(2021, 6, 17), date(2021, 6, 17)),
    Span("Utlysningen", "Öppen", date(2021, 9, 1), date(2021, 11, 14)),
    Span(f"Tillstånd: {NASTY}, Region Örebro län", "Gäller", date(2023, 4, 1), None),
    Span("Tillstånd: Region Gotland", "Gäller", date(2026, 7, 1), date(2029, 12, 31)),
)
STEPS = (
    Step("spara", "utkast", "utkast", "skribent"),
    Step("skicka in", "utkast", "inskickad", "skribent, behörig att skicka in för regionen", "i tid"),
    Step("begära komplettering", "inskickad", "komplettering begärd", "handläggare"),
    Step("skicka in", "komplettering begärd", "inskickad", "skribent"),
    Step(NASTY, "inskickad", "återtagen", "skribent"),
    Step("ta tillbaka", "komplettering begärd", "återtagen", "skribent"),
)
ROWS = (
    StepRow("Kartläggning", NASTY, "passed", 3),
    StepRow("Genomlysning, som är ett steg med ett så långt namn att det bryts", "2 områden", "now", 2),
    StepRow(NASTY, "inget område", "ahead"),
)

SHADING_WORDS = ShadingWords(("Restid", "Andel", "Kommuner"), "Enhet", "Kommuner efter restid.")
CURVE_WORDS = CurveWords("Inom", lambda minutes: f"{minutes} min", lambda share: f"{share:.0%}", "Andel inom en tid.")
DOT_WORDS = DotWords("Kombination", "Märkt", "ingen annan är minst lika bra", "i dag", "En rad för varje kombination.")

SHADES = (Shade("högst 1 tim", ("40 %", "2")), Shade(NASTY, ("35 %", "1")), Shade("mer än 4 tim", ("25 %", "1")))
SHADED = {"0180": 0, "1480": 0, "0380": 1, "2584": 2}
CURVES = (
    Curve(NASTY, {0: 0.0, 30: 0.1, 60: 0.4, 120: 0.75, 240: 1.0}),
    Curve("Solna och Göteborg", {0: 0.0, 30: 0.1, 60: 0.3, 120: 0.5, 240: 1.0}),
)
DOT_ROWS = (DotRow(NASTY, filled=True), DotRow("Solna och Lund", ringed=True), DotRow("Solna och Umeå"))
DOT_COLUMNS = (
    Column("Medel", ("137,5 min", "147,3 min", "200,9 min"), (137.5, 147.3, 200.9)),
    Column("Över 4 tim", ("13,1 %", "15,8 %", "44,2 %"), (13.1, 15.8, 44.2)),
)

PICTURES: dict[str, Callable[[Inks], Picture]] = {
    "map": lambda inks: draw_map(NASTY, PLACES, key="m", words=MAP_WORDS, chosen={"12": NASTY}, inks=inks),
    "timeline": lambda inks: draw_timeline(NASTY, SPANS, today=TODAY, key="t", words=TIMELINE_WORDS, inks=inks),
    "steps": lambda inks: draw_steps(
        NASTY, ROWS, key="s", words=StepWords(("Nr", "Steg", "När"), "Stegen uppifrån och ned."), inks=inks
    ),
    "shading": lambda inks: draw_shading(
        NASTY, SHADED, SHADES, [Dot("Sjukhus", 59.35, 18.03)], key="s", words=SHADING_WORDS, inks=inks
    ),
    "curve": lambda inks: draw_curves(NASTY, CURVES, marked=(30, 120), key="c", words=CURVE_WORDS, inks=inks),
    "dots": lambda inks: draw_dots(NASTY, DOT_ROWS, DOT_COLUMNS, key="d", words=DOT_WORDS, inks=inks),
    "process": lambda inks: draw_process(NASTY, STEPS, key="p", words=PROCESS_WORDS, inks=inks),
}


def a_map(*places: Place, inks: Inks = COLOUR, **chosen: str) -> Picture:
    """A map of these places; `chosen` are counties by their code after a letter: `c12="Region Skåne"`."""
    by_code = {code[1:]: name for code, name in chosen.items()}
    return draw_map("Karta", places, key="m", words=MAP_WORDS, chosen=by_code, inks=inks)


def parsed(picture: Picture) -> Any:
    """The drawing as XML reads it, which forgives nothing."""
    return lxml.etree.fromstring(picture.svg)


def lettering(picture: Picture) -> list[str]:
    """Every text that the drawing shows."""
    return ["".join(text.itertext()) for text in parsed(picture).iter(f"{SVG}text")]


def in_black_and_white(svg: str) -> str:
    """The drawing as a printer without greys gives it: every colour is black or white."""

    def printed(colour: re.Match[str]) -> str:
        red, green, blue = (int(colour[0][at : at + 2], 16) for at in (1, 3, 5))
        return "white" if 0.299 * red + 0.587 * green + 0.114 * blue > 127 else "black"

    return re.sub("#[0-9a-f]{6}", printed, svg)
