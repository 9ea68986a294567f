"""The pages of what has been received: the list, one filing whole, what is done with it, what came on paper."""
