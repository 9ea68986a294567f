"""What is printed from the code tells of all of it."""

import re

import pytest

from nhv.program.decisions import index
from nhv.program.main import COMMANDS
from nhv.program.printed import DOCS, addresses, commands, decisions


def test_every_command_is_in_the_reference():
    text = commands()
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2].replace("_", "-")
        assert f"## nhv {name}\n" in text


def test_the_agreed_addresses_are_there():
    text = addresses()
    for address in ("/", "/omraden/", "/omraden/<key:key>/", "/sok/", "/utlysningar/", "/health/", "/api/v1/search"):
        assert f"| `{address}` |" in text


def test_every_decision_has_a_line_in_the_index():
    pages = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
    lines = [line for line in decisions().splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert len(pages) > 10
    assert [re.search(r"\]\((.+?)\)", line)[1] for line in lines] == [page.name for page in pages]
    assert all(line.endswith(" |") and line.split(" | ")[-1] != " |" for line in lines)


A_PAGE = "# 1. What was decided\n\n{status}**Context.** Why.\n"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("", "holds"),
        ("**Status.** Replaced by [2](0002-b.md).\n\n", "Replaced by [2](0002-b.md)"),
        ("**Status.** Withdrawn.\n\n", "Withdrawn"),
    ],
)
def test_a_decision_says_whether_it_holds(tmp_path, status, said):
    (tmp_path / "0001-a.md").write_text(A_PAGE.format(status=status))
    assert index(tmp_path).splitlines()[2:] == [f"| 1 | [What was decided](0001-a.md) | {said} |"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("0002-b.md", "No title\n", "no title"),
        ("0002-b.md", A_PAGE.format(status="**Status.** Perhaps.\n\n"), "no status"),
        ("2-b.md", A_PAGE, "is called"),
        ("0001-b.md", A_PAGE, "share a number"),
    ],
)
def test_a_decision_that_cannot_be_placed_is_told_of(tmp_path, name, text, words):
    (tmp_path / "0001-a.md").write_text(A_PAGE.format(status=""))
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=words):
        index(tmp_path)
