"""Asking PostgreSQL who may what, and what they are called in a sentence and in a statement."""

from typing import Any

PUBLIC = "public"


def asked(cursor: Any, query: str, **given: Any) -> list[tuple[Any, ...]]:
    """What the query finds."""
    cursor.execute(query, given)
    return list(cursor.fetchall())


def called(who: str) -> str:
    """Who, in a Swedish sentence."""
    return "alla" if who == PUBLIC else who


def given(who: str) -> str:
    """Who, in a statement that takes leave back."""
    return "PUBLIC" if who == PUBLIC else who
