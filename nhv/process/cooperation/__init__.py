"""Co-operation between those who have applied in a call: proposed, answered by each, and part of what is decided."""
