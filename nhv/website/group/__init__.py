"""Pages of an expert group: its cases, its members, and the text it writes."""
