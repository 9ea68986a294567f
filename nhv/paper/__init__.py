"""Outlines and writings ↔ paper: tagged PDF, Word, the Word form that is filled in offline, sheets. Pure Python."""
