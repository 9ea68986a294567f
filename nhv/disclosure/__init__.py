"""What of an annual follow-up may be public: which figures are hidden, and the proof that it is enough. Pure Python."""
