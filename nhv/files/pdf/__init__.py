"""PDFs: opened in a process of their own with limits, and read as they look, whatever order they are drawn in."""
