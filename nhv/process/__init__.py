"""The eight steps from an idea to a permit that lives; so far the fifth, where regions answer a call."""
