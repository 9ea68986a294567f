"""Masking: what somebody filed is given to everybody without what is secret, taken out of the texts and the files."""
