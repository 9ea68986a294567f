"""What `make bench` measures. Figures are printed, never asserted."""
