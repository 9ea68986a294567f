"""The authority's side: calls from draft to close, and what has been received. A draft of another's is never here."""
