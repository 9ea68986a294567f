"""Which letters a person has asked for: about what waits on the desk, and about areas and regions that they follow."""

from django.db import models

from nhv.accounts.models.users import User


class Letters(models.Model):
    """How often somebody is written to. `told_until` is the time that the last letter, or the choice, covers."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", "genast"
        DAILY = "daily", "en gång om dagen"
        NEVER = "never", "aldrig"

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="letters")
    how = models.CharField(max_length=10, choices=How, default=How.NEVER)
    told_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["how", "told_until"], name="letters_by_turn")]

    def __str__(self) -> str:
        return f"letters of user {self.user_id}"


class Follow(models.Model):
    """Somebody wants to know what becomes public about an area, or about the areas of a region."""

    class Kind(models.TextChoices):
        AREA = "area", "område"
        REGION = "region", "region"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)

    class Meta:
        ordering = ("kind", "key")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="followed_once")]

    def __str__(self) -> str:
        return f"follow {self.pk}"
