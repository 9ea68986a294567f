"""Calls for applications: drafted, published, extended by two, asked about, closed, taken back."""
