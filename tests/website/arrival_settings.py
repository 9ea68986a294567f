"""The product's own settings, with three addresses that tell when a request was received."""

from nhv.program.settings import *  # noqa: F403

ROOT_URLCONF = "tests.website.arrival_addresses"
# These tests are about when; who may send how much is asked in tests/program/front and in test_arrival.py itself.
MOST_STRANGER_BYTES = 1_000_000_000
