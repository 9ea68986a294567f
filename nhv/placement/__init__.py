"""Every combination of holders, and what follows from it for everybody in Sweden. Pure Python."""
