"""Every page and every endpoint, by audience."""
