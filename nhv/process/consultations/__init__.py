"""Consultation (remiss): a frozen text sent out, answered by regions, summed up, and each point's outcome."""
