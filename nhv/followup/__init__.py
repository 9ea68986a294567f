"""Annual follow-up: the round, who owes what, reports as a kind of filing, and what of them is published."""
