"""What templates can say: see nhv.py."""
