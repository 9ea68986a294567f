"""An act's time is the hour its request came in, read in one place: whoever waits in the queue loses nothing by it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhv import website

ROOT = Path(website.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
# When somebody began to read, a pack was printed or an edition was looked at before it is made, is told of a page that
# is only asked for, which has no hour of its own.
READS_ON_GET = {"note_reading", "pack_pdf", "preview_year"}
HOURS = {"now", "received_at"}


def acts_by_another_clock(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that are given an hour (`now=…`) from a clock, and not from the request."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        hours = [one.value for one in call.keywords if one.arg in HOURS]
        if name not in READS_ON_GET and any(_is_read(part) for hour in hours for part in ast.walk(hour)):
            yield call


def _is_read(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "now"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_act_has_the_hour_of_its_request(source: Path) -> None:
    found = [call.lineno for call in acts_by_another_clock(ast.parse(source.read_text()))]
    assert not found, (
        f"{source.relative_to(ROOT)}: the act on line {found} takes another clock than request.received_at"
    )


def test_another_clock_is_found() -> None:
    (call,) = acts_by_another_clock(ast.parse("acts.give(case=case, now=timezone.now())"))
    assert call.lineno == 1
    assert not list(acts_by_another_clock(ast.parse("acts.give(case=case, now=request.received_at)")))
