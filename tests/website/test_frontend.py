"""What the browser is sent besides the page: one style sheet, one font, nothing from elsewhere."""

import gzip
import re

import pytest
from django.conf import settings
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

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


@pytest.mark.parametrize("weight", [200, 400, 650, 800])
def test_a_zero_has_no_stroke_through_it_and_is_narrower_than_an_o(weight):
    font = instantiateVariableFont(TTFont(STATIC / "fonts" / "nhv-sans.woff2"), {"wght": weight})
    zero, letter = font["glyf"]["zero"], font["glyf"]["O"]
    assert zero.numberOfContours == letter.numberOfContours == 2
    pen = AreaPen(font.getGlyphSet())
    font.getGlyphSet()["zero"].draw(pen)
    whole = (zero.xMax - zero.xMin) * (zero.yMax - zero.yMin)
    assert 0.15 < abs(pen.value) / whole < 0.65, "a ring, neither filled nor gone"
    assert zero.xMax - zero.xMin < 0.9 * (letter.xMax - letter.xMin)
