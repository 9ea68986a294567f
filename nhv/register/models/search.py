"""The search index: entries derived from area documents, and the tokens they are found by."""

from django.db import models

from nhv.register.models.areas import AreaDocument


class SearchEntry(models.Model):
    """One clause, or the area as a whole, of a document in force. `content` is the prepared entry as JSON, so
    that a search need not open the documents."""

    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="search_entries")
    area_key = models.CharField(max_length=80, db_index=True)
    position = models.PositiveIntegerField()
    content = models.TextField()
    # Which state of the language made it: entries hold stems, and those of another state are not found.
    language = models.CharField(max_length=16, default="")

    class Meta:
        ordering = ("area_key", "position")
        constraints = [models.UniqueConstraint(fields=["area_key", "position"], name="one_entry_per_position")]


class Posting(models.Model):
    """That an entry is found by a token, and how much the token tells of it. Tokens that begin with «=» are the
    words as written; the others are stems, parts of compounds and codes."""

    token = models.CharField(max_length=64)
    weight = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")

    class Meta:
        # Covering: the ranking of a token's entries never reads the table.
        indexes = [models.Index("token", models.F("weight").desc(), "entry", name="posting_by_token")]


class SearchToken(models.Model):
    """How many entries, of how many areas, hold a token: the rarer, the more it tells. Also the vocabulary for
    spelling."""

    token = models.CharField(max_length=64, primary_key=True)
    entries = models.PositiveIntegerField()
    areas = models.PositiveIntegerField(default=0)
