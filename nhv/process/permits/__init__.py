"""A permit's life after the board's decision, and the trail of each condition from proposal to permit."""
