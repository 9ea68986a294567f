"""What somebody wrote in a form and that was not received: it waits for them, in the browser where it was written."""

from django.db import models


class UnsentForm(models.Model):
    """One form. `browser` is the sha256 of a key that only that browser has, and `content` can be read with it alone.
    `form` tells one form that was drawn from another."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64)
    form = models.CharField(max_length=64)
    content = models.TextField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "browser", "form"], name="one_row_for_an_unsent_form")]

    def __str__(self) -> str:
        return f"unsent form of user {self.user_id}"
