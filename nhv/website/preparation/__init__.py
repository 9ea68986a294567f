"""A preparatory group's pages: its cases, what its members see, the opinion that it gives."""
