"""Published files → area documents, without losing a line. Reads layouts, never particular areas. Pure Python."""
