"""The diary's entries as the acts wrote them, for tests that count them."""

from django.db.models import QuerySet

from nhv.records.diary import KEPT
from nhv.register.models import DiaryEntry


def of_acts() -> QuerySet[DiaryEntry]:
    """Without those that only bear witness to rows: an account made by hand in a test leaves such a one."""
    return DiaryEntry.objects.exclude(act=KEPT)
