"""Applications: what a region files in answer to a call."""
