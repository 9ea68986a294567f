"""Pages of those who answer for a unit or a hospital: how one refers to it, and what holds at the whole hospital."""
