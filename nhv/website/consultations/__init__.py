"""Consultations: what is out, what it gave, and the answers as a kind of filing."""
