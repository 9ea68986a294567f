"""An outline with every kind of question, and answers to all of it."""

from typing import Any

from nhv.specification.outline import Asked, OnlyIf, Outline, Section
from nhv.specification.questions import Question

LONG_KEY = "tillgang-till-thoraxkirurgisk-intensivvard-dygnet-runt-under-hela-aret-pa-sjukhuset"[:80].rstrip("-")


def _asked(key: str, kind: Any, text: str, **more: Any) -> Asked:
    of_question = {name: more.pop(name) for name in ("hint", "unit", "required", "choices", "most") if name in more}
    return Asked(key=key, question=Question(kind=kind, text=text, **of_question), **more)


OUTLINE = Outline(
    kind="application",
    title="Ansökan: viss avancerad esofaguskirurgi",
    sections=(
        Section(
            key="villkor",
            heading="Särskilda villkor",
            lead="Villkoren är föreslagna och kan ändras innan nämnden beslutar.",
            questions=(
                _asked(
                    "intensivvard",
                    "yes_no",
                    "Har sjukhuset intensivvård dygnet runt?",
                    clause="Sjukhuset ska ha intensivvård dygnet runt.",
                    hint="Svara för det sjukhus där vården ska bedrivas.",
                ),
                _asked(
                    LONG_KEY,
                    "text",
                    "Hur uppfylls villkoret om thoraxkirurgi?",
                    only_if=OnlyIf(key="intensivvard", answer=True),
                    further=True,
                    most=2_000,
                ),
                _asked("volym", "number", "Hur många patienter opereras per år?", unit="patienter per år"),
                _asked(
                    "ansvar",
                    "choice",
                    "Vem bedriver vården?",
                    choices=("Regionen själv", "En privat vårdgivare – avtal"),
                ),
                _asked(
                    "delar",
                    "several_choices",
                    "Vilka delar söks?",
                    choices=("Resektion", "Rekonstruktion", "Fistelbehandling & stentar"),
                    required=False,
                ),
            ),
        ),
        Section(
            key="plan",
            heading="Verksamhetsplan",
            questions=(
                _asked("start", "date", "När kan verksamheten starta?"),
                _asked("avtal", "period", "Hur länge gäller samverkansavtalet?", required=False),
                _asked("bemanning", "roles_and_numbers", "Vilka roller finns, och hur många av varje?"),
                _asked("verksamhetsplan", "attachment", "Bifoga verksamhetsplanen."),
            ),
        ),
    ),
)

ANSWERS: dict[str, Any] = {
    "intensivvard": True,
    LONG_KEY: 'Jourlinje dygnet runt.\n\nTvå "platser" – åtta dagar <i sträck> & mer.\tKlart.',
    "volym": 1234.5,
    "ansvar": "En privat vårdgivare – avtal",
    "delar": ["Resektion", "Fistelbehandling & stentar"],
    "start": "2026-03-29",
    "avtal": {"from": "2026-01-01", "until": None},
    "bemanning": [{"role": "Specialist i kirurgi", "number": 4}, {"role": "Dietist", "number": 2}],
    "verksamhetsplan": [{"name": "plan.pdf", "sha256": "0" * 64, "size": 12_000}],
}

PROPERTIES = {"filing": "7f3a", "revision": 12, "version": "esofagus/2"}
