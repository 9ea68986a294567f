"""Acts are tried on both kinds of database; the regions and hospitals are as the product is delivered with."""

import pytest


@pytest.fixture
def people(empty_database):
    """An empty database of each kind, with two regions, a hospital in each, and the authority."""
    from nhv.register.models import Organisation
    from tests.support.people import AUTHORITY, an_organisation

    kinds = Organisation.Kind
    an_organisation(AUTHORITY, kinds.AUTHORITY)
    for region in ("region-ett", "region-tva"):
        an_organisation(region, kinds.REGION)
        an_organisation(f"{region}-sjukhus", kinds.HOSPITAL, under=region)
    return empty_database
