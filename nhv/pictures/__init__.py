"""Numbers → a picture in SVG with the table that says the same. Pure Python: knows neither areas nor pages."""
