"""The letter that an officer begins with when a fact that permits rest on is lost: written from what is known."""

from collections.abc import Sequence
from datetime import date

from nhv.language.dates import date_in_words
from nhv.specification.writing import Bullets, Paragraph, Table, Writing

NOBODY = "ingen som registret känner till"
ASKED = (
    "Uppfylls villkoren i dag, och hur?",
    "Om inte: från vilken dag, och när räknar ni med att de uppfylls igen?",
    "Vem tar hand om patienterna under tiden, och är det överenskommet?",
)


def lost_fact_letter(
    hospital: str, fact: str, since: date, says_no: bool, rows: Sequence[tuple[str, str, str]]
) -> Writing:
    """A draft to the region. `rows` are area, its conditions in words, and the units that can take the patients."""
    day = date_in_words(since)
    happened = (
        f"intygade den {day} att det inte längre är så" if says_no else f"har ett intyg som gällde till den {day}"
    )
    told = tuple((area, conditions, covered or NOBODY) for area, conditions, covered in rows)
    return Writing(
        title=f"Uppgiften ”{fact}” vid {hospital}",
        subject="Utkast till brev till tillståndets innehavare",
        blocks=(
            Paragraph(text=f"{hospital} {happened}. På uppgiften vilar villkor i följande tillstånd."),
            Table(caption="Tillstånd som berörs", head=("Område", "Villkor", "Andra som kan ta emot"), rows=told),
            Paragraph(text="Vi ber er svara på detta:"),
            Bullets(items=ASKED, numbered=True),
        ),
    )
