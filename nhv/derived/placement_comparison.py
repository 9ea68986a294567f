"""A frozen comparison of combinations written out: what the group saw, for page, PDF and Word.

Everything stands in the frozen document, names too, so that the text is the same in ten years.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from nhv.language.dates import date_in_words
from nhv.language.rounding import minutes_shown, percent_shown
from nhv.rules.effects import Effect, EffectHeading
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

Document = Mapping[str, Any]

HEADINGS: Final[dict[EffectHeading, str]] = {
    EffectHeading.EMERGENCY_CARE: "Akutsjukvård",
    EffectHeading.PATIENT_TRANSPORTS: "Patienttransporter",
    EffectHeading.EDUCATION: "Utbildning",
    EffectHeading.RESEARCH: "Forskning",
}
EFFECTS: Final[dict[Effect, str]] = {
    Effect.UNAFFECTED: "opåverkad",
    Effect.STRAINED: "ansträngd",
    Effect.AT_RISK: "hotad",
    Effect.LOST: "förlorad",
}
NOT_JUDGED: Final = "inte bedömt"
NOT_STATED: Final = "inte uppgivet"
MOST_ROWS: Final = 2_000


def comparison_writing(document: Document, maps: Sequence[Sequence[Block]] = ()) -> Writing:
    """The whole of it: who applied, every listed combination, the one that was looked at, and the judgements. `maps`:
    under each that was looked at, its map."""
    return Writing(
        title=f"Kombinationer av sökande: {document['title']}",
        subject="Jämförelse inför beslut om tillstånd",
        blocks=(
            *_about(document),
            *_applicants(document),
            *_combinations(document),
            *_chosen(document, maps),
            *_flown(document),
            *_functions(document),
            *_effects(document),
            *_made_of(document),
        ),
    )


def _about(document: Document) -> Iterator[Block]:
    frozen = datetime.fromisoformat(str(document["frozen"]))
    yield Paragraph(
        tone="lead",
        text=f"Alla kombinationer av {document['k']} av de sökande, mätta på samma sätt, som de såg ut "
        f"{date_in_words(frozen.date())}. Ingen är vägd mot någon annan, och ordningen är ingen rangordning.",
    )


def _applicants(document: Document) -> Iterator[Block]:
    yield Heading(level=2, text="De sökande")
    rows = [
        (one["name"], NOT_STATED if one["stated_volume"] is None else f"{one['stated_volume']} patienter per år")
        for one in _hospitals(document)
    ]
    yield Table(caption="Sökande sjukhus", head=("Sjukhus", "Räknar med"), rows=tuple(rows))


def _combinations(document: Document) -> Iterator[Block]:
    yield Heading(level=2, text="Kombinationerna")
    best = {tuple(one) for one in document["pareto"]}
    yield Table(
        caption="Kombinationer, den med kortast restid i medel först",
        head=(
            "Kombination", "I medel", "95 % har högst", "Mer än 2 timmar", "Mer än 4 timmar", "Största andel vid ett",
            "Ingen annan minst lika bra i alla fem",
        ),
        rows=tuple(
            (*_measures(document, one), "ja" if tuple(one["holders"]) in best else "")
            for one in sorted(document["combinations"], key=lambda one: (one["mean"], one["holders"]))[:MOST_ROWS]
        ),
    )  # fmt: skip
    if left_out := document.get("left_out"):
        yield Paragraph(
            tone="note",
            text=f"{left_out} kombinationer finns inte i listan: de är inte bland de hundra bästa i något mått.",
        )


def _measures(document: Document, one: Document) -> tuple[str, ...]:
    return (*_times(document, one), _share(max(one["load"].values())))


def _times(document: Document, one: Document) -> tuple[str, ...]:
    return (
        _named(document, one),
        _minutes(one["mean"]),
        _minutes(one["p95"]),
        _share(one["over_2h"]),
        _share(one["over_4h"]),
    )


def _chosen(document: Document, maps: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Those that were looked at; what was frozen before any was kept by itself has it among the listed. Where none was,
    each region with the combinations that give it the shortest and the longest way."""
    listed = [one for one in document["combinations"] if one["holders"] == document["chosen"]]
    shown = document.get("looked_at", listed)
    if not shown:
        yield from _between(document)
    for place, looked_at in enumerate(shown):
        yield Heading(level=2, text="Den som den jämfördes med" if place else "Den som var inritad")
        yield from _looked_at(document, looked_at)
        yield from maps[place] if maps else ()
    if "beside" in document:
        yield from _beside(document, document["beside"])


def _between(document: Document) -> Iterator[Block]:
    if not document["combinations"]:
        return
    people = _people(document)
    rows = []
    for key in document["combinations"][0]["regions"]:
        in_order = sorted(document["combinations"], key=lambda one: (one["regions"][key]["mean"], one["holders"]))
        ends = [
            _minutes(one["regions"][key]["mean"]) + f" ({_named(document, one)})" for one in (in_order[0], in_order[-1])
        ]
        rows.append((document["regions"].get(key, key), *people(key), *ends))
    yield Heading(level=2, text="Region för region")
    yield Table(
        caption="I medel med den kombination som är kortast, och längst, för regionen",
        head=("Region", *people(""), "Kortast", "Längst"),
        rows=tuple(rows),
    )


def _named(document: Document, one: Document) -> str:
    return " + ".join(_called(document, code) for code in one["holders"])


def _people(document: Document) -> Callable[[str], tuple[str, ...]]:
    """A cell with how many live in a region, or the column's heading for none; no cell where that was not frozen."""
    counted = document.get("inhabitants")
    if not counted:
        return lambda _key: ()
    return lambda key: (_thousands(counted[key]) if key else "Invånare",)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _beside(document: Document, told: Document) -> Iterator[Block]:
    """For whom the two differ: where it is most longer first, as the page has it."""
    yield Heading(level=2, text="Vilka de skiljer sig för")
    people = {name: _thousands(number) for name, number in told["change"].items()}
    yield Paragraph(
        text=f"{people['longer']} personer får mer än 1 timme längre med den som var inritad, och {people['shorter']} "
        "mer än 1 timme kortare."
    )
    yield Table(
        caption="Den inritade mot den andra, i medel",
        head=("Region", "Skillnad"),
        rows=tuple((document["regions"].get(key, key), _difference(longer)) for key, longer in told["longer"].items()),
    )


def _difference(longer: float) -> str:
    if not longer:
        return "lika"
    return f"{_minutes(abs(longer))} {'längre' if longer > 0 else 'kortare'}"


def _looked_at(document: Document, looked_at: Document) -> Iterator[Block]:
    name, people = _named(document, looked_at), _people(document)
    yield Facts(pairs=(("Kombination", name),))
    yield Table(
        caption=f"Belastning: {name}",
        head=("Sjukhus", "Andel av patienterna"),
        rows=tuple((_called(document, code), _share(share)) for code, share in looked_at["load"].items()),
    )
    yield Table(
        caption=f"Region för region: {name}",
        head=("Region", *people(""), "I medel", "95 % har högst"),
        rows=tuple(
            (document["regions"].get(key, key), *people(key), _minutes(figures["mean"]), _minutes(figures["p95"]))
            for key, figures in looked_at["regions"].items()
        ),
    )


def _flown(document: Document) -> Iterator[Block]:
    """The second figure, by itself; nothing where it was not frozen, or of none."""
    for flown in _with_flight(document):
        rows = sorted(flown["combinations"], key=lambda one: (one["mean"], one["holders"]))
        yield Heading(level=2, text="Med flyg när det går fortare")
        yield Paragraph(text="En andra siffra, och det bästa fallet: som om ett plan gick när någon behöver det.")
        yield Table(
            caption="Med flyg, den med kortast restid i medel först",
            head=("Kombination", "I medel", "95 % har högst", "Mer än 2 timmar", "Mer än 4 timmar"),
            rows=tuple(_times(document, one) for one in rows),
        )


def _functions(document: Document) -> Iterator[Block]:
    """The emergency functions that the area touches, and at which hospitals somebody has judged them."""
    functions = document.get("functions", ())
    if not functions:
        return
    yield Heading(level=2, text="Akutfunktioner att bedöma")
    for one in functions:
        yield Heading(level=3, text=one["name"])
        yield Bullets(items=tuple(one["because"]))
        rows = [
            (hospital["name"], one["attested"].get(hospital["key"], "inte intygat"), _judged(document, one, hospital))
            for hospital in _hospitals(document)
        ]
        yield Table(caption=one["name"], head=("Sjukhus", "Sjukhuset intygar", "Om det blir utan"), rows=tuple(rows))


def _judged(document: Document, function: Document, hospital: Document) -> str:
    named = (EffectHeading.EMERGENCY_CARE, hospital["key"], function["name"].casefold())
    said = (
        EFFECTS[Effect(one["effect"])]
        for one in document["judgements"]
        if (one["heading"], one["hospital"], one["function"].casefold()) == named
    )
    return next(said, NOT_JUDGED)


def _effects(document: Document) -> Iterator[Block]:
    """Under each hospital all four headings, judged or not."""
    yield Heading(level=2, text="Om ett sjukhus blir utan")
    yield Paragraph(
        text="Bedömt under de fyra rubriker som förarbetena nämner (prop. 2017/18:40). De räknas när de tjänar "
        "patientens bästa, och läggs aldrig ihop."
    )
    for hospital in _hospitals(document):
        yield Heading(level=3, text=hospital["name"])
        yield Bullets(items=tuple(_headings(document, hospital["key"])))


def _headings(document: Document, hospital: str) -> Iterator[str]:
    for heading, name in HEADINGS.items():
        said = [one for one in document["judgements"] if (one["hospital"], one["heading"]) == (hospital, heading)]
        yield f"{name}: " + (" ".join(judgement_in_words(one) for one in said) if said else f"{NOT_JUDGED}.")


def judgement_in_words(one: Document) -> str:
    """A judgement as one runs on: the function, how it would fare, why, how that serves the patient, and the rest."""
    parts = [
        f"{one['function']}: {EFFECTS[Effect(one['effect'])]}."
        if one["function"]
        else f"{EFFECTS[Effect(one['effect'])]}."
    ]
    parts += [one["why"], f"För patienten: {one['benefit']}"]
    parts += [f"Det som skulle hjälpa: {one['remedy']}"] if one["remedy"] else []
    parts += [f"Avvikande mening: {one['dissent']}"] if one["dissent"] else []
    return " ".join(parts)


def _made_of(document: Document) -> Iterator[Block]:
    data = document["data"]
    yield Heading(level=2, text="Vad talen är gjorda av")
    yield Facts(
        pairs=(
            ("Kommunuppgifternas kontrollsumma", data["municipalities"]["sha256"]),
            ("Vägarnas kontrollsumma", data["roads"]["sha256"]),
            *(("Flygplatsernas kontrollsumma", one["airports"]["sha256"]) for one in _with_flight(document)),
            ("Modell", str(data["model"])),
            ("Samma tal ger", _command(document)),
            *_commands(document),
        )
    )
    yield Paragraph(
        tone="note",
        text="Med bil, utan köer, raster och snö. Skillnader under 2 minuter eller 1 procentenhet kan modellen inte "
        "skilja åt. Folkmängd den 31 december 2024, åldrar 2019.",
    )


def _with_flight(document: Document) -> Iterator[Document]:
    """What was frozen of flight, if anything."""
    if document.get("flown", {}).get("combinations"):
        yield document["flown"]


def _command(document: Document, more: str = "") -> str:
    data = document["data"]
    return f"nhv placement --from {','.join(data['from'])} --k {document['k']}{more} --weight {data['weight']} --json"


def _commands(document: Document) -> Iterator[tuple[str, str]]:
    """How anybody gets the numbers with flight, those of the ones that were looked at, and of their maps."""
    weight = f"--weight {document['data']['weight']} --json"
    for flown in _with_flight(document):
        if len(flown["combinations"]) == len(document["combinations"]):
            yield "Samma tal med flyg ger", _command(document, " --flight")
        else:
            for one in flown["combinations"]:
                yield "Samma tal med flyg ger", f"nhv placement --from {','.join(one['holders'])} --flight {weight}"
    if "beside" in document:
        one, other = (",".join(document[name]) for name in ("chosen", "against"))
        yield "Samma skillnader ger", f"nhv placement --from {one} --against {other} {weight}"
    for looked_at in document.get("looked_at", ()):
        if "municipalities" in looked_at:
            holders = ",".join(looked_at["holders"])
            yield "Samma karta ger", f"nhv placement --from {holders} --municipalities {weight}"


def _hospitals(document: Document) -> Iterator[Document]:
    for standing in document["hospitals"].values():
        yield from standing


def _called(document: Document, code: str) -> str:
    return ", ".join(one["name"] for one in document["hospitals"][code])


def _minutes(value: float) -> str:
    return f"{minutes_shown(value):.1f} min".replace(".", ",")


def _share(value: float) -> str:
    return f"{percent_shown(value):.1f} %".replace(".", ",")
