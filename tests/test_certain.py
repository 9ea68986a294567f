"""No test depends on seconds or luck: whoever needs a clock, a port or a wait asks tests/support for it.

What is refused here has each made a test fail once that had nothing wrong to find, on a machine with too much to do.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# Run by hand with LibreOffice's own Python, which knows nothing of us.
BY_HAND = TESTS / "paper" / "specimens"
SOURCES = sorted(path for path in TESTS.rglob("*.py") if BY_HAND not in path.parents)

CLOCKS = {"sleep", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "Timer"}
OF_THE_BROWSER = {"wait_for_timeout", "networkidle"}
TODAY = {"now", "utcnow", "localdate", "localtime", "today"}


def called(node: ast.AST) -> str:
    """The last name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def has_a_clock_of_its_own(tree: ast.Module) -> Iterator[ast.AST]:
    """Waits for a time to pass, or measures one: `until`, `linger` and `little_work` are there for it."""
    for node in ast.walk(tree):
        names = {called(node), getattr(node, "attr", ""), getattr(node, "value", "") if _is_text(node) else ""}
        if isinstance(node, ast.ImportFrom):
            names = {name.name for name in node.names}
        if names & (CLOCKS | OF_THE_BROWSER):
            yield node


def has_a_patience_of_its_own(tree: ast.Module) -> Iterator[ast.AST]:
    """`timeout=5`: what is shorter than PATIENCE is a condition on how fast the machine is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            short = [k for k in node.keywords if "timeout" in (k.arg or "") and isinstance(k.value, ast.Constant)]
            if short or (called(node).startswith("set_default") and isinstance(node.args[0], ast.Constant)):
                yield node


def throws_dice(tree: ast.Module) -> Iterator[ast.AST]:
    """`random` without a seed. (A key that nobody else has is no dice: `secrets`, `os.urandom`.)"""
    for node in ast.walk(tree):
        of_random = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "random"
        if (of_random and node.attr != "Random") or (called(node) == "Random" and not node.args):
            yield node


def looks_for_a_port(tree: ast.Module) -> Iterator[ast.AST]:
    """Binds to any port and gives its number to somebody else, who may come too late: `free_port` keeps it."""
    for node in ast.walk(tree):
        if called(node) == "bind" and any(
            isinstance(part, ast.Constant) and part.value == 0 for part in ast.walk(node)
        ):
            yield node


def asks_the_day_when_it_is_read(tree: ast.Module) -> Iterator[ast.AST]:
    """The day of the import is not the day of the test, when midnight lies between."""
    for statement in tree.body:
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from (node for node in _now(statement) if called(node) in TODAY)
        for decorator in getattr(statement, "decorator_list", ()):
            yield from (node for node in _now(decorator) if called(node) in TODAY)


def _now(node: ast.AST) -> Iterator[ast.AST]:
    """What is done at once when this is met: not what stands in a function for later."""
    if not isinstance(node, ast.Lambda | ast.FunctionDef):
        yield node
        for part in ast.iter_child_nodes(node):
            yield from _now(part)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


# What is refused, where it may stand, and a line that shows it.
REFUSED: dict[Callable[[ast.Module], Iterator[ast.AST]], tuple[tuple[str, ...], str]] = {
    has_a_clock_of_its_own: (("support/patience.py", "test_certain.py"), "time.sleep(1)"),
    has_a_patience_of_its_own: ((), "process.wait(timeout=5)"),
    throws_dice: ((), "random.uniform(0, 1)"),
    looks_for_a_port: ((), "probe.bind(('127.0.0.1', 0))"),
    asks_the_day_when_it_is_read: ((), "TOMORROW = timezone.localdate() + timedelta(days=1)"),
}


@pytest.mark.parametrize("refused", REFUSED, ids=lambda rule: rule.__name__)
def test_no_test(refused: Callable[[ast.Module], Iterator[ast.AST]]) -> None:
    allowed, _ = REFUSED[refused]
    found = [
        f"{path.relative_to(TESTS)}:{node.lineno}"  # type: ignore[attr-defined]
        for path in SOURCES
        if str(path.relative_to(TESTS)) not in allowed
        for node in refused(ast.parse(path.read_text()))
    ]
    assert found == [], refused.__doc__


@pytest.mark.parametrize("refused", REFUSED, ids=lambda rule: rule.__name__)
def test_one_that_did_would_be_seen(refused: Callable[[ast.Module], Iterator[ast.AST]]) -> None:
    _, line = REFUSED[refused]
    assert list(refused(ast.parse(line))) != []
