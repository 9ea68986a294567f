import pytest

from nhv.language.analyser import Analyser, analyser


@pytest.fixture(scope="session")
def swedish() -> Analyser:
    """The real analyser, with the real dictionary; some seconds the first time on a machine."""
    return analyser()
