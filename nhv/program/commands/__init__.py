"""One file, one command: `add_to` says what it takes, `run` does it."""
