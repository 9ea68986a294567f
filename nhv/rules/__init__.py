"""What is allowed: who acts, in which roles, by which moves, and how a refusal is said. Pure Python."""
