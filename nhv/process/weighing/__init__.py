"""Preparation (step 6): what has been received is weighed, condition by condition, and an opinion goes to the board."""
