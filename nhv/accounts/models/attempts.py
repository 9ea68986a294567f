"""How many times something was tried and refused: counts by the hour, no word of what was tried."""

from django.db import models

MOST_WHO = 40


class AttemptCount(models.Model):
    """So many of one kind in one hour (UTC) by one sender: an account (`user:7`), or a hash of an address."""

    hour = models.DateTimeField()
    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=MOST_WHO)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "kind", "who"], name="one_count_of_attempts")]

    def __str__(self) -> str:
        return f"{self.kind} {self.hour:%Y-%m-%d %H} {self.who}: {self.number}"
