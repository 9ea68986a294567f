"""How the register changes: documents are published, permits granted and ended, calls read from sources.

Each act is one transaction, and its diary entry says enough to make the rows again. Each asks first
whether who does it may (`nhv.register.leave`): a person needs a role that the table of access gives it to.
"""
