"""Filings as a Django app."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "nhv.filings"
    label = "filings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.filings.cabinet import add_cabinet
        from nhv.filings.models import CABINET
        from nhv.filings.verification import faults
        from nhv.records.verification import also_verify

        add_cabinet(CABINET)
        also_verify(faults)
