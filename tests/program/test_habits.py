"""What a newcomer's tools and papers say is what the project really does."""

import re
from pathlib import Path

from packaging.version import Version

from nhv import __version__
from nhv.accounts.models import Invitation, Membership

PROJECT = Path(__file__).parents[2]


def test_the_version_stands_in_one_place():
    pyproject = (PROJECT / "pyproject.toml").read_text()
    assert 'version = { attr = "nhv.__version__" }' in pyproject
    assert not re.search(r'^version = "', pyproject, re.MULTILINE)


def test_no_release_is_told_of_that_is_newer_than_the_version():
    told = re.findall(r"^## (\d+\.\d+\.\d+) – \d{4}-\d{2}-\d{2}$", (PROJECT / "CHANGELOG.md").read_text(), re.MULTILINE)
    versions = [Version(number) for number in told]
    assert versions == sorted(set(versions), reverse=True)
    assert versions[0] <= Version(__version__)


def test_what_runs_before_a_commit_are_lines_of_make_check_by_tools_that_are_here():
    hooks = (PROJECT / ".pre-commit-config.yaml").read_text()
    makefile = (PROJECT / "Makefile").read_text()
    entries = re.findall(r"entry: (.+)", hooks)
    assert len(entries) >= 3
    for entry in entries:
        assert entry == "make check" or f"\t{entry} ." in makefile, entry
    assert set(re.findall(r"repo: (.+)", hooks)) == {"local"}
    assert set(re.findall(r"language: (.+)", hooks)) == {"system"}
    assert "://" not in hooks


def test_the_papers_name_files_that_are_there():
    """Every path in a newcomer's papers, as a link or as code, is one of the project's."""
    papers = ("README.md", "DEVELOPERS.md", "CONTRIBUTING.md", "SECURITY.md", "docs/decisions/README.md")
    named = [(paper, path) for paper in papers for path in paths_in(paper)]
    assert len(named) > 60
    assert [(paper, path) for paper, path in named if not (PROJECT / Path(paper).parent / path).exists()] == []


def paths_in(paper: str) -> set[str]:
    text = (PROJECT / paper).read_text()
    links = re.findall(r"\]\(([^):#]+)[^):]*\)", text)
    codes = re.findall(r"`((?:nhv|tests|docs|areas|requirements)/[\w/.-]*)(?=`)", text)
    return {*links, *codes}


def test_a_new_role_needs_no_migration():
    """The table of roles stands in the code alone: no column lists what may stand in it."""
    columns = [model._meta.get_field("role") for model in (Membership, Invitation)]
    assert [column.choices for column in columns] == [None, None]
