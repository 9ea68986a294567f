"""What people type by hand: headings underlined with signs, «följande ingår inte», a head beside its points."""

import pytest

from nhv.files.tables import heads_apart
from nhv.files.written import Written
from nhv.reading.result import read_document

PAGE = """Svår tornsvalesjuka
{line}

Definition
{line}
Socialstyrelsen har den 4 maj 2023 beslutat att viss vård vid svår tornsvalesjuka, enligt nedan,
ska bedrivas vid 3 enheter.

Följande utgör nationell högspecialiserad vård:

- Utredning av misstänkt tornsvalesjuka
- Operation av vinge

Förtydliganden till definitionen
{line}
- Med vinge avses båda vingarna.

{heading}

- Kontroll av läkt vinge.

Giltighetstid
{line}
Tillståndet gäller från 1 april 2024 och tillsvidare.
"""


def texts(area, part):
    return [clause["text"] for clause in area[part]]


@pytest.mark.parametrize("line", ["----------", "==========", "* * * * *", "__________", "~~~~~~"])
@pytest.mark.parametrize(
    "heading", ["Följande ingår inte:", "Det här omfattas inte", "Vad som inte ingår:", "Ingår ej"]
)
def test_underlined_headings_and_own_words_for_what_is_not_in(line, heading):
    read = read_document(PAGE.format(line=line, heading=heading).encode(), "sida.txt").as_json()
    area = read["area"]
    scope = [point["text"] for group in area["scope"] for point in group["points"]]
    assert scope == ["Utredning av misstänkt tornsvalesjuka", "Operation av vinge"]
    assert texts(area, "clarifications") == ["Med vinge avses båda vingarna."]
    assert texts(area, "exclusions") == ["Kontroll av läkt vinge."]
    assert read["unread"] == []


def test_a_head_beside_its_points_stands_on_a_line_of_its_own():
    lines = ["Utredning\t•\tBedömning av vinge", "        •\tMätning av vinge", "Ålder\t18 år"]
    found = heads_apart([Written(text) for text in lines])
    assert [(line.text, line.heading) for line in found if line.text] == [
        ("Utredning", 3),
        ("        • Bedömning av vinge", 0),
        ("        •\tMätning av vinge", 0),
        ("Ålder\t18 år", 0),
    ]
