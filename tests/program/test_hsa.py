"""`nhv hsa`: a list of what differs from an extract of HSA, of which nothing is done."""

import json
from io import BytesIO

import pytest
from openpyxl import Workbook

from nhv.interchange.hsa_extract import read_extract
from nhv.program.main import main
from nhv.register.models import Organisation

HEAD = "HSA-id;Namn;Slutdatum\n"


@pytest.fixture
def hsa(tmp_path, register, capsys):
    place = Organisation.objects.get(key="sahlgrenska-universitetssjukhuset")
    units = {"a": ("Enhet A", "SE2321000131-A1"), "b": ("Enhet B", "SE2321000131-B1"), "c": ("Enhet C", None)}
    # Those that the register begins with have no HSA-id, and are told of as that.
    others = Organisation.objects.filter(kind="unit").count()
    assert not Organisation.objects.filter(hsa_id__isnull=False).exists()
    for key, (name, hsa_id) in units.items():
        Organisation.objects.create(key=key, kind="unit", name=name, hsa_id=hsa_id, parent=place)

    def hsa(content, *options, name="utdrag.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = list(Organisation.objects.order_by("pk").values())
        capsys.readouterr()
        status = main(["hsa", str(path), *options])
        assert list(Organisation.objects.order_by("pk").values()) == before
        said = capsys.readouterr()
        return status, said.out, said.err

    hsa.others = others
    return hsa


ALIKE = "SE2321000131-A1;Enhet A;\nSE2321000131-B1;Enhet B;2999-12-31\n"


def told(hsa, rows, *options, **named):
    status, out, err = hsa(HEAD + rows, "--json", *options, **named)
    assert (status, err) == (0, "")
    return {(one["key"], one["what"], *one["said"]) for one in json.loads(out)["differences"] if len(one["key"]) == 1}


def test_where_all_is_alike_it_says_so_and_names_the_one_without_an_id(hsa):
    status, out, err = hsa(HEAD + ALIKE)
    assert (status, err) == (0, "")
    *lines, last = out.splitlines()
    assert "Sahlgrenska universitetssjukhuset, Enhet C (c): HSA-id saknas" in lines
    assert all(line.endswith("HSA-id saknas") for line in lines)
    units = hsa.others + 3
    assert last == f"{units - 2} skillnader; 2 av {units} enheter stämmer. Inget är ändrat."


def test_each_kind_of_difference_is_told(hsa):
    rows = "SE2321000131-A1;Enhet Åsna;2020-01-31\nSE2321000131-C9;enhet  c;\n"
    assert told(hsa, rows) == {
        ("a", "other_name", "Enhet Åsna"),
        ("a", "ended", "2020-01-31"),
        ("b", "unknown_id"),
        ("c", "no_id", "SE2321000131-C9"),
    }
    _, out, _ = hsa(HEAD + rows)
    for words in (
        "SE2321000131-A1 heter ”Enhet Åsna” i utdraget",
        "SE2321000131-A1 upphörde 2020-01-31 enligt utdraget",
        "HSA-id SE2321000131-B1 finns inte i utdraget",
        "HSA-id saknas; utdraget har samma namn på SE2321000131-C9",
        f"{hsa.others + 4} skillnader; 0 av {hsa.others + 3} enheter stämmer. Inget är ändrat.",
    ):
        assert words in out


def test_a_name_that_several_have_tells_of_all_and_case_and_spaces_are_no_difference(hsa):
    rows = (
        "se2321000131-a1; ENHET   a ;\nSE2321000131-B1;Enhet B;\nSE2321000131-C2;Enhet C;\nSE2321000131-C1;Enhet C;\n"
    )
    assert told(hsa, rows) == {("c", "no_id", "SE2321000131-C1", "SE2321000131-C2")}


@pytest.mark.parametrize("written", ["20200131", "20200131000000Z", "2020-01-31", "2020-01-31T00:00:00"])
def test_a_day_may_be_written_as_the_catalogue_writes_it(hsa, written):
    assert ("a", "ended", "2020-01-31") in told(hsa, f"SE2321000131-A1;Enhet A;{written}\n")


def test_a_sheet_is_read_as_csv_is_and_other_columns_are_left_alone(hsa):
    book = Workbook()
    for row in (["ou", "Ort", "hsaIdentity", "endDate"], ["Enhet A", "Ort", "SE2321000131-A1", 20200131]):
        book.active.append(row)
    book.save(sheet := BytesIO())
    status, out, _ = hsa(sheet.getvalue(), name="utdrag.xlsx")
    assert status == 0
    assert "SE2321000131-A1 upphörde 2020-01-31" in out
    assert "heter ”" not in out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Kolumnen HSA-id saknas"),
        ("Namn;Ort\na;b\n", "Kolumnen HSA-id saknas"),
        ("HSA-id;Ort\nSE2321000131-A1;b\n", "Kolumnen Namn saknas"),
        (HEAD, "inga rader under rubrikerna"),
        (HEAD + "Enhet A;SE2321000131-A1;\n", "Den första är rad 2: ”Enhet A” är inget HSA-id"),
        (HEAD + "SE2321000131-A1;;\n", "Namnet saknas"),
        (HEAD + f"SE2321000131-A1;{'a' * 301};\n", "Namnet saknas eller är längre än 300 tecken"),
        (HEAD + "SE2321000131-A1;Enhet A;i mars\n", "”i mars” är ingen dag"),
        (HEAD + "SE2321000131-A1;Enhet A;2026-02-30\n", "är ingen dag"),
        (HEAD + ALIKE + "SE2321000131-A1;Annan;\n", "HSA-id SE2321000131-A1 står också på rad 2"),
        (HEAD + "SE2321000131-A1;=1+1;\n", "Cellen har en formel"),
        (b"PK\x03\x04skadad", "Filen är skadad"),
        (HEAD + "\n" * 20_001 + "SE2321000131-A1;Enhet A;\n", "för stort"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(hsa, content, words):
    status, out, err = hsa(content)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_of_several_wrong_rows_each_is_named_by_its_line(hsa):
    status, _, err = hsa(HEAD + "a;b;\n" + ALIKE + "c;d;\n")
    assert status == 2
    assert [line.partition(":")[0] for line in err.splitlines()] == ["rad 2", "rad 5", "nhv"]


def test_the_same_row_twice_is_said_once():
    assert len(read_extract((HEAD + ALIKE + ALIKE).encode())) == 2
