"""Socialstyrelsen's decision on a definition: published in the register in the same transaction."""
