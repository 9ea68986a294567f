"""A register that an earlier release wrote goes on with this one: nothing is lost, and all of it still verifies."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from tests.support.older import RELEASES, bring_out, digest, frozen, restore


@pytest.fixture(params=[(release, vendor) for release in RELEASES for vendor in ("sqlite", "postgresql")])
def older(request, tmp_path, databases):
    """Where a command finds the register of a release."""
    release, vendor = request.param
    bring_out(release, tmp_path, vendor)
    if vendor == "sqlite":
        yield {"NHV_DATA": str(tmp_path)}
        return
    with databases.nothing("postgresql") as address:
        restore(tmp_path, address)
        yield {"NHV_DATA": str(tmp_path), "DATABASE_URL": address}


@pytest.mark.parametrize("path", frozen())
def test_a_migration_that_has_been_released_says_what_it_said(path):
    assert digest(path) == frozen()[path], "what has been released is added to, and never changed"


def test_it_verifies_is_searched_and_written_on(older):
    assert told(older, "search", "esofaguscancer")["answers"]
    verified = told(older, "verify")
    assert verified["entries"] > 700 and verified["faults"] == []
    nhv(older, "load")
    assert told(older, "verify")["faults"] == []


@pytest.mark.parametrize("release", RELEASES)
def test_what_somebody_changed_in_it_is_still_seen(release, tmp_path):
    bring_out(release, tmp_path, "sqlite")
    with sqlite3.connect(tmp_path / "nhv.sqlite3") as changed:
        changed.execute("UPDATE register_organisation SET name = 'Ett annat namn' WHERE id = 1")
    register = {"NHV_DATA": str(tmp_path)}
    nhv(register, "search", "esofaguscancer")
    assert json.loads(nhv(register, "verify", "--json", status=1))["faults"]


def told(register, *arguments):
    return json.loads(nhv(register, *arguments, "--json"))


def nhv(register, *arguments, status=0):
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | register
    command = [sys.executable, "-m", "nhv.program.main", *arguments]
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert ended.returncode == status, (ended.stdout + ended.stderr)[:2000]
    return ended.stdout
