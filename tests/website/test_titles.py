"""What stands in the browser's tab is plain text: a mark of language has no place there."""

import re
from pathlib import Path

import pytest

import nhv

TEMPLATES = Path(nhv.__file__).parent / "website" / "templates"
TITLE = re.compile(r"\{% block title %\}(.*?)\{% endblock")
TITLES = {path: TITLE.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES.rglob("*.html")}


@pytest.mark.parametrize("path", [path for path, found in TITLES.items() if found], ids=lambda path: path.name)
def test_no_title_holds_a_mark_of_language(path):
    assert not [title for title in TITLES[path] if "|swedish" in title or "<" in re.sub(r"\{[%{].*?[%}]\}", "", title)]
