"""The judged questions, and how often the search answers them rightly."""
