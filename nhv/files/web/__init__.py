"""Web pages: one walk through what a reader of the page sees, and named places for the rest."""
