"""People: who may sign in, which roles they have where, and the table that says what a role may do."""
