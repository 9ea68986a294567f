"""The follow-up as a Django app."""

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "nhv.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.accounts.desk import add_part
        from nhv.filings.kinds import add_kind
        from nhv.followup.jobs import JOBS
        from nhv.followup.kind import KIND
        from nhv.followup.memory import remember
        from nhv.followup.owed import WAITING, WEEK
        from nhv.followup.sources import TALLY
        from nhv.followup.theme_kind import KIND as THEME
        from nhv.records.work import do_regularly
        from nhv.register.figures import add_source

        remember()
        add_source(TALLY)
        add_kind(KIND)
        add_kind(THEME)
        add_part(WAITING)
        add_part(WEEK)
        for job in JOBS:
            do_regularly(job)
