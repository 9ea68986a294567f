"""Documents as TOML: nothing lost on the way out and in, and faults told so that one can mend them."""

from datetime import date

import pytest

from nhv.specification import toml
from nhv.specification.document import AreaFile, CallFacts
from nhv.specification.faults import DocumentFault
from tests.support.areas import SOUTH, WEST, a_file, an_area


def test_a_document_that_is_written_reads_back_equal():
    file = a_file(
        {**WEST, "sub_permits": ["barn"]},
        SOUTH,
        sub_permits=[{"key": "barn", "text": "barn", "units": 1, "covers": {"population": {"text": "barn"}}}],
        exclusions=[{"key": "ovrigt", "text": 'Övrigt «citat» och "fnuttar"\nmed ny rad', "hedge": "generellt"}],
    )
    assert toml.read_area_file(toml.write(file)) == file


def test_a_call_that_is_written_reads_back_equal():
    call = CallFacts(key="utlysning-2025", title="Utlysning", deadline=date(2025, 11, 14), email="nhv@example.se")
    file = AreaFile(area=an_area(), calls=(call,))
    assert toml.read_area_file(toml.write(file)) == file


AREA = '[area]\nkey = "prov"\nname = "Prov"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[area]\nkey = "prov\n', "rad 2"),
        (AREA + "unitz = 2\n", "area.unitz: okänd nyckel «unitz» (menade du «units»?)"),
        ('[area]\nkey = "prov"\n', "area.name: fältet saknas"),
        ('[area]\nkey = "Prov"\nname = "Prov"\n', "area.key: «Prov» har inte rätt form"),
        (AREA + "units = 0\n", "area.units"),
        (AREA + "in_force_from = 17\n", "skriv datumet som ÅÅÅÅ-MM-DD"),
        (AREA + '[[area.scope]]\nkey = "a"\n[[area.scope]]\nkey = "a"\n', "nyckeln «a» står 2 gånger"),
        (AREA + '[[area.exclusions]]\nkey = "a"\ntext = "x"\nmay_be_brought_to = "b"\n', "pekar på nyckeln «b»"),
        (AREA + 'aliases = ["' + "x" * 301 + '"]\n', "area.aliases.0: för långt; högst 300"),
        (AREA + 'intro = "a\\u0007b"\n', "styrtecken"),
        (AREA + '[[permits]]\nregion = "Region Skåne"\nsub_permits = ["barn"]\n', "undertillståndet «barn»"),
        (AREA + "[[permits]]\nregion = 'X'\nvalid_from = 2024-01-02\nvalid_until = 2024-01-01\n", "slutar 2024-01-01"),
        (
            AREA.replace("name = ", "in_force_from = 9923-01-01\nname = "),
            "area.in_force_from: året ska vara mellan 1900",
        ),
        (AREA + '[[permits]]\nregion = "X"\nvalid_until = "2923-01-01"\n', "permits.0.valid_until: året ska vara"),
        (AREA + '[[permits]]\nregion = "A\\uE000"\n', "permits.0.region: texten innehåller styrtecken"),
        (AREA + '[[permits]]\nregion = "12\u202e34"\n', "permits.0.region: texten har tecken som vänder"),
        ("a" * 500_001, "för stor"),
        ("a = " + "[" * 5_000, "nästlat"),
        (AREA + "a." * 50_000 + "b = 1\n", "rad 4: ett namn har fler än 40 delar"),
        (AREA + "[" + '"a" . ' * 50_000 + "b]\n", "ett namn har fler än 40 delar"),
        (AREA + "a = {" + "a." * 50_000 + "b = 1}\n", "ett namn har fler än 40 delar"),
    ],
)
def test_a_fault_says_what_is_wrong_and_where(text, words):
    with pytest.raises(DocumentFault) as fault:
        toml.read_area_file(text, name="prov.toml")
    assert words in str(fault.value)
    assert str(fault.value).startswith("prov.toml: ")
    assert "\n" not in str(fault.value)


def test_several_faults_are_counted():
    with pytest.raises(DocumentFault, match=r"\(och 1 fel till\)"):
        toml.read_area_file(AREA + "a = 1\nb = 2\n")


def test_a_number_that_no_reader_takes_is_a_fault_in_words():
    with pytest.raises(DocumentFault, match="för många siffror"):
        toml.read_area_file("a=" + "9" * 5_000)


def test_what_nobody_sees_is_taken_out_as_in_a_form():
    file = toml.read_area_file(AREA + '[[permits]]\nregion = "A\u202eB\u200b\u3164C\u2028D"\n')
    assert file.permits[0].region == "ABC\nD"
