"""What somebody fills in: a working copy, versions that are received, receipts, handling. Any kind of it."""
