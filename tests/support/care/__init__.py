"""An invented room with a database, a memory and filings of its own, as a care provider's would have."""
