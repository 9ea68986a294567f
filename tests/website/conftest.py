"""Every test of a page has the bundled areas on SQLite; what a page does does not depend on the kind of database."""

import pytest


@pytest.fixture(autouse=True)
def _in_the_bundled_register(sqlite_register):
    """The register of the product as delivered, in a copy of the test's own."""
