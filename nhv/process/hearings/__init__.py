"""Hearing (SFS 2017:900, 25 §): what matters for the decision goes to each who has applied, with time to reply."""
