"""The front: takes in the whole of what is sent before anybody works on it, and says when its last byte was here.

One loop a process reads from all connections at once; only what is complete is given to a thread. Who sends slowly
keeps a place in the loop and nobody waiting. See docs/decisions/0040.
"""
