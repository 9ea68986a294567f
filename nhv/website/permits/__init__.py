"""A permit's life on pages: what an officer handles, and what the holder writes, reads and replies."""
