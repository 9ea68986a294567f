"""How many generated cases a property is tried on: the same few each time in `make test`, others and many in
`make drill`."""

from hypothesis import HealthCheck, settings

from tests.support.faults import IS_DRILL


def cases(few: int) -> settings:
    """Settings for so many cases, or twenty times as many and never the same."""
    return settings(
        max_examples=few * 20 if IS_DRILL else few,
        derandomize=not IS_DRILL,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
