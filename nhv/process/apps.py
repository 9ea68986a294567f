"""The process as a Django app."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "nhv.process"
    label = "process"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.accounts.desk import add_part
        from nhv.filings.kinds import add_kind
        from nhv.masking.kinds import add_publishing
        from nhv.process.applications.kind import KIND as APPLICATION
        from nhv.process.consultations.kind import KIND as CONSULTATION
        from nhv.process.consultations.open_kind import KIND as OPEN_ANSWER
        from nhv.process.consultations.publishing import PUBLISHING
        from nhv.process.desk import PARTS
        from nhv.process.desk_groups import PARTS as IN_GROUPS
        from nhv.process.hearings.kind import KIND as HEARING
        from nhv.process.jobs import JOBS
        from nhv.process.memory import remember
        from nhv.process.permits.desk import PARTS as OF_PERMITS
        from nhv.process.permits.kind import KIND as NOTICE
        from nhv.process.verification import faults
        from nhv.process.week import PARTS as WEEK
        from nhv.records.verification import also_verify
        from nhv.records.work import do_regularly

        remember()
        also_verify(faults)
        add_kind(APPLICATION)
        add_kind(CONSULTATION)
        add_kind(OPEN_ANSWER)
        add_kind(HEARING)
        add_kind(NOTICE)
        for publishing in PUBLISHING:
            add_publishing(publishing)
        for part in (*PARTS, *IN_GROUPS, *OF_PERMITS, *WEEK):
            add_part(part)
        for job in JOBS:
            do_regularly(job)
