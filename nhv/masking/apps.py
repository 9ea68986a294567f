"""Masking as a Django app."""

from django.apps import AppConfig


class MaskingConfig(AppConfig):
    name = "nhv.masking"
    label = "masking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.accounts.desk import add_part
        from nhv.masking.desk import PARTS
        from nhv.masking.memory import remember
        from nhv.masking.moves import ACTIVITIES
        from nhv.rules.access import add_activities

        remember()
        add_activities(ACTIVITIES)
        for part in PARTS:
            add_part(part)
