"""Preparation of what has been applied for: the matrix, the opinion to the board, and hearing the applicants."""
