"""Proposals of areas (step 1): a living list, not ranked; and what became of each."""
