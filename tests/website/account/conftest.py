"""A provider of sign-in that runs, and somebody who may come in by it."""

import pytest

from nhv.rules.roles import Role
from tests.support.at_provider import told_of
from tests.support.people import a_person
from tests.support.provider import CLIENT, SECRET, a_provider


@pytest.fixture
def provider(tmp_path, monkeypatch):
    """A provider that runs, and the product told of it as an operator tells it."""
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    with a_provider() as running:
        told = {"ISSUER": running.address, "CLIENT_ID": CLIENT, "SECRET_FILE": str(secret)}
        with told_of(monkeypatch, **told, NAME="Regionens inloggning"):
            yield running


@pytest.fixture
def writer():
    return a_person(Role.WRITER, "region-skane", second_factor=False)
