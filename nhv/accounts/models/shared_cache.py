"""The table behind Django's cache: counts of attempts must be shared by all of the server's processes."""

from django.db import models


class CacheEntry(models.Model):
    """One entry, in the shape that Django's database cache reads and writes by itself."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_cache"

    def __str__(self) -> str:
        return self.cache_key
