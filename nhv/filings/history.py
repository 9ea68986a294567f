"""What was done with a filing, as either side sees it: the diary has all of it, and neither is told of the other's own
work."""

from typing import Final

# Before it is sent: the receiver sees what came, not how those who wrote it worked.
OF_THE_OWNER: Final = ("filing_begun", "filing_handed_over", "filing_choice_asked_for")
# What the receiver does for its own eyes.
OF_THE_RECEIVER: Final = ("note_written", "filing_assigned")
