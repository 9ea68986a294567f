"""The pages on which something filed is masked and published, and those on which everybody reads it."""
