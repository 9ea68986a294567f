"""The eight steps of national highly specialised care, in their order. Who does each: docs/idea.md."""

from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """Where an area stands on its way from an idea to care that is followed up."""

    MAPPING = "mapping"  # kartläggning
    REVIEW = "review"  # genomlysning
    CONSULTATION = "consultation"  # remiss
    DECISION = "decision"  # Socialstyrelsens beslut
    APPLICATION = "application"  # ansökan
    PREPARATION = "preparation"  # beredning
    BOARD = "board"  # nämndens beslut
    FOLLOW_UP = "follow_up"  # uppföljning


STEPS: Final = tuple(Step)


def number(step: Step) -> int:
    """1–8, as people count them."""
    return STEPS.index(step) + 1
