"""What the register's memory keeps of masking. The diary holds no word of what is hidden."""

from nhv.masking.models import Mask, Masking
from nhv.register.memory import WATCH

# What the diary's entries about published answers are about, and what public pages of them are made of.
MASKING_KIND = "masking"


def remember() -> None:
    """Say it once, when the room is made ready."""
    WATCH.add(Masking, shown=("state", "sha256", "proposed_by", "confirmed_by"))
    WATCH.add(Mask, shown=("paragraph", "made_by"))
