"""What the browser is sent besides the page: one style sheet, one font, nothing from elsewhere."""

import gzip
import re

from django.conf import settings

FRONTEND = settings.NHV / "website" / "frontend"
STATIC = settings.STATIC_ROOT


def test_the_style_sheet_is_small():
    assert len(gzip.compress((STATIC / "nhv.css").read_bytes())) < 60_000


def test_the_style_sheet_asks_for_nothing_from_elsewhere():
    addresses = set(re.findall(r"url\(\"?([^\")]+)", (STATIC / "nhv.css").read_text()))
    assert {address for address in addresses if not (STATIC / address).is_file()} == set()


def test_the_font_and_the_addresses_of_the_design_systems_makers_are_gone():
    style = (STATIC / "nhv.css").read_text()
    assert "Frutiger" not in style
    assert "nhs.uk" not in style


def test_the_lock_names_no_host():
    assert "://" not in (FRONTEND / "package-lock.json").read_text()
