"""The official diarium, another system: what of ours is told to it, its numbers, and where the two differ."""
