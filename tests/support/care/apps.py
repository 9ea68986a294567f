"""The room as a Django app. `database` is all that says where its tables lie."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "tests.support.care"
    label = "care"
    database = "care"
    website = "tests.support.care.pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from nhv.filings.cabinet import add_cabinet
        from nhv.filings.kinds import add_kind
        from tests.support.care.filing import CABINET, KIND

        add_cabinet(CABINET)
        add_kind(KIND)
