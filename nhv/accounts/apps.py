from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nhv.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.accounts.access import check
        from nhv.accounts.conflicts import PARTS
        from nhv.accounts.desk import add_part
        from nhv.accounts.jobs import JOBS
        from nhv.records.work import do_regularly
        from nhv.register.leave import answer_with

        answer_with(check)
        for part in PARTS:
            add_part(part)
        for job in JOBS:
            do_regularly(job)
        from nhv.accounts import watching

        watching.begin()
        from nhv.accounts.attempts_told import faults
        from nhv.records.verification import also_verify, guarded, the_first

        what = "kontrollen av avvisade försök"
        also_verify(lambda: the_first(what, guarded(what, faults())))
        from nhv.accounts import signing_in  # noqa: F401 (listens to the signals of signing in)
