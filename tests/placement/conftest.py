"""The country as the program brings it along."""

from pathlib import Path

import pytest

from nhv.placement.country import Country, country_in

AREAS = Path(__file__).parents[2] / "areas"


@pytest.fixture(scope="session")
def country() -> Country:
    return country_in(AREAS)
