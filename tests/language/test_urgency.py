"""Which questions cannot wait."""

import pytest

from nhv.language.urgency import cannot_wait


@pytest.mark.parametrize(
    "asked",
    [
        "akut leversvikt alvedon 19 år natten",
        "parapares akut trauma nu",
        "hemofili blödning akut",
        "vart ringer jag akut ecmo barn",
        "brännskada just nu",
        "esofagusruptur i natt",
        "emergency burn 40 %",
    ],
)
def test_what_cannot_wait(asked):
    assert cannot_wait(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "matstrupscancer",
        "akut lymfatisk leukemi",
        "inte akut",
        "elektiv operation",
        "icke-akut HOCM",
        "vad gäller nu",
        "",
    ],
)
def test_what_can(asked):
    assert not cannot_wait(asked)
