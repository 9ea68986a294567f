"""The wheel: built from a clean copy and installed where no source tree is, it makes a demonstration and serves it.

No network: it is built with, and runs on, the packages that the tests themselves run on.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhv import __version__
from tests.support.patience import PATIENCE
from tests.support.server import start

PROJECT = Path(__file__).parents[2]
FILES = ("pyproject.toml", "README.md", "LICENSE")
FOLDERS = ("requirements", "areas", "nhv")
NOT_SOURCES = shutil.ignore_patterns("node_modules", "__pycache__", "*.pyc")
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
OFFLINE = ["--no-deps", "--no-index"]


def build(folder: Path) -> Path:
    """A wheel, built from a copy of the sources as a clone and `make` leave them."""
    for name in FILES:
        shutil.copy(PROJECT / name, folder / name)
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, folder / name, symlinks=True, ignore=NOT_SOURCES)
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [*PIP, "wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", "dist", "."]
    subprocess.run(command, cwd=folder, env=surroundings, check=True)
    (wheel,) = (folder / "dist").iterdir()
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory) -> Path:
    """The command `nhv` in an environment of its own, with the locked packages beside, and without these sources."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    subprocess.run([*PIP, "--python", python, "install", *OFFLINE, wheel], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A plain path: what these sources put there to be found by is not followed from it.
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "nhv"


@pytest.fixture(scope="module", autouse=True)
def elsewhere(tmp_path_factory) -> Iterator[Path]:
    """Another working folder and home, and nothing in the surroundings that tells of these sources."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv("NHV_DATA", str(folder / "data"))
        for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "NHV_CACHE", "DJANGO_SETTINGS_MODULE"):
            patch.delenv(name, raising=False)
        yield folder


def run(program: Path, *words: str) -> str:
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def test_it_holds_all_that_runs_and_is_shown(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    sources = [path for path in (PROJECT / "nhv").rglob("*") if path.is_file() and path.suffix not in (".pyc", ".po")]
    wanted = {str(path.relative_to(PROJECT)) for path in sources if "frontend" not in path.parts}
    wanted |= {f"nhv/areas/{path.name}" for path in (PROJECT / "areas").iterdir()}
    built = PROJECT / "nhv" / "website" / "built"
    wanted |= {str(path.relative_to(PROJECT)) for path in built.rglob("*") if path.is_file()}
    assert {"nhv/website/built/static/nhv.css", "nhv/website/built/locale/en/LC_MESSAGES/django.mo"} <= wanted
    assert wanted - held == set()
    assert [name for name in held if "frontend" in name or "node_modules" in name] == []


def test_built_again_it_is_the_same_byte_for_byte(wheel, tmp_path):
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_it_asks_for_what_runs_and_for_nothing_that_builds(wheel):
    (metadata,) = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/METADATA")]
    text = zipfile.ZipFile(wheel).read(metadata).decode()
    asked = {name.lower() for name in re.findall(r"^Requires-Dist: ([\w-]+)", text, re.MULTILINE)}
    assert asked == names("run.in")
    assert asked & names("build.in") == set()


def names(file: str) -> set[str]:
    lines = (PROJECT / "requirements" / file).read_text().splitlines()
    return {re.match(r"[\w-]+", line).group().lower() for line in lines if line and not line.startswith("#")}


def test_it_makes_a_demonstration_and_serves_it(program, elsewhere):
    where = subprocess.run(
        [program.with_name("python"), "-c", "import nhv; print(nhv.__file__)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert where.startswith(str(program.parents[1])), "else these sources were tried"
    assert run(program, "--version") == f"nhv {__version__}\n"
    shown = run(program, "demo")
    again = re.search(r"^Engångskod +NHV_DATA=\S+ (\S+) demo code (\S+)", shown, re.MULTILINE)
    assert re.fullmatch(r"\d{6}\n", run(Path(again[1]), "demo", "code", again[2]))
    assert "Neuromuskulära sjukdomar" in run(program, "search", "ALS")
    assert list((elsewhere / "data" / "cache").iterdir()) != []

    data = elsewhere / "data"
    server, address = start(f"sqlite:///{data}/nhv.sqlite3", data=data, program=[str(program)])
    try:
        call = re.search(r"/utlysningar/demo-[\d-]+/", shown).group()
        pages = {path: fetched(address + path) for path in ("/", "/en/konto/logga-in/", call, f"{call}utlysning.pdf")}
        for file in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', pages["/en/konto/logga-in/"].decode())):
            assert fetched(address + file) != b"", file
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
    assert b"Try it as somebody" in pages["/en/konto/logga-in/"]
    assert b"handl\xc3\xa4ggare 1" in pages["/en/konto/logga-in/"]
    assert pages[f"{call}utlysning.pdf"].startswith(b"%PDF-")


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()
