"""The product's own settings, with three addresses that tell when a request was received."""

from nhv.program.settings import *  # noqa: F403

ROOT_URLCONF = "tests.website.arrival_addresses"
