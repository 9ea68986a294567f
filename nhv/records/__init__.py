"""Diary, triggers, acts: what every database of ours has, used once per database."""
