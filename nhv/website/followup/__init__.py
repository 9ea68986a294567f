"""Annual follow-up: reports as a kind of filing, and the round as the authority sees it."""
