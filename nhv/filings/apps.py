"""Filings as a Django app."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "nhv.filings"
    label = "filings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.filings import models
        from nhv.filings.verification import faults
        from nhv.records.verification import also_verify
        from nhv.register.memory import MEMORY

        MEMORY.only_grows(models.FilingVersion, models.StoredOutline, models.RecordNumber, models.InternalNote)
        also_verify(faults)
