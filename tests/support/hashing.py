"""Passwords kept as the product keeps them, but not hard to guess: where a test signs somebody in, and asks other
things. The product's own way is tested in tests/accounts/test_passwords.py."""

from nhv.accounts.hashing import OneForm


class Quick(OneForm):
    """Argon2 with as little work as it takes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
