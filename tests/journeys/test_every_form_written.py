"""Every form in which people write, left in each way that one can leave it, in both browsers: nothing is lost.

The forms are found by walking the routes. All of them in `make drill`; a few in each browser in `make test`, and never
the same. Without scripts all are walked in tests/website/test_written_is_never_lost.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from nhv.accounts.models import UnsentForm
from tests.journeys.every_form import WAYS, Tried, forms_on
from tests.journeys.two_browsers import BROWSERS, Window, signs_in, window
from tests.support.databases import Databases
from tests.support.faults import IS_DRILL
from tests.support.line import Line, line_to
from tests.support.server import running
from tests.website.access_company import Walker
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.written_forms import PAGES, forms_of_page

FEW = 24


def chosen(kind: str) -> list[Route]:
    """The pages that are walked in this browser."""
    turn = BROWSERS.index(kind)
    return [route for route in PAGES if IS_DRILL or crc32(route.name.encode()) % FEW == turn]


@contextmanager
def before(kind: str, browser: Browser, databases: Databases, folder: Path) -> Iterator[tuple[Window, Line, Any]]:
    """A window, the line to its product, and who sees which page with forms."""
    stage = Stage(databases, folder)
    with stage.all_at_once(chosen(kind)) as (database, found):
        seen = {name: (walker, path) for name, (walker, path) in found.items() if walker and has_forms(walker, path)}
        with (
            running(database, data=Path(settings.DATA)) as product,
            line_to(product) as line,
            window(kind, browser, line.address) as shown,
        ):
            yield shown, line, seen


def has_forms(walker: Walker, path: str) -> bool:
    """By what the server gives: no browser is sent to a download."""
    return bool(forms_of_page(walker.browser().get(path)))


@pytest.mark.parametrize("kind", BROWSERS)
def test_nothing_that_is_written_is_lost(kind: str, browser: Browser, databases: Databases, tmp_path: Path) -> None:
    tried, gone = 0, {}
    with before(kind, browser, databases, tmp_path) as (shown, line, seen):
        for name, (walker, path) in seen.items():
            signs_in(shown, walker.user)
            for number in range(forms_on(shown, path)):
                form = Tried(shown, line, walker.user, path, number)
                form.opens()
                for way, lost_by in WAYS.items():
                    tried += 1
                    if left := lost_by(form):
                        gone[f"{name} {number} {way}"] = left
                        print(f"{kind}: lost on {name}, form {number}, {way}: {left}")
                    form.forgets()
                    UnsentForm.objects.all().delete()
    print(f"{kind}: {len(seen)} pages, {tried} times left, text lost: {len(gone)}")
    assert gone == {}
    assert tried >= 4 * len(seen) > 0
