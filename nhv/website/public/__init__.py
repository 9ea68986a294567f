"""The pages anybody may read: one file a kind of page."""
