"""`nhv placement`: the agreed shape, and one sentence for each fault in the input."""

import json
from datetime import date

import pytest

from nhv.program.main import main
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file

US = Actor("program", "test")
SEVEN = "0184,0380,0580,1281,1480,1880,2480"


def run(capsys, *arguments):
    status = main(["placement", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def document(capsys, *arguments):
    status, out, err = run(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_the_set_itself_has_the_agreed_shape(capsys):
    found = document(capsys, "--from", "0184,1281,0580,1480")
    assert set(found) == {"data", "combinations", "pareto"}
    (one,) = found["combinations"]
    assert list(one) == [
        "holders", "mean", "p95", "over_2h", "over_4h", "worst_municipality", "regions", "load",
        "healthcare_regions_without", "mean_within_capacity",
    ]  # fmt: skip
    assert one["holders"] == ["0184", "0580", "1281", "1480"]
    assert (one["mean"], one["p95"], one["over_2h"], one["over_4h"]) == (105.02, 482.8, 0.2399, 0.1024)
    assert one["worst_municipality"] == {"code": "2584", "minutes": 962.1}
    assert one["regions"]["region-gotland"] == {"mean": 298.5, "p95": 298.5}
    assert one["load"] == {"0184": 0.4616, "0580": 0.1618, "1281": 0.1831, "1480": 0.1935}
    assert one["healthcare_regions_without"] == ["mellansverige", "norra"]
    assert one["mean_within_capacity"] is None
    assert found["pareto"] == [one["holders"]]
    assert {len(found["data"][table]["sha256"]) for table in ("municipalities", "roads")} == {64}


def test_all_pairs_and_those_no_other_is_at_least_as_good_as(capsys):
    found = document(capsys, "--from", SEVEN, "--k", "2")
    assert len(found["combinations"]) == 21
    assert found["pareto"] == [["0184", "1480"], ["0380", "1480"], ["0580", "2480"], ["1281", "1880"]]


def test_one_beside_another_and_for_whom_they_differ(capsys):
    found = document(capsys, "--from", "0184,1480", "--against", "1480,0380")
    assert found["against"]["mean"] == 141.87
    assert found["change"] == {"longer": 0, "shorter": 0}
    assert (found["longer"]["region-norrbotten"], found["longer"]["region-stockholm"]) == (41.6, -38.06)
    assert found["longer"]["region-skane"] == 0.0, "nearer each other than the model can tell"
    (status, out, _err) = run(capsys, "--from", "0184,1480", "--against", "1281,2480")
    assert status == 0
    assert "personer får mer än 1 timme längre" in out


def test_with_flight_is_a_figure_of_its_own(capsys):
    road, flown = (document(capsys, "--from", "0184,1480", *more) for more in ((), ("--flight",)))
    assert (road["combinations"][0]["mean"], flown["combinations"][0]["mean"]) == (137.51, 111.04)
    assert "airports" in flown["data"]
    assert "airports" not in road["data"]
    assert document(capsys, "--from", "0184,1480", "--against", "0380,1480", "--flight")["against"]["mean"] < 141


def test_other_weights_and_a_limit(capsys):
    found = document(capsys, "--from", "0184,1480", "--weight", "under-18", "--most", "0,55")
    (one,) = found["combinations"]
    assert one["mean"] == 133.12
    assert one["mean_within_capacity"] > one["mean"]


def test_all_of_them_are_a_line_each(capsys):
    status, out, _err = run(capsys, "--from", SEVEN, "--k", "4", "--all", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, len(lines)) == (0, 35)
    assert lines == document(capsys, "--from", SEVEN, "--k", "4")["combinations"]


def test_a_limit_that_nobody_meets_is_said(capsys):
    status, out, err = run(capsys, "--from", "0184,1480", "--most", "0.45", "--json")
    assert (status, json.loads(out)["combinations"][0]["mean_within_capacity"]) == (0, None)
    assert "ange en större andel" in err


def test_people_read_a_line_each(capsys):
    status, out, _err = run(capsys, "--from", "0184,1480")
    assert status == 0
    assert " 137.5   482.8   45.2%   13.1%   962.1  * Solna, Göteborg" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "ange orterna antingen med --from"),
        (("--from", "0184", "--area", "x"), "ange orterna antingen med --from"),
        (("--from", ","), "Ingen kommun är angiven"),
        (("--from", "0184,0184"), "Kommun 0184 står två gånger"),
        (("--from", "0184,1917"), "1917 är ingen kommunkod"),
        (("--from", "0184", "--k", "1"), "Det finns bara en sökande"),
        (("--from", "0184,1480", "--k", "3"), "3 av 2 går inte att välja"),
        (("--from", "0184,1480", "--k", "två"), "«två» är inget antal"),
        (("--from", "0184,1480", "--most", "mycket"), "«mycket» är ingen andel"),
        (("--from", "0184,1480", "--most", "1.5"), "1.5 är ingen andel"),
        (("--from", "0184,1480", "--weight", "alla"), "”alla” är ingen vikt"),
        (("--from", "0184,1480", "--against", ","), "Ingen kommun är angiven"),
        (("--from", "0184,1480", "--against", "1917"), "1917 är ingen kommunkod"),
        (("--from", "0184,1480", "--k", "1", "--against", "0380"), "ta bort --k"),
    ],
)
def test_a_fault_in_the_input_is_one_sentence(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_an_area_stands_for_its_holders(sqlite_register, capsys):
    found = document(capsys, "--area", "neuromuskulara-sjukdomar")
    assert found["data"]["from"] == ["0184", "0580", "1281", "1480"]
    assert found["combinations"][0]["mean"] == 105.02


def test_permits_that_have_ended_do_not_count(sqlite_register, capsys):
    publish([a_file({**WEST, "valid_until": date(2025, 1, 1)}, SOUTH)], by=US)
    assert document(capsys, "--area", "provomrade")["data"]["from"] == ["1281"]


@pytest.mark.parametrize(
    ("permits", "said"),
    [
        ((), "inga gällande tillstånd lästa"),
        (({"region": "Region Skåne"},), "Region Skåne anger inget sjukhus"),
        (({"region": "Region Gotland", "hospital": "Visby lasarett"},), "Visby lasarett har ingen kommunkod"),
    ],
)
def test_where_a_holder_stands_is_never_guessed(sqlite_register, capsys, permits, said):
    publish([a_file(WEST, *permits) if permits else a_file()], by=US)
    status, out, err = run(capsys, "--area", "provomrade")
    assert (status, out) == (2, "")
    assert said in err


def test_an_unknown_area_is_said(sqlite_register, capsys):
    status, _out, err = run(capsys, "--area", "finns-inte")
    assert status == 2
    assert "inget område eller ärende med nyckeln ”finns-inte”" in err
