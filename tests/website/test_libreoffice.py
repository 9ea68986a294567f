"""Each table that everybody can fetch, opened by LibreOffice: it reads what the CSV of the same address says."""

import csv
import io
import os
import subprocess
from datetime import date

import pytest
from django.test import Client

from nhv.paper.sheet import sheet
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.skipif(
    "libreoffice-calc-nogui" in os.environ.get("NHV_TEST_WITHOUT", ""), reason="asked for: NHV_TEST_WITHOUT"
)
# Semicolons, UTF-8, all text, and cells as they are shown.
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
TABLES = (
    ("/api/v1/register.xlsx", "/api/v1/register.csv"),
    *((f"{page}?format=xlsx", f"{page}?format=csv") for page in ("/omraden/", "/utlysningar/")),
)


def opened(folder, files):
    """The rows that LibreOffice reads of each file, by its name; all in one start."""
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", AS_CSV]
    command += ["--outdir", f"{folder}/read", *(f"{folder}/{name}.xlsx" for name in files)]
    subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
    found = {}
    for name in files:
        (path,) = (folder / "read").glob(f"{name}-*.csv")
        found[name] = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), delimiter=";"))
    return found


def test_letters_days_and_numbers_are_what_they_were(tmp_path):
    rows = [["Åsele; ”ö”", date(2026, 3, 1), 1234.5, "007", "=1+1"], ["två\nrader", None, -3, "1-2", "😀"]]
    (found,) = opened(tmp_path, {"ett": sheet(["å", "dag", "tal", "nummer", "text"], rows)}).values()
    assert found == [
        ["å", "dag", "tal", "nummer", "text"],
        ["Åsele; ”ö”", "2026-03-01", "1234.5", "007", "=1+1"],
        ["två\nrader", "", "-3", "1-2", "😀"],
    ]


def test_what_everybody_can_fetch_opens_and_says_what_its_csv_says(register, tmp_path):
    files = {f"tabell{number}": Client().get(of_excel).content for number, (of_excel, _) in enumerate(TABLES)}
    found = opened(tmp_path, files)
    for number, (_, as_csv) in enumerate(TABLES):
        text = Client().get(as_csv).content.decode("utf-8-sig")
        told = [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text), delimiter=";")]
        assert len(told) > 1, as_csv
        assert [[cell.replace("\r\n", "\n") for cell in row] for row in found[f"tabell{number}"]] == told, as_csv
