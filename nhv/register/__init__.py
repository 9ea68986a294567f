"""What is in force: area documents, organisations, permits, calls, and the search over them."""
