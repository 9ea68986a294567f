"""Pictures in a real browser, as narrow as the narrowest phone: no word covers another or runs out of the drawing."""

import pytest

from nhv.pictures.inks import COLOUR
from nhv.pictures.picture import Picture
from nhv.program.processes import drawings
from tests.pictures.examples import PICTURES

DRAWN: dict[str, Picture] = {name: draw(COLOUR) for name, draw in PICTURES.items()} | drawings()

# The drawing's box and each text's, in pixels as they are shown, and the height of the smallest letters.
MEASURED = """() => {
  const box = element => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const drawing = document.querySelector("svg");
  const texts = [...drawing.querySelectorAll("text")];
  const sizes = texts.map(text => parseFloat(text.getAttribute("font-size")) * drawing.getScreenCTM().a);
  return {drawing: box(drawing), texts: texts.map(box), size: Math.min(...sizes)};
}"""


def shown(browser, svg, width=320):
    """What the browser measures of a drawing that is shrunk to the width, with the phone's margins beside it."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(f"<style>body {{ margin: 16px }} svg {{ width: 100%; height: auto }}</style>{svg}")
    measured = page.evaluate(MEASURED)
    page.close()
    return measured


def cover(one, other):
    """Whether two boxes share more than a pixel's breadth, which rounding may give."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def covering(texts):
    return [(one, other) for number, one in enumerate(texts) for other in texts[number + 1 :] if cover(one, other)]


@pytest.mark.parametrize("name", DRAWN)
def test_every_word_can_be_read_on_the_narrowest_phone(browser, name):
    measured = shown(browser, DRAWN[name].svg)
    left, top, right, bottom = measured["drawing"]
    assert measured["size"] >= 10
    assert [
        box for box in measured["texts"] if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom
    ] == []
    assert covering(measured["texts"]) == []


def test_words_on_each_other_would_be_found(browser):
    texts = '<text x="5" y="20">ett</text><text x="12" y="22">två</text>'
    measured = shown(browser, f'<svg viewBox="0 0 100 40" xmlns="http://www.w3.org/2000/svg">{texts}</svg>')
    assert len(covering(measured["texts"])) == 1
