"""Word files: one way to open them and one walk through them, for pages to read, forms to take back and uploads."""
