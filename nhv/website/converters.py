"""What may stand in an address for a key."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class KeyInAddress(StringConverter):
    """What stands for a key. No control characters: PostgreSQL cannot even be asked about them."""

    regex = r"[^/\x00-\x1f\x7f]{1,200}"


register_converter(KeyInAddress, "key")
