"""What FOLLOWS from an area: one file, one thing. Pure Python; no derived thing reads another."""
