"""What all areas share, in its versions."""

from functools import cached_property

from django.db import models

from nhv.specification.general import General


class GeneralDocument(models.Model):
    """One version of the general conditions, questions and facts. Never changed: a change is a new row. Calls and what
    is filed point to the version they were made under."""

    version = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("version",)

    def __str__(self) -> str:
        return f"general {self.version}"

    @cached_property
    def specification(self) -> General:
        """The document as the frozen model everything is derived from."""
        return General.model_validate_json(self.content)
