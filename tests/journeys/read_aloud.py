"""A page as it is read aloud: the browser's own tree of names, headings and links."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# What somebody acts on; without a name it is read as «button» and no more.
ACTED_ON = frozenset({"button", "checkbox", "combobox", "link", "listbox", "radio", "spinbutton", "textbox"})


@dataclass(frozen=True)
class Spoken:
    """One thing of the tree: what it is, what it is called, its other properties (level, url), and whether it stands in
    the page's own text: in no menu, and in no row, list or paragraph that says more of it."""

    role: str
    name: str
    properties: dict[str, Any]
    in_text: bool


def tree(page: Page) -> list[Spoken]:
    """All that is read aloud, in order."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    text = _under(nodes, "main") - _under(nodes, "listitem", "paragraph", "row")
    return [_spoken(node, node["nodeId"] in text) for node in nodes if not node.get("ignored")]


def _under(nodes: list[dict[str, Any]], *roles: str) -> set[str]:
    """The numbers of all that is under something of these roles."""
    children = {node["nodeId"]: node.get("childIds", []) for node in nodes}
    inside: set[str] = set()
    left = [node["nodeId"] for node in nodes if _value(node, "role") in roles]
    while left:
        inside.add(at := left.pop())
        left += children.get(at, [])
    return inside


def _spoken(node: dict[str, Any], in_text: bool) -> Spoken:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    return Spoken(_value(node, "role"), _value(node, "name").strip(), properties, in_text)


def _value(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", ""))


def unheard(page: Page) -> list[str]:
    """What is wrong with the page as it is read aloud."""
    spoken = tree(page)
    return [*_headings(spoken), *_nameless(spoken), *_alike(spoken)]


def _headings(spoken: list[Spoken]) -> Iterator[str]:
    """One of the first level, none skipped, none empty."""
    headings = [(int(each.properties.get("level", 0)), each.name) for each in spoken if each.role == "heading"]
    first = [name for level, name in headings if level == 1]
    if len(first) != 1:
        yield f"headings of the first level: {first}"
    for (above, _), (level, name) in zip([(0, ""), *headings], headings, strict=False):
        if level > above + 1:
            yield f"a heading of level {level} after one of {above}: {name}"
        if not name:
            yield f"an empty heading of level {level}"


def _nameless(spoken: list[Spoken]) -> Iterator[str]:
    yield from (f"a {each.role} without a name" for each in spoken if each.role in ACTED_ON and not each.name)


def _alike(spoken: list[Spoken]) -> Iterator[str]:
    """Links that are called the same and lead to different places."""
    places = defaultdict(set)
    for each in spoken:
        if each.role == "link" and each.in_text:
            places[each.name].add(str(each.properties.get("url", "")).partition("#")[0])
    yield from (f"links to {len(to)} places: {name}" for name, to in places.items() if len(to) > 1)
