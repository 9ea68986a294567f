"""Pages on which a region tells who does the care that is not national."""
