"""`nhv figures`: a file of counts, all or nothing, each wrong row told by its line."""

import json

import pytest

from nhv.program.main import main
from nhv.register.models import Figure
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file

HEAD = "area;place;measure;month;count\n"
ROW = "provomrade;sahlgrenska-universitetssjukhuset;operationer;2025-03;7\n"


@pytest.fixture(autouse=True)
def _an_area_with_a_measure(sqlite_register):
    measures = [{"key": "operationer", "text": "Antal operationer", "kind": "count"}]
    publish([a_file(WEST, measures=measures)], by=Actor("program", "test"))


@pytest.fixture
def figures(tmp_path, capsys):
    def figures(text, *options):
        path = tmp_path / "antal.csv"
        path.write_text(text, encoding="utf-8")
        status = main(["figures", str(path), *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    return figures


def test_what_was_read_is_counted(figures):
    assert figures(HEAD + ROW) == (0, "1 nya, 0 ersätter tidigare, 0 oförändrade\n", "")
    status, out, _ = figures(HEAD + ROW.replace("7", "9"), "--json")
    assert (status, json.loads(out)) == (0, {"new": 0, "replaced": 1, "unchanged": 0})
    assert Figure.objects.known().get().count == 9


def test_every_wrong_row_is_told_and_nothing_is_loaded(figures):
    wrong = ROW.replace("operationer", "okant") + ROW.replace("provomrade", "okant")
    status, out, err = figures(HEAD + ROW + wrong)
    assert (status, out, Figure.objects.count()) == (2, "", 0)
    assert [line.partition(":")[0] for line in err.splitlines()] == ["rad 3", "rad 4", "nhv"]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("a;b\n", (), "Första raden ska ha rubrikerna area, place, measure, month, count."),
        (HEAD + ROW, ("--source", "okand"), "”okand” är ingen källa"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(figures, text, options, said):
    status, _, err = figures(text, *options)
    assert (status, len(err.splitlines())) == (2, 1)
    assert said in err
