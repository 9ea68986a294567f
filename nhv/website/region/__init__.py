"""The pages of those who follow a region's work with national highly specialised care."""
