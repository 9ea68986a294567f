"""What can be done with calls and filings: one act, one function, one transaction, one trace in the diary."""
