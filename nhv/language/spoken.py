"""The languages that sentences are made in. Published wording stays Swedish."""

from typing import Literal

Language = Literal["sv", "en"]
