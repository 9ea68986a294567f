"""The register as a Django app. The triggers of its memory are put back after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "nhv.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.records.verification import also_verify
        from nhv.records.work import do_regularly
        from nhv.register import memory  # noqa: F401 (adds itself to the memories)
        from nhv.register.health import faults
        from nhv.register.jobs import JOBS

        also_verify(faults)
        for job in JOBS:
            do_regularly(job)
        # Of every app: a migration of any of them may rebuild a table and drop its triggers.
        post_migrate.connect(_put_triggers)


def _put_triggers(using: str, **_: Any) -> None:
    from nhv.records.memory import memories

    for memory in memories():
        if memory.database == using:
            memory.put_triggers()
