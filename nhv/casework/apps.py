"""Casework as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "nhv.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.casework import models
        from nhv.casework.jobs import JOBS
        from nhv.casework.verification import faults
        from nhv.records.verification import also_verify
        from nhv.records.work import do_regularly
        from nhv.register.memory import only_grows

        only_grows(models.FilingVersion, models.StoredOutline, models.RecordNumber, models.InternalNote)
        also_verify(faults)
        for job in JOBS:
            do_regularly(job)
