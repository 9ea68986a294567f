"""The case: where an area stands in the eight steps, on one timeline, with what comes next and who owes it."""
