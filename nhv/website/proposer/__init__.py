"""Pages of those who propose areas."""
