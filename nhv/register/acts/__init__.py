"""How the register changes: documents are published, permits granted and ended, calls read from sources.

Each act is one transaction, and its diary entry says enough to make the rows again. They ask nobody's leave: who may
is a matter of the process, or of the command, that calls them.
"""
