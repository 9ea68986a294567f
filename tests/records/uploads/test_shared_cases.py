"""The files of other programs' bug reports, attached as people attach them: received, or refused for the true cause."""

import subprocess
import sys
from pathlib import Path

import pytest

from nhv.records.uploads import MEDIA_TYPES, inspect
from tests.support.refusals import refuses

CASES = Path(__file__).parents[4] / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")

RECEIVED = {
    "31-plan-with-a-chart.docx": MEDIA_TYPES[1],
    "34-line-break-before-the-head.pdf": MEDIA_TYPES[0],
    "34-byte-order-mark-before-the-head.pdf": MEDIA_TYPES[0],
}


@pytest.mark.parametrize("name", RECEIVED)
def test_what_does_no_harm_is_received(name: str) -> None:
    assert inspect(CASES / name, name) == RECEIVED[name]


@pytest.mark.parametrize("name", ["32-template-on-a-network-share.docx", "32-template-on-a-site.docx"])
def test_a_template_elsewhere_is_refused_with_the_way_to_let_go_of_it(name: str) -> None:
    with refuses("file_with_template_elsewhere") as refused:
        inspect(CASES / name, name)
    assert "Dokumentmall" in str(refused.value) and "infoga" not in str(refused.value)


@pytest.mark.parametrize("more", [[], ["film"]], ids=["second picture", "film"])
def test_what_a_telephone_puts_after_a_picture_is_named_without_blame(more: list[str], tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    subprocess.run([sys.executable, CASES / "phone_photo.py", photo, *more], check=True)
    with refuses("picture_with_more") as refused:
        inspect(photo, photo.name)
    assert "telefoner sparar" in str(refused.value)
