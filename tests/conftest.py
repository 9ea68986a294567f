"""What all tests share: settings in a temporary data directory, and a database of one's own for each test."""

import atexit
import gc
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhv.records.keys import WITNESS_KEY
from tests.support import balance
from tests.support.kept import witness_key
from tests.support.run import Run

RUN = Run()
atexit.register(RUN.end)
DATA = Path(tempfile.mkdtemp(prefix="data-", dir=RUN.folder))
os.environ.update(NHV_DATA=str(DATA), DJANGO_SETTINGS_MODULE="nhv.program.settings", NHV_ALLOWED_HOSTS="*")
# What one process of the run wrote, another verifies: the diary's hashes are made under one key.
(DATA / "keys").mkdir()
(DATA / "keys" / WITNESS_KEY).write_text(RUN.once("witness-key", witness_key))
# The dictionary's word sets are built once for all runs, and not once for each data directory.
os.environ.setdefault("NHV_CACHE", str(Path(__file__).parents[1] / "build" / "cache"))
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import translation  # noqa: E402

from tests.support.databases import Databases  # noqa: E402
from tests.support.days import far_from_midnight  # noqa: E402
from tests.support.demonstrated import served  # noqa: E402
from tests.support.server import left_running  # noqa: E402

setup_test_environment()
# Where passwords are the subject, tests ask for the product's own hasher.
settings.PASSWORD_HASHERS = ["tests.support.hashing.Quick"]


def pytest_configure(config: pytest.Config) -> None:
    """A worker among several is told of by xdist, and has nothing to tell itself."""
    config.pluginmanager.register(balance.InWorker() if hasattr(config, "workerinput") else balance.InFront())


def pytest_collection_finish() -> None:
    """What is here for good, the program and ten thousand tests, is not searched for rubbish again and again: an eighth
    of the processor's time went to that. A worker that serves does the same (nhv.website.warming)."""
    gc.collect()
    gc.freeze()


_numbers = itertools.count()
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def _in_swedish() -> None:
    """Each test begins in the language of the settings: a request for an English page leaves its own behind."""
    translation.activate("sv")


@pytest.fixture(autouse=True)
def _no_checkpoints_of_others() -> None:
    """The data directory is shared by all tests of a process, and each has a diary of its own."""
    settings.OWN_CHECKPOINTS = DATA / "checkpoints" / str(next(_numbers))


@pytest.fixture(scope="session")
def databases() -> Databases:
    """Copies of the run's templates, for this process."""
    return Databases(DATA, RUN)


@pytest.fixture(autouse=True)
def _as_if_it_were_the_first() -> None:
    """No test begins with what another has left in the process, nor so late that its day ends."""
    translation.deactivate()
    far_from_midnight()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """An empty, migrated database of each kind. Gives its address."""
    with databases.copy(request.param, "empty") as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A register with the bundled areas, on each kind of database. Gives its address."""
    with databases.copy(request.param, "bundled") as address:
        yield address


@pytest.fixture
def sqlite_register(databases: Databases) -> Iterator[str]:
    """A register with the bundled areas on SQLite, for what does not depend on the kind of database."""
    with databases.copy("sqlite", "bundled") as address:
        yield address


@pytest.fixture(scope="session")
def live(databases: Databases) -> str:
    """The address of a running product with the bundled areas on SQLite, one a run. Only for what changes nothing."""
    return left_running(RUN, databases.for_the_run)


@pytest.fixture(scope="session")
def demonstrated() -> tuple[Path, str]:
    """The data directory and address of a running demonstration, one a run. For what may be tried by anybody."""
    return served(RUN)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two real documents. Only what reads them may be left out, and only where the folder is not there."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/seeds is not in this clone: what reads the real documents is left out")
    return folder
