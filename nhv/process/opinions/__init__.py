"""The opinion on system effects (preparatory group 1): members' views, and what the group gives before the decision."""
