"""The follow-up as a Django app."""

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "nhv.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.filings.kinds import add_kind
        from nhv.followup.kind import KIND
        from nhv.followup.memory import remember

        remember()
        add_kind(KIND)
