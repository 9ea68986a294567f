"""What resources are called."""

import pytest

from nhv.interchange.fhir.names import id_of

LONG = "anal-rekto-och-genitalplastiker-vid-komplexa-kroniska-tillstand-hos-barn-och-vuxna"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("region-skane", "region-skane"),
        ("neuromuskulara-sjukdomar:3", "neuromuskulara-sjukdomar.3"),
        (LONG, f"{LONG[:55]}-87dcfbe2"),
    ],
)
def test_a_key_is_its_own_id_where_it_is_short_enough(key, name):
    assert id_of(key) == name
    assert len(name) <= 64


def test_two_long_keys_that_begin_alike_are_told_apart():
    assert id_of(LONG) != id_of(LONG + "-2")
