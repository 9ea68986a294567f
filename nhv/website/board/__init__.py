"""The board's pages: meetings, motions and votes, minutes, and what is sent and published."""
