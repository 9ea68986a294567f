"""The file that says which record systems may ask: what is wrong with it is said, and what to do."""

import environ
import pytest

from nhv.program.cds import cds_clients
from nhv.program.faults import InputFault


def told_of(monkeypatch, path):
    monkeypatch.setenv("NHV_CDS_HOOKS", str(path))
    with pytest.raises(InputFault) as fault:
        cds_clients(environ.Env())
    return str(fault.value)


def test_a_file_that_is_not_there_is_told_apart_from_one_of_another_form(monkeypatch, tmp_path):
    missing, other = tmp_path / "missing.json", tmp_path / "other.json"
    other.write_text('{"clients": 5}', encoding="utf-8")
    assert "går inte att öppna" in told_of(monkeypatch, missing)
    said = told_of(monkeypatch, other)
    assert "har inte den form" in said and "docs/for-programs.md" in said and "nhv/program/cds.py" not in said


@pytest.mark.parametrize(
    "told",
    ['{"clients": [], "origin": []}', '{"clients": [{"issuer": "https://a.demo.invalid", "keys": [], "origin": ""}]}'],
)
def test_a_field_that_is_misspelt_is_named_and_not_taken_for_one_left_out(monkeypatch, tmp_path, told):
    path = tmp_path / "misspelt.json"
    path.write_text(told, encoding="utf-8")
    assert "ett fält som inte finns: origin." in told_of(monkeypatch, path)


def test_the_least_that_the_message_names_is_enough(monkeypatch, tmp_path):
    least = tmp_path / "least.json"
    least.write_text('{"clients": [], "origins": [], "patient": false}', encoding="utf-8")
    monkeypatch.setenv("NHV_CDS_HOOKS", str(least))
    assert cds_clients(environ.Env()).issuers == {}
