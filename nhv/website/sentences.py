"""The words of every refusal, found in the sources at the place where it is raised: nothing else is a list of them.

A refusal is made by calling a class of one family with a code and a Swedish template, both written out there:
`Refused("call_key_taken", "Det finns redan …", key=key)`. The family is `Fault` and `Fragment` (which has no code) of
`nhv.language.faults`, and all classes that are made from them anywhere in the program.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parents[1]
WITHOUT_CODE = "Fragment"
FAMILY = frozenset({"Fault", WITHOUT_CODE})


@dataclass(frozen=True)
class Sentence:
    """One place where words are said. `told` are the names of the values given there; `where` is file and function."""

    made: str
    code: str
    words: str
    told: frozenset[str]
    where: str


def names_in(words: str) -> frozenset[str]:
    """The names that stand in braces in a template."""
    return frozenset(name for _text, name, _form, _conversion in Formatter().parse(words) if name is not None)


@cache
def sentences(root: Path = ROOT) -> tuple[Sentence, ...]:
    """Every place in the program's sources, by file. Raises ValueError for words that are not written out there."""
    sources = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.py"))}
    family = _family(sources.values())
    return tuple(
        found
        for path, source in sources.items()
        for found in _Finder(family, path.relative_to(root.parent).as_posix()).found_in(source)
    )


def _family(sources: Iterable[ast.Module]) -> frozenset[str]:
    """The names of the classes of the family. A class may be made from one that stands in a later file."""
    made = {
        one.name: {_name(base) for base in one.bases}
        for source in sources
        for one in ast.walk(source)
        if isinstance(one, ast.ClassDef)
    }
    family: frozenset[str] = frozenset()
    larger = FAMILY
    while larger != family:
        family = larger
        larger = family | {name for name, bases in made.items() if bases & family}
    return family


_NAMED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class _Finder:
    """Goes through one file, and knows the classes and functions that it is in."""

    family: frozenset[str]
    file: str

    def found_in(self, node: ast.AST, inside: tuple[str, ...] = ()) -> Iterator[Sentence]:
        for child in ast.iter_child_nodes(node):
            yield from self.found_in(child, (*inside, child.name) if isinstance(child, _NAMED) else inside)
            if isinstance(child, ast.Call) and (made := self._made(child, inside)):
                yield from self._sentence(child, made, inside)

    def _made(self, call: ast.Call, inside: tuple[str, ...]) -> str:
        """The class that the call makes one of: also where a class says what all of its own kind are made with."""
        if ast.unparse(call.func) == "super().__init__":
            return next((name for name in inside if name in self.family), "")
        name = _name(call.func)
        return name if name in self.family else ""

    def _sentence(self, call: ast.Call, made: str, inside: tuple[str, ...]) -> Iterator[Sentence]:
        texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if len(texts) == len(call.args) == (1 if made == WITHOUT_CODE else 2):
            told = frozenset(one.arg for one in call.keywords if one.arg)
            code = "" if made == WITHOUT_CODE else str(texts[0])
            yield Sentence(made, code, str(texts[-1]), told, f"{self.file}: {'.'.join(inside) or 'module'}")
        elif call.args and "__init__" not in inside:
            raise ValueError(f"{self.file}:{call.lineno}: {made} is raised with a code and words written out")


def _name(node: ast.expr) -> str:
    """The last part of a dotted name: «Refused» of `refusals.Refused`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
