"""All combinations of a call's applicants, measured once."""

from functools import lru_cache

from nhv.placement.listing import Listing, listing
from nhv.placement.measures import Scene
from nhv.register.placement import country


@lru_cache(maxsize=16)
def compared(codes: tuple[str, ...], size: int) -> Listing:
    """All combinations of so many of the places, measured once: no page reckons them again. Raises Refused."""
    return listing(Scene.of(country(), codes), size)
