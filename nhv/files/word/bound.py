"""Controls bound to data in the file: Word shows the data when it opens the file, not what the control holds."""

import re
from typing import Any

from lxml import etree

from nhv.files.word.package import W, WordPackage

# The only kind of path that Word writes; others are not followed.
_PATH = re.compile(r"^(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,4}\])?){1,20}(?:/@(?:[\w.-]+:)?[\w.-]+)?$")
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]+)['\"]")
_DATA = re.compile(r"^(?:customXml/item\d+|docProps/(?:core|app))\.xml$", re.IGNORECASE)
# These show their data in other words than they are kept in.
_IN_OTHER_WORDS = ("date", "dropDownList", "comboBox", "checkbox", "picture")


def value_bound(control: etree._Element, package: WordPackage) -> str:
    """The data that a control is bound to, when they differ from the words it holds; nothing otherwise."""
    settings = control.find(f"{W}sdtPr")
    binding = settings.find(f"{W}dataBinding") if settings is not None else None
    if settings is None or binding is None or any(_local(one) in _IN_OTHER_WORDS for one in settings):
        return ""
    path = binding.get(f"{W}xpath", "")
    names = dict(_PREFIX.findall(binding.get(f"{W}prefixMappings", "")))
    kept = _value(path, names, package) if _PATH.match(path) else ""
    shown = "".join(text.text or "" for text in control.iter(f"{W}t"))
    return "" if "".join(kept.split()) == "".join(shown.split()) else kept.strip()


def _value(path: str, names: dict[str, str], package: WordPackage) -> str:
    for name in filter(_DATA.match, package.names):
        part = package.xml(name)
        try:
            found: Any = part.getroottree().xpath(path, namespaces=names) if part is not None else []
        except etree.XPathError:
            return ""
        if found:
            return found[0] if isinstance(found[0], str) else "".join(found[0].itertext())
    return ""


def _local(part: etree._Element) -> str:
    return etree.QName(part).localname if isinstance(part.tag, str) else ""
