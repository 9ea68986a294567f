"""The placement of a case's permits: who applied and from where, what was pencilled in, judged, and frozen."""
