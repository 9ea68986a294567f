"""What an area of national highly specialised care IS. Pure Python: no database, no web."""
