"""The owner's pages: the list, the working copy and its sections, the Word way, sending, versions and receipts."""
