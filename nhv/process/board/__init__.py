"""The board (step 7): meetings, votes, what is decided, the minutes, and what is published of it."""
