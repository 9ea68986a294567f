"""The expert group: who sits in it, nominated by whom, and what each has declared."""
