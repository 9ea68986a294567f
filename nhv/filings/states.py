"""The states that the engine itself knows of. A kind of filing may have others between them."""

from enum import StrEnum


class FilingState(StrEnum):
    """Where something filed is. What has been received stays received, whatever happens to it afterwards."""

    DRAFT = "draft"
    RECEIVED = "received"
    COMPLETION_REQUESTED = "completion_requested"
    WITHDRAWN = "withdrawn"
