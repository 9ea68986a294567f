"""From latitude and longitude to a place on our map: a transverse Mercator about Sweden's own meridian.

The same few lines project the borders once (convert.py) and the hospitals at each drawing, so they always agree.
"""

from math import atan2, atanh, cos, radians, sin, tan

CENTRAL_MERIDIAN = 16.5
NORTH, WEST = (
    1.20841,
    -0.05064,
)  # a little beyond the outermost points of Sweden, in radii of the earth
SCALE = 4100  # drawing units in a radius of the earth: Sweden becomes 1000 high

WIDTH, HEIGHT = 442, 1002


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees (WGS84) to drawing units: x to the right, y downwards, one decimal."""
    phi, turn = radians(latitude), radians(longitude - CENTRAL_MERIDIAN)
    east = atanh(cos(phi) * sin(turn))
    north = atan2(tan(phi), cos(turn))
    return round((east - WEST) * SCALE, 1), round((NORTH - north) * SCALE, 1)
