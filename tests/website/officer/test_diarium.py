"""The registrar's page of the official diarium, and the same by command."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from nhv.paper.sheet import csv_text, sheet
from nhv.process.diarium.acts import OUT
from nhv.process.diarium.models import DiariumRow
from nhv.process.jobs import JOBS
from nhv.program.main import main
from nhv.register.models import DiaryEntry
from nhv.rules.roles import Role
from tests.support.calls import a_draft, an_applicant, an_open_call, sent
from tests.website.officer.pages import Official, faults

PAGE, DESK = "/handlaggning/diariet/", "/handlaggning/"


def an_application():
    signatory = an_applicant()
    version = sent(a_draft(an_open_call(), signatory), signatory)
    return f"in-{version.filing.key}-1"


def compare_this_morning():
    next(job for job in JOBS if job.name == "exchange_with_the_diarium").run()


def a_list(*rows, as_sheet=False):
    content = sheet(OUT[:4], rows) if as_sheet else csv_text(OUT[:4], rows).encode()
    return SimpleUploadedFile("lista.xlsx" if as_sheet else "lista.csv", content)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_in_the_morning_the_desk_says_what_does_not_agree_and_one_press_takes_the_list_away():
    document, registrar = an_application(), Official(Role.REGISTRAR)
    assert "Stämmer inte med diariet" not in registrar.get(DESK).text
    compare_this_morning()
    desk = registrar.get(DESK)
    assert "Handlingar utan nummer i diariet" in desk.text and document in desk.text
    assert PAGE in desk.links()
    (row,) = [one for one in rows_of(registrar.download(f"{PAGE}handlingar.csv")) if one["Handling"] == document]
    assert (row["Inkommen eller upprättad"], row["Från eller till"]) == ("inkommen", "Region Skåne")
    filled = ("7/2026", row["Handling"], row["Rubrik"], timezone.localdate())
    page = registrar.send(PAGE, sheet=a_list(filled, as_sheet=True))
    assert "1 nya nummer, 0 ändrade och 0 som förut" in page.text
    assert document not in registrar.get(DESK).text
    assert registrar.get(PAGE).queries <= 12


def test_the_same_form_sent_twice_reads_its_list_once():
    document, registrar = an_application(), Official(Role.REGISTRAR)
    for _each in range(2):
        page = registrar.post(PAGE, once="a" * 32, sheet=a_list(("7/2026", document, "", "")))
        assert page.status == 200 and "1 nya nummer" in page.text
    assert DiaryEntry.objects.filter(act="diarium_read").count() == 1


def test_a_wrong_list_is_told_row_by_row_on_the_page_and_nothing_of_it_is_kept():
    document, registrar = an_application(), Official(Role.REGISTRAR)
    page = registrar.send(PAGE, sheet=a_list(("1", document, "", ""), ("2", "in-okand-1", "", ""), ("3", "x", "", "")))
    assert page.status == 200 and "Antal rader med fel: 2" in faults(page)[0]
    assert "Rad 3:" in page.text and "Rad 4:" in page.text and "in-okand-1" in page.text
    page = registrar.send(PAGE, sheet=SimpleUploadedFile("bild.csv", b"\x00\x01\x02"))
    assert "binära data" in faults(page)[0]
    assert faults(registrar.send(PAGE))
    assert not DiariumRow.objects.exists()


def test_no_person_is_named_and_an_officer_does_not_reach_it():
    an_application()
    registrar = Official(Role.REGISTRAR)
    text = registrar.download(f"{PAGE}handlingar.csv").content.decode()
    assert "@" not in text and "in-" in text
    assert registrar.download(f"{PAGE}handlingar.xlsx").content.startswith(b"PK")
    for path in (PAGE, f"{PAGE}handlingar.csv", f"{PAGE}handlingar.xlsx"):
        assert Official(Role.OFFICER).get(path).status == 404


@pytest.fixture
def diarium(capsys):
    def run(*arguments):
        status = main(["diarium", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_folder_gets_todays_file_and_the_diariums_own_is_read(sqlite_register, diarium, tmp_path):
    document = an_application()
    status, out, _err = diarium("out", tmp_path / "ut", "--json")
    told = json.loads(out)
    (path,) = (tmp_path / "ut").iterdir()
    assert (status, told["file"]) == (0, str(path)) and path.name == f"handlingar-{timezone.localdate()}.csv"
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    assert tuple(head) == OUT and told["documents"] == len(rows)
    filled = tmp_path / "in.csv"
    mine = [["7/2026", *row[1:]] if row[1] == document else row for row in rows]
    filled.write_text(csv_text(head, mine), encoding="utf-8")
    status, out, err = diarium("in", filled, "--json")
    assert (status, json.loads(out)["new"], err) == (0, 1, "")
    assert DiariumRow.objects.get().document == document


def test_a_shared_folder_is_written_and_read_by_the_worker(sqlite_register, tmp_path):
    document = an_application()
    with override_settings(DIARIUM=str(tmp_path)):
        compare_this_morning()
        (out,) = (tmp_path / "ut").iterdir()
        assert document in out.read_text(encoding="utf-8-sig")
        (tmp_path / "in" / "a.csv").write_text(csv_text(OUT[:4], [("7/2026", document, "", "")]), encoding="utf-8")
        (tmp_path / "in" / "b.csv").write_text(csv_text(OUT[:4], [("8/2026", "in-okand-1", "", "")]), encoding="utf-8")
        (tmp_path / "in" / "c.part").write_text("på väg", encoding="utf-8")
        compare_this_morning()
    assert DiariumRow.objects.get().number == "7/2026" and "7/2026" in out.read_text(encoding="utf-8-sig")
    left = {path.relative_to(tmp_path / "in").parts[0] for path in (tmp_path / "in").rglob("*") if path.is_file()}
    assert left == {"lasta", "nekade", "c.part"}
    (why,) = (tmp_path / "in" / "nekade").glob("*.skal")
    assert "in-okand-1" in why.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Nummer;Handling\n1;2\n", "Diarienummer, Rubrik, Datum saknas"),
        ("Diarienummer;Handling;Rubrik;Datum\n1;in-x;;\n2;in-y;;\n", "Antal rader med fel: 2"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_status_2(sqlite_register, diarium, tmp_path, content, said):
    file = tmp_path / "in.csv"
    file.write_text(content, encoding="utf-8")
    status, out, err = diarium("in", file)
    assert (status, out) == (2, "") and said in err
    assert diarium("out", file)[0] == 2
    assert diarium("out", tmp_path / "ut", "--since", "i fjol")[0] == 2
