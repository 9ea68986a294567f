"""A fault in what the user gave a command: one sentence on standard error, exit status 2."""


class InputFault(Exception):
    """`str()` is one Swedish sentence: what, where, what to do."""
