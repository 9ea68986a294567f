"""Files that people send: opened within limits, and walked once, so that every room sees the same words in them.

Nothing here knows what a file is for. A walk gives `Written` lines; what the file itself sets apart (struck, hidden, in
a note, in a box) keeps a named place.
"""
